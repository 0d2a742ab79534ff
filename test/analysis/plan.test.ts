import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { App, Facts } from '../../src/analysis/facts.ts';
import { planScopes, type ScopePlan, type Spared } from '../../src/analysis/plan.ts';
import { changeScopes } from '../../src/declarations/manifest-edit.ts';
import { check, collectFacts } from '../../src/index.ts';
import { appOf, catalogue, factsOf, type AppText } from './build-facts.ts';

const NOTHING: Spared = { declaration: () => false, call: () => false };

const plan = (text: AppText, spared: Spared = NOTHING) => planScopes(appOf(text), catalogue, spared);

const namesIn = ({ after }: ScopePlan) => after.declarations.map(({ scope }) => scope);

/** What changes, in words: `a → b` for a replacement, `- a` and `+ a`. */
const summaryOf = ({ changed, added }: ScopePlan) => [
  ...changed.map(({ declaration, by }) => (by === null ? `- ${declaration.scope}` : `${declaration.scope} → ${by}`)),
  ...added.map(({ scope, optional }) => `+ ${scope}${optional ? '?' : ''}`),
];

/** What a manifest can mend. Where no call was found at all, nothing is taken out. */
function mendable(facts: Facts): readonly string[] {
  const rules = ['no-missing-scope', 'no-unused-scope', 'no-broad-scope', 'no-unknown-scope', 'no-level-mismatch'];
  const findings = check(facts, catalogue).findings.filter(({ rule, messageId }) => rules.includes(rule) && messageId !== 'callOutOfReach');
  return findings.filter(({ confidence }) => facts.apps.every(({ calls }) => calls.length > 0) || confidence === 'certain').map(({ rule, message }) => `${rule}: ${message}`);
}

const missing = (facts: Facts) => check(facts, catalogue).findings.filter(({ messageId }) => messageId.startsWith('missing')).length;

describe('a plan', () => {
  test.each<[string, AppText, readonly string[]]>([
    ['removes what nothing needs', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'group:read:admin'] }, ['- group:read:admin']],
    ['adds the narrowest of the generation in use', { type: 'server-to-server', calls: ['GET /users', 'GET /groups'], declared: ['user:read:admin'] }, ['+ group:read:admin']],
    [
      'adds granular scopes to an app that has them',
      { type: 'server-to-server', calls: ['GET /users', 'GET /groups'], declared: ['user:read:list_users:admin'] },
      ['+ group:read:list_groups:admin'],
    ],
    ['fills an empty manifest with granular scopes', { type: 'user-managed', calls: ['GET /users/me'] }, ['+ user:read:user']],
    ['keeps to the generation although all of it goes', { type: 'server-to-server', calls: ['GET /users'], declared: ['phone:read:admin'] }, ['- phone:read:admin', '+ user:read:admin']],
    ['replaces what opens too much', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] }, ['user:write:admin → user:read:admin']],
    ['corrects a name, and judges it then', { type: 'server-to-server', calls: ['GET /users'], declared: ['uesr:write:admin'] }, ['uesr:write:admin → user:read:admin']],
    ['removes a wrong name that nothing needs', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'gruop:read:admin'] }, ['- gruop:read:admin']],
    ['drops what stands twice', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'user:read:admin'] }, ['- user:read:admin']],
    ['changes the level', { type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read:admin'] }, ['user:read:admin → user:read']],
    ['leaves what the configuration allows', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'group:read:admin'], allow: ['group:read:admin'] }, []],
    ['leaves what an event keeps', { type: 'admin-managed', calls: ['GET /users/{x}'], declared: ['user:read:admin', 'recording:read:admin'], features: ['recording.completed'] }, []],
    ['leaves what cannot be told', { type: 'server-to-server', calls: ['GET /users', { unread: 'dynamic-path' }], declared: ['user:read:admin', 'group:read:admin'] }, []],
    ['leaves everything where no call was found', { type: 'server-to-server', declared: ['group:read:admin'] }, []],
    ['leaves names that may be newer than the catalogue', { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'brandnew_thing:read:whole_of_it:admin'] }, []],
    ['adds nothing where the type is not known, and with it the level', { type: 'unknown', calls: ['GET /users', 'GET /groups'], declared: ['imchat:bot'] }, []],
    ['has nothing for an app without a manifest', { type: 'server-to-server', calls: ['GET /users'], declared: [{ scope: 'group:read:admin', source: 'env' }], manifest: null }, []],
    [
      'leaves what stands in code',
      { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'group:read:admin', { scope: 'group:read:admin', source: 'code', file: 'src/login.js' }] },
      ['- group:read:admin'],
    ],
  ])('%s', (_, app, expected) => {
    expect(summaryOf(plan(app))).toEqual(expected);
  });

  test('leaves what is spared', () => {
    const app: AppText = { type: 'server-to-server', calls: ['GET /users', 'GET /groups'], declared: ['user:read:admin', 'phone:read:admin'] };
    expect(summaryOf(plan(app, { ...NOTHING, declaration: ({ scope }) => scope === 'phone:read:admin' }))).toEqual(['+ group:read:admin']);
    expect(summaryOf(plan(app, { ...NOTHING, call: ({ path: called }) => called === '/groups' }))).toEqual(['- phone:read:admin']);
  });

  test('of two entries with one name the one that may be declined goes', () => {
    const app = appOf({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'user:read:admin'] });
    const [first, second] = app.declarations;
    if (!first || !second) throw new Error('declares two');
    const { changed } = planScopes({ ...app, declarations: [{ ...first, optional: true }, second] }, catalogue, NOTHING);
    expect(changed.map(({ declaration, use }) => [declaration.optional, use.kind])).toEqual([[true, 'duplicate']]);
  });

  test('says which calls an addition is for', () => {
    const { added } = plan({ type: 'server-to-server', calls: ['GET /users', 'GET /groups'], declared: ['user:read:admin'] });
    expect(added.map(({ evidence }) => evidence.map(({ line }) => line))).toEqual([[2]]);
  });
});

describe('every verdict', () => {
  const FIXTURES = fileURLToPath(new URL('../../fixtures/verdicts/', import.meta.url));

  test.each(readdirSync(FIXTURES))('%s is mended, and the manifest reads so', (name) => {
    const root = path.join(FIXTURES, name);
    const facts = collectFacts(root);
    const [app] = facts.apps as [App];
    const planned = planScopes(app, catalogue, NOTHING);
    const manifest = app.manifest ?? '';
    const text = changeScopes(readFileSync(path.join(root, manifest), 'utf8'), {
      remove: planned.changed.flatMap(({ declaration, by }) => (by === null ? [declaration.span.start] : [])),
      replace: planned.changed.flatMap(({ declaration: { span, optional }, by }) => (by === null ? [] : [{ offset: span.start, scope: by, optional }])),
      add: planned.added,
    });
    const after = collectFacts(root, { overlay: new Map([[manifest, text]]) });
    expect(after.apps.map((each) => each.declarations.map(({ scope }) => scope).sort())).toEqual([namesIn(planned).toSorted()]);
    expect(mendable(after)).toEqual([]);
    const { undecided, apps } = check(after, catalogue);
    const { minimal } = JSON.parse(readFileSync(path.join(root, 'expected.json'), 'utf8')) as { minimal: readonly string[] };
    if (app.calls.length > 0) expect(namesIn(planned).filter((scope) => !undecided.some((each) => each.scope === scope)).toSorted()).toEqual(minimal.toSorted());
    expect(apps.map(({ minimal: { scopes } }) => scopes)).toEqual([minimal]);
  });
});

describe('for any app', () => {
  const CALLS = catalogue.operations.filter(({ path: template }) => /^\/(users|meetings|accounts|phone\/users|report|webinars|groups)\b/.test(template));
  const apps: fc.Arbitrary<AppText> = fc
    .record({
      type: fc.constantFrom('user-managed', 'admin-managed', 'server-to-server', 'unknown'),
      calls: fc.uniqueArray(fc.constantFrom(...CALLS.map(({ id }) => id)), { minLength: 1, maxLength: 6 }),
      unread: fc.boolean(),
      picks: fc.array(fc.tuple(fc.nat(), fc.constantFrom('as it is', 'twice', 'misspelt')), { maxLength: 6 }),
      features: fc.constantFrom<readonly string[]>([], ['meeting.started'], ['chatbot']),
    })
    .map(({ type, calls, unread, picks, features }) => {
      const pool = calls.flatMap((id) => {
        const { own, subAccount } = catalogue.operation(id) ?? { own: { classic: [], granular: [] }, subAccount: { classic: [], granular: [] } };
        return [...own.classic, ...own.granular, ...subAccount.classic, ...subAccount.granular, 'group:read:admin', 'phone:write'];
      });
      const declared = picks.flatMap(([pick, how]) => {
        const scope = pool[pick % pool.length] ?? '';
        return how === 'as it is' ? [scope] : how === 'twice' ? [scope, scope] : [scope.replace(/(.)(.)/, '$2$1')];
      });
      return { type, calls: unread ? [...calls, { unread: 'dynamic-path' as const, prefix: '/phone' }] : calls, declared, features };
    });

  test('nothing is left that can be mended, nothing more is missing, and what cannot be told stays', () => {
    fc.assert(
      fc.property(apps, (app) => {
        const facts = factsOf(app);
        const planned = plan(app);
        const after: Facts = { ...facts, apps: [planned.after] };
        // Which level to add is for a person to say where the type is not known.
        const left = mendable(after).filter((message) => app.type !== 'unknown' || !message.startsWith('no-missing-scope'));
        expect(left).toEqual([]);
        if (app.type !== 'unknown') expect(missing(after)).toBe(0);
        const gone = new Set(planned.changed.map(({ declaration }) => declaration));
        const undecided = check(facts, catalogue).undecided.filter(({ span }) => [...gone].some((declaration) => declaration.span === span));
        expect(undecided.map(({ scope }) => scope)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
