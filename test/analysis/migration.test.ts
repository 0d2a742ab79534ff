import { describe, expect, test } from 'vitest';
import { planMigration, type Migration } from '../../src/analysis/migration.ts';
import { check } from '../../src/index.ts';
import { appOf, catalogue, factsOf, type AppText } from './build-facts.ts';

const migrate = (text: AppText, spared = '') => planMigration(appOf(text), catalogue, ({ scope }) => scope === spared);

const summaryOf = ({ scopes }: Migration) =>
  scopes.map(({ declaration: { scope }, outcome }) => {
    if (outcome.kind === 'stays') return `${scope} stays: ${outcome.reason}`;
    return outcome.kind === 'dropped' ? `${scope} is dropped` : `${scope} → ${outcome.by.join(', ')}`;
  });

describe('a migration', () => {
  test.each<[string, AppText, readonly string[]]>([
    ['takes what the calls get by with', { type: 'server-to-server', calls: ['GET /users', 'GET /meetings/{x}'], declared: ['user:read:admin', 'meeting:read:admin'] }, ['user:read:admin → user:read:list_users:admin', 'meeting:read:admin → meeting:read:meeting:admin']],
    ['takes several for one', { type: 'server-to-server', calls: ['GET /users', 'DELETE /users/{x}'], declared: ['user:write:admin'] }, ['user:write:admin → user:delete:user:admin, user:read:list_users:admin']],
    ['keeps the level', { type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read'] }, ['user:read → user:read:user']],
    ['drops what nothing needs', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'phone:read:admin'] }, ['user:read:admin → user:read:list_users:admin', 'phone:read:admin is dropped']],
    ['names granular scopes that are there already', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'user:read:list_users:admin'] }, ['user:read:admin → user:read:list_users:admin']],
    ['leaves granular scopes alone', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:list_users:admin'] }, []],
    ['keeps what the configuration allows', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'], allow: ['user:read:admin'] }, ['user:read:admin stays: the configuration keeps it']],
    ['keeps what an event needs', { type: 'admin-managed', calls: ['GET /users'], declared: ['recording:read:admin'], features: ['recording.completed'] }, ['recording:read:admin stays: the event recording.completed needs it']],
    ['keeps everything where no call was found', { type: 'server-to-server', declared: ['user:read:admin'] }, ['user:read:admin stays: no call was found at all']],
    [
      'keeps what a call that is not known to the end could need',
      { type: 'server-to-server', calls: ['GET /users', { unread: 'dynamic-path', prefix: '/users' }], declared: ['user:read:admin'] },
      ['user:read:admin stays: a call could not be read to the end and could need it'],
    ],
    [
      'keeps everything where the type is not known',
      { type: 'unknown', calls: ['GET /users'], declared: ['imchat:bot'] },
      ["imchat:bot stays: the app's type is not known, and it decides the level"],
    ],
    ['leaves faults to fix', { type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read:admin'] }, ['user:read:admin stays: the check finds fault with it; run zoom-scopes fix first']],
  ])('%s', (_, app, expected) => {
    expect(summaryOf(migrate(app))).toEqual(expected);
  });

  test('keeps the classic scope of a call that no granular one is known for', () => {
    const lonely = catalogue.operations.find(({ own }) => own.granular.length === 0 && own.classic.some((name) => name.endsWith(':admin')));
    const scope = lonely?.own.classic.find((name) => name.endsWith(':admin')) ?? '';
    const migration = migrate({ type: 'server-to-server', calls: [lonely?.id ?? '', 'GET /users'], declared: [scope, 'user:read:admin'] });
    expect(summaryOf(migration)).toEqual([`${scope} stays: no granular scope is known for ${lonely?.id ?? ''}`, 'user:read:admin → user:read:list_users:admin']);
  });

  test('keeps what is suppressed', () => {
    const app: AppText = { type: 'server-to-server', calls: ['GET /users'], declared: ['phone:read:admin'] };
    expect(summaryOf(migrate(app, 'phone:read:admin'))).toEqual(['phone:read:admin stays: a finding about it is suppressed']);
  });

  test('says what falls away', () => {
    const [scope] = migrate({ type: 'server-to-server', calls: ['GET /groups'], declared: ['group:read:admin'] }).scopes;
    if (scope?.outcome.kind !== 'replaced') throw new Error('is replaced');
    expect(scope.outcome.fallsAway).toContain('GET /groups/{groupId}');
    expect(scope.outcome.fallsAway).not.toContain('GET /groups');
    expect(scope.opens).toBeGreaterThan(scope.outcome.fallsAway.length);
    expect(scope.calls.map(({ operation }) => operation)).toEqual(['GET /groups']);
  });

  test('a scope that two classic ones are replaced by is declared once, and not optional if one of these is not', () => {
    const app = appOf({ type: 'server-to-server', calls: ['GET /users', 'PATCH /users/{x}'], declared: ['user:read:admin', 'user:write:admin'] });
    const [first, second] = app.declarations;
    if (!first || !second) throw new Error('declares two');
    const { after } = planMigration({ ...app, declarations: [{ ...first, optional: true }, second] }, catalogue, () => false);
    expect(after.declarations.map(({ scope, optional }) => [scope, optional]).sort()).toEqual([
      ['user:read:list_users:admin', false],
      ['user:update:user:admin', false],
    ]);
  });

  test('leaves nothing missing, whatever the call', () => {
    const names = catalogue.operations.filter(({ path }) => /^\/(users|meetings|webinars|groups|report)\b/.test(path)).map(({ id }) => id);
    for (let at = 0; at + 4 <= names.length; at += 4) {
      const calls = names.slice(at, at + 4);
      const declared = [...new Set(calls.flatMap((id) => catalogue.operation(id)?.own.classic.filter((name) => name.endsWith(':admin')).slice(0, 1) ?? []))];
      const app: AppText = { type: 'server-to-server', calls, declared };
      const before = check(factsOf(app), catalogue).findings.filter(({ rule }) => rule === 'no-missing-scope');
      const after = check({ ...factsOf(app), apps: [migrate(app).after] }, catalogue).findings.filter(({ rule }) => rule === 'no-missing-scope');
      expect(after.map(({ operation }) => operation)).toEqual(before.map(({ operation }) => operation));
    }
  });
});
