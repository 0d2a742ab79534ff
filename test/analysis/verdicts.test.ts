import { describe, expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import { rules } from '../../rules/index.ts';
import { catalogue, factsOf, type AppText } from './build-facts.ts';

interface Row extends AppText {
  readonly row: number;
  readonly says: readonly string[];
  readonly strict?: readonly string[];
  readonly cannotTell?: readonly string[];
  readonly minimal?: readonly string[];
}

const S2S = 'server-to-server';
const UNREAD = { unread: 'dynamic-path', method: 'GET' } as const;

/** VERDICTS.md row by row, with the minimal set that goes with it. */
const ROWS: readonly Row[] = [
  { row: 1, type: S2S, calls: ['POST /users/{x}/meetings'], declared: ['meeting:write:admin'], says: [], minimal: ['meeting:write:admin'] },
  {
    row: 2,
    type: S2S,
    calls: ['POST /users/{x}/meetings'],
    declared: ['meeting:read:admin'],
    says: [
      'error no-missing-scope POST /users/{userId}/meetings → meeting:write:admin | meeting:write:meeting:admin',
      'error no-unused-scope/unused meeting:read:admin',
    ],
    minimal: ['meeting:write:admin'],
  },
  { row: 3, type: S2S, calls: ['GET /users'], declared: ['user:write:admin'], says: ['error no-broad-scope user:write:admin → user:read:admin'], minimal: ['user:read:admin'] },
  { row: 4, type: S2S, calls: ['GET /users'], declared: ['user:read:admin', 'user:write:admin'], says: ['error no-unused-scope/narrower user:write:admin'], minimal: ['user:read:admin'] },
  {
    row: 5,
    type: S2S,
    calls: ['GET /users', 'PATCH /users/{x}'],
    declared: ['user:read:admin', 'user:write:admin'],
    says: ['warning no-unused-scope/redundant user:read:admin'],
    minimal: ['user:write:admin'],
  },
  { row: 6, type: S2S, calls: ['GET /users'], declared: ['user:master'], says: ['error no-broad-scope user:master → user:read:admin'], minimal: ['user:read:admin'] },
  {
    row: 7,
    type: S2S,
    calls: ['GET /accounts/{sub}/users'],
    declared: ['user:read:admin'],
    says: ['error no-missing-scope GET /users → user:master | user:read:list_users:master', 'error no-unused-scope/unused user:read:admin'],
    minimal: ['user:master'],
  },
  { row: 8, type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read'], says: [], minimal: ['user:read'] },
  { row: 9, type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read:admin'], says: ['error no-level-mismatch user:read:admin → user:read'], minimal: ['user:read'] },
  {
    row: 10,
    type: 'admin-managed',
    calls: ['GET /users/me/meetings'],
    declared: ['meeting:read:admin'],
    says: [],
    strict: ['warning no-broad-scope meeting:read:admin → meeting:read'],
    minimal: ['meeting:read:admin'],
  },
  {
    row: 11,
    type: 'user-managed',
    calls: ['GET /report/users/{x}/meetings'],
    declared: ['report:read:admin'],
    says: ['error no-level-mismatch GET /report/users/{userId}/meetings', 'error no-level-mismatch report:read:admin'],
    minimal: [],
  },
  {
    row: 12,
    type: S2S,
    calls: ['GET /meetings/{x}'],
    declared: ['meeting:read:meeting:admin', 'meeting:read:list_meetings:admin'],
    says: ['error no-unused-scope/unused meeting:read:list_meetings:admin'],
    minimal: ['meeting:read:meeting:admin'],
  },
  {
    row: 13,
    type: S2S,
    calls: ['GET /meetings/{x}'],
    declared: ['meeting:read:admin', 'meeting:read:meeting:admin'],
    says: ['error no-unused-scope/narrower meeting:read:admin'],
    minimal: ['meeting:read:meeting:admin'],
  },
  {
    row: 14,
    type: S2S,
    calls: ['GET /meetings/{x}', UNREAD],
    declared: ['meeting:read:admin', 'recording:read:admin'],
    says: ['warning no-unresolved-call'],
    cannotTell: ['recording:read:admin'],
    minimal: ['meeting:read:admin'],
  },
  {
    row: 15,
    type: S2S,
    calls: ['GET /meetings/{x}', { ...UNREAD, prefix: '/phone' }],
    declared: ['meeting:read:admin', 'recording:read:admin'],
    says: ['error no-unused-scope/unused recording:read:admin', 'warning no-unresolved-call'],
    minimal: ['meeting:read:admin'],
  },
  {
    row: 16,
    type: 'admin-managed',
    calls: ['GET /users/me'],
    declared: ['user:read:admin', 'recording:read:admin'],
    features: ['recording.completed'],
    says: [],
    minimal: ['recording:read:admin', 'user:read:admin'],
  },
  { row: 17, type: 'admin-managed', calls: ['POST /im/chat/messages'], declared: ['imchat:bot'], features: ['chatbot'], says: [], minimal: ['imchat:bot'] },
  {
    row: 18,
    type: 'user-managed',
    calls: ['GET /users/me'],
    declared: ['user:read:user', 'zoomapp:inmeeting'],
    features: ['zoom-apps-sdk'],
    says: [],
    minimal: ['user:read:user', 'zoomapp:inmeeting'],
  },
  { row: 19, type: 'unknown', declared: ['meetng:read'], says: ['error no-unknown-scope/typo meetng:read → meeting:read'], minimal: [] },
  { row: 20, type: 'unknown', declared: ['division:wirte:admin'], says: ['error no-unused-scope/unused division:wirte:admin'], minimal: [] },
  { row: 20, type: 'user-managed', declared: ['division:wirte:admin'], says: ['error no-unused-scope/unused division:wirte:admin'], minimal: [] },
  {
    row: 21,
    type: 'user-managed',
    calls: ['GET /users/{x}/meetings'],
    declared: ['meeting:read'],
    says: [],
    strict: ['warning no-level-mismatch GET /users/{userId}/meetings'],
    minimal: ['meeting:read'],
  },
  {
    row: 22,
    type: S2S,
    calls: ['GET /users/me'],
    declared: ['user:read:admin'],
    says: [],
    strict: ['warning no-level-mismatch GET /users/{userId}'],
    minimal: ['user:read:admin'],
  },
  {
    row: 23,
    type: S2S,
    calls: ['GET /meetings/{x}', 'POST /users/{x}/meetings', 'DELETE /meetings/{x}'],
    declared: ['meeting:read:admin', 'meeting:write:admin'],
    says: [],
    minimal: ['meeting:read:admin', 'meeting:write:admin'],
  },
  {
    row: 24,
    type: S2S,
    calls: ['GET /users/{x}/nosuchthing'],
    declared: ['user:read:admin'],
    says: ['warning no-unknown-operation GET /users/{x}/nosuchthing'],
    cannotTell: ['user:read:admin'],
    minimal: [],
  },
  {
    row: 25,
    type: S2S,
    calls: ['GET /users'],
    declared: ['user:read:admin', 'user:read:admin'],
    says: ['error no-unknown-scope/duplicate user:read:admin'],
    minimal: ['user:read:admin'],
  },
];

const TELLING = new Set(['no-unused-scope', 'no-unknown-scope']);

function say(text: AppText, strict: boolean) {
  const active = rules.filter((rule) => (strict ? rule.strict : rule.recommended));
  const report = runRules(factsOf(text), catalogue, { rules: active, strict });
  return {
    says: report.findings
      .map(({ severity, rule, messageId, scope, operation, replacement }) => {
        const to = replacement.length > 0 ? ` → ${replacement.join(' | ')}` : '';
        const about = scope ?? operation;
        return `${severity} ${rule}${TELLING.has(rule) ? `/${messageId}` : ''}${about ? ` ${about}` : ''}${to}`;
      })
      .sort(),
    cannotTell: report.undecided.map(({ scope }) => scope),
    minimal: report.apps[0]?.minimal,
  };
}

describe.each(ROWS)('row $row as $type', ({ says, strict = [], cannotTell = [], minimal, ...text }) => {
  test('recommended', () => {
    const said = say(text, false);
    expect(said.says).toEqual(says.toSorted());
    expect(said.cannotTell).toEqual(cannotTell);
    expect(said.minimal?.scopes).toEqual(minimal);
    expect(said.minimal?.proven).toBe(true);
  });

  test('strict', () => {
    expect(say(text, true).says).toEqual([...says, ...strict].sort());
  });
});
