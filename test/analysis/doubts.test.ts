import { describe, expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import type { BlindSpot } from '../../src/analysis/facts.ts';
import { rules } from '../../rules/index.ts';
import { appOf, catalogue, factsOf, type AppText } from './build-facts.ts';

const place = (file: string): BlindSpot['place'] => ({ file, line: 3, column: 1 });

function told(text: AppText, blindSpots: readonly BlindSpot[] = [], more: object = {}): { readonly findings: readonly string[]; readonly undecided: readonly string[] } {
  const { findings, undecided } = runRules({ ...factsOf(text), apps: [{ ...appOf(text), blindSpots, ...more }] }, catalogue, { rules });
  return {
    findings: findings.map(({ rule, scope, operation }) => `${rule} ${scope ?? operation}`),
    undecided: undecided.map(({ scope, reason, evidence }) => `${scope}: ${reason} ${evidence.map(({ file, line }) => `${file}:${line}`).join(' ')}`.trim()),
  };
}

describe('code that is not read', () => {
  test('takes back that a scope is unused, too broad, redundant or replaceable', () => {
    const python: BlindSpot = { kind: 'other-language', place: place('jobs/sync.py') };
    const apps: readonly AppText[] = [
      { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'phone:read:admin'] },
      { type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] },
      { type: 'server-to-server', calls: ['GET /users', 'PATCH /users/{x}'], declared: ['user:read:admin', 'user:write:admin'] },
      { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] },
    ];
    const accused = apps.map((app) => told(app).findings.length);
    expect(accused).toEqual([2, 1, 2, 1]);
    expect(apps.map((app) => told(app, [python]).findings)).toEqual([[], [], [], []]);
  });

  test('says first what is nearest: calls, then files', () => {
    const app: AppText = { type: 'server-to-server', calls: ['GET /users', { unread: 'dynamic-path' }], declared: ['user:read:admin', 'phone:read:admin'] };
    const { undecided } = told(app, [{ kind: 'unread', place: place('src/broken.js') }]);
    expect(undecided).toEqual(['phone:read:admin: a call could not be read to the end and could need it src/zoom.js:2']);
  });

  test('weakens with an address what lies at or under its path, and no more', () => {
    const app: AppText = { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'phone:read:admin', 'report:read:admin'] };
    const { findings, undecided } = told(app, [{ kind: 'address', place: place('src/queue.js'), path: '/report' }]);
    expect(findings.filter((finding) => finding.startsWith('no-'))).toEqual(['no-unused-scope phone:read:admin']);
    expect(undecided).toEqual(['report:read:admin: nothing shows what is done with an address of the API, and that could need it src/queue.js:3']);
  });

  test('weakens nothing that a scope which is needed anyway covers', () => {
    const app: AppText = { type: 'server-to-server', calls: ['DELETE /users/{x}'], declared: ['user:write:admin', 'user:read:admin'] };
    const path = '/users/{}/assistants';
    expect(told(app, [{ kind: 'address', place: place('src/queue.js'), path }]).findings).toContain('no-unused-scope user:read:admin');
  });
});

describe('replacements', () => {
  test('are not said of what a feature may need', () => {
    const app: AppText = { type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] };
    expect(told(app).findings).toContain('no-broad-scope user:write:admin');
    expect(told({ ...app, features: ['sign-in'] }).findings).toEqual([]);
  });
});

describe('tokens of two kinds', () => {
  const app: AppText = { type: 'unknown', manifest: null, calls: ['POST /users/{x}/meetings', 'GET /users/{x}'], declared: ['user:read'] };

  test('mean that what a call lacks here, the other app may have', () => {
    expect(told(app).findings).toContain('no-missing-scope POST /users/{userId}/meetings');
    expect(told(app, [], { hasTwoTokens: true }).findings).toEqual([]);
  });

  test('mean that the declared scopes tell no type', () => {
    expect(told(app, [], { hasTwoTokens: true }).undecided).toEqual(["user:read: it depends on the app's type, which is not known src/zoom.js:2"]);
  });
});

describe('operations whose scopes are not known', () => {
  const unknown = catalogue.operations.filter(({ own, subAccount }) => [own, subAccount].every(({ classic, granular }) => classic.length + granular.length === 0));

  test('let no scope of their product be called unused', () => {
    for (const { id, product } of unknown) {
      const scopes = catalogue.operations.filter((other) => other.product === product).flatMap(({ own }) => own.classic).filter((name) => name.endsWith(':admin'));
      const { findings } = told({ type: 'server-to-server', calls: [id], declared: [...new Set(scopes)].slice(0, 3) });
      expect([id, findings.filter((finding) => finding.startsWith('no-unused-scope'))]).toEqual([id, []]);
    }
  });
});

test('scopes that open no operation are never called unused', () => {
  const closed = [...catalogue.scopes.keys()].filter((name) => catalogue.operationsOf(name).length === 0);
  expect(closed.length).toBeGreaterThan(100);
  for (const type of ['user-managed', 'admin-managed', 'server-to-server'] as const) {
    const { findings } = told({ type, calls: ['GET /users/{x}'], declared: closed });
    const levels = new Set(findings.filter((finding) => finding.startsWith('no-unused-scope')).map((finding) => finding.split(' ')[1]));
    expect([...levels].filter((name) => name !== undefined && catalogue.scope(name)?.level === (type === 'user-managed' ? 'user' : 'admin'))).toEqual([]);
  }
});
