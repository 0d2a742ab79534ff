import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyBaseline, pruneBaseline, toBaseline } from '../../src/analysis/baseline.ts';
import { check, UserError, type Report } from '../../src/index.ts';
import { formatBaseline, parseBaseline, readBaseline, writeBaseline } from '../../src/project/baseline.ts';
import { factsOf, type AppText } from '../analysis/build-facts.ts';

const CRM: AppText = {
  type: 'server-to-server',
  calls: ['POST /users/{id}/meetings', 'POST /users/{id}/meetings', 'GET /users', { unread: 'dynamic-path', prefix: '/phone' }],
  declared: ['user:read:admin', 'group:read:admin', 'recording:read:admin'],
};

const report = (text: AppText = CRM): Report => check(factsOf(text));
const kinds = ({ findings }: Report) => findings.map(({ rule, scope, operation }) => `${rule} ${scope ?? operation ?? ''}`);
const TEXT = formatBaseline(toBaseline(report().findings));

describe('a baseline', () => {
  it('is a line for each kind of finding, sorted, without line numbers', () => {
    expect(TEXT).toBe(`{
  "schemaVersion": 1,
  "findings": [
    {"app":"app","file":"src/zoom.js","rule":"no-missing-scope","subject":"POST /users/{userId}/meetings","count":2},
    {"app":"app","file":"src/zoom.js","rule":"no-unresolved-call","subject":"","count":1},
    {"app":"app","file":"zoom-app.json","rule":"no-unused-scope","subject":"group:read:admin","count":1},
    {"app":"app","file":"zoom-app.json","rule":"no-unused-scope","subject":"recording:read:admin","count":1}
  ]
}
`);
    expect(formatBaseline([])).toBe('{\n  "schemaVersion": 1,\n  "findings": []\n}\n');
  });

  it('covers what it was made of, wherever that stands now', () => {
    const moved = report({ ...CRM, calls: CRM.calls?.toReversed() ?? [] });
    const { report: left, stale } = applyBaseline(moved, parseBaseline(TEXT, 'baseline.json'));
    expect({ left: left.findings, stale }).toEqual({ left: [], stale: [] });
    expect(left.suppressed.map(({ by }) => by)).toEqual(Array(5).fill('baseline'));
  });

  it('leaves what is new, and all that is alike where one more is: which is new cannot be told', () => {
    const grown = report({ ...CRM, calls: [...(CRM.calls ?? []), 'POST /users/{id}/meetings'], declared: [...(CRM.declared ?? []), 'zra:read:admin'] });
    const { report: left, stale } = applyBaseline(grown, parseBaseline(TEXT, 'baseline.json'));
    const missing = 'no-missing-scope POST /users/{userId}/meetings';
    expect(kinds(left).filter((kind) => kind === missing)).toHaveLength(3);
    expect(kinds(left)).toHaveLength(4);
    expect(stale).toEqual([]);
  });

  it('says what it no longer finds, and can be pruned of that without taking in anything new', () => {
    const entries = parseBaseline(TEXT, 'baseline.json');
    const better = report({ ...CRM, calls: ['POST /users/{id}/meetings', 'GET /users'], declared: ['user:read:admin', 'group:read:admin', 'webinar:read:admin'] });
    const { report: left, stale } = applyBaseline(better, entries);
    expect(stale.map(({ entry, left: still }) => `${entry.line} ${entry.rule} ${entry.subject}: ${still} of ${entry.count}`)).toEqual([
      '4 no-missing-scope POST /users/{userId}/meetings: 1 of 2',
      '5 no-unresolved-call : 0 of 1',
      '7 no-unused-scope recording:read:admin: 0 of 1',
    ]);
    const pruned = parseBaseline(formatBaseline(pruneBaseline(entries, stale)), 'baseline.json');
    expect(applyBaseline(better, pruned).stale).toEqual([]);
    expect(kinds(applyBaseline(better, pruned).report)).toEqual(kinds(left));
    expect(kinds(left)).toEqual(['no-unused-scope webinar:read:admin']);
  });
});

describe('a baseline that is wrong is refused with its place:', () => {
  const entry = '{"app":"app","file":"a.json","rule":"no-unused-scope","subject":"phone:read","count":1}';
  it.each([
    ['', ':1:1: The baseline is not valid JSON: value expected.'],
    ['{ "schemaVersion": 1,\n<<<<<<< HEAD\n  "findings": [] }', ':2:1: The baseline is not valid JSON: invalid symbol.'],
    ['[]', ':1:1: A baseline has the keys schemaVersion, which is 1, and findings, a list.'],
    ['{ "schemaVersion": 1, "findings": {} }', ':1:35: A baseline has the keys schemaVersion, which is 1, and findings, a list.'],
    ['{ "schemaVersion": 2, "findings": [] }', ':1:1: The baseline has version 2, and this zoom-scopes reads 1.'],
    [`{ "schemaVersion": 1, "findings": [${entry},\n 7] }`, ':2:2: An entry has the texts app, file, rule and subject, and count, a whole number from 1.'],
    [`{ "schemaVersion": 1, "findings": [${entry.replace('1}', '0}')}] }`, ':1:36: An entry has the texts app, file, rule and subject, and count, a whole number from 1.'],
    [`{ "schemaVersion": 1, "findings": [${entry.replace('"app":"app",', '')}] }`, ':1:36: An entry has the texts app, file, rule and subject, and count, a whole number from 1.'],
  ])('%j', (text, message) => {
    expect(() => parseBaseline(text, 'crm/baseline.json')).toThrow(UserError);
    expect(() => parseBaseline(text, 'crm/baseline.json')).toThrow(`crm/baseline.json${message}`);
  });
});

it('a baseline on disk is there whole or not at all', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'baseline-'));
  const file = path.join(folder, 'baseline.json');
  try {
    expect(readBaseline(file)).toBeUndefined();
    await writeBaseline(file, toBaseline(report().findings));
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(readBaseline(file)).toHaveLength(4);
    expect(readdirSync(folder)).toEqual(['baseline.json']);
    await expect(writeBaseline(path.join(folder, 'nowhere', 'baseline.json'), [])).rejects.toThrow('The baseline cannot be written: no such file.');
    expect(() => readBaseline(folder)).toThrow('The baseline cannot be read: it is a folder.');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
