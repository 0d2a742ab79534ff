import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import type { Report } from '../../src/analysis/report.ts';
import type { OperationUse } from '../../src/catalogue/types.ts';
import { rules } from '../../rules/index.ts';
import { catalogue, factsOf, type AppText, type CallText } from './build-facts.ts';
import { faultsOf } from './certificate-checker.ts';
import { weigher } from '../../src/analysis/choice.ts';

const recommended = rules.filter((rule) => rule.recommended);
const TYPES = ['user-managed', 'admin-managed', 'server-to-server'] as const;

/** Operations that share scopes with others, as `GET /users/{userId}`. */
const CALLS = catalogue.operations
  .filter(({ path }) => /^\/(users|meetings|accounts|phone\/users|metrics|report|chat|webinars|groups)\b/.test(path))
  .map(({ id }) => id);

const scopesOf = (call: string): readonly string[] => {
  const operation = catalogue.operation(call);
  if (!operation) throw new Error(`${call} is not in the catalogue`);
  return [operation.own, operation.subAccount].flatMap(({ classic, granular }) => [...classic, ...granular]);
};

interface PlainApp extends AppText {
  readonly calls: readonly string[];
  readonly declared: readonly string[];
}

/** Apps whose declared scopes have to do with their calls, more or less. */
const apps: fc.Arbitrary<PlainApp> = fc
  .record({
    type: fc.constantFrom(...TYPES),
    calls: fc.uniqueArray(fc.constantFrom(...CALLS), { maxLength: 6 }),
    others: fc.uniqueArray(fc.constantFrom(...CALLS), { maxLength: 3 }),
    picks: fc.array(fc.nat(), { maxLength: 6 }),
  })
  .map(({ type, calls, others, picks }) => {
    const pool = [...new Set([...calls, ...others].flatMap(scopesOf))].sort();
    const declared = pool.length === 0 ? [] : [...new Set(picks.flatMap((pick) => pool[pick % pool.length] ?? []))];
    return { type, calls, declared };
  });

function check(app: AppText): Report {
  return runRules(factsOf(app), catalogue, { rules: recommended });
}

function about(findings: readonly Finding[], ...names: readonly string[]): readonly string[] {
  return findings.filter(({ rule }) => names.includes(rule)).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('for any app', () => {
  test('the certificate of its minimal set holds', () => {
    fc.assert(
      fc.property(apps, (app) => {
        const { minimal } = check(app).apps[0] ?? {};
        if (!minimal?.certificate) throw new Error('not proven');
        const problem = { rows: minimal.rows, weightOf: weigher(catalogue, new Set(app.declared)) };
        expect(faultsOf(problem, minimal.scopes, minimal.certificate)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('an app that declares its minimal set has nothing missing, unused, too broad or at the wrong level', () => {
    fc.assert(
      fc.property(apps, (app) => {
        const declared = check(app).apps[0]?.minimal.scopes ?? [];
        fc.pre(declared.length > 0);
        const { findings } = check({ ...app, declared });
        const calls = about(findings.filter(({ scope }) => scope !== null), 'no-unused-scope', 'no-broad-scope', 'no-level-mismatch');
        expect([...about(findings, 'no-missing-scope'), ...calls]).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('without the scopes called unused, nothing more is missing', () => {
    fc.assert(
      fc.property(apps, (app) => {
        const { findings } = check(app);
        const unused: ReadonlySet<string | null> = new Set(findings.filter(({ rule }) => rule === 'no-unused-scope').map(({ scope }) => scope));
        const declared = app.declared.filter((scope) => !unused.has(scope));
        fc.pre(declared.length > 0);
        const missing = (all: readonly Finding[]): readonly (string | null)[] =>
          all.filter(({ rule }) => rule === 'no-missing-scope').map(({ operation }) => operation);
        expect(missing(check({ ...app, declared }).findings)).toEqual(missing(findings));
      }),
      { numRuns: 300 },
    );
  });

  test('whoever does what the findings say is done', () => {
    fc.assert(
      fc.property(apps, (app) => {
        let declared = app.declared;
        fc.pre(declared.length > 0);
        for (let round = 0; round < 6; round++) {
          const { findings } = check({ ...app, declared });
          const next = doAsTold(declared, findings);
          if (next.join(' ') === declared.join(' ')) break;
          declared = next;
          fc.pre(declared.length > 0);
        }
        expect(about(check({ ...app, declared }).findings, 'no-missing-scope', 'no-unused-scope', 'no-broad-scope')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('a call that cannot be read never adds an accusation of a scope', () => {
    fc.assert(
      fc.property(apps, fc.constantFrom('', '/users', '/phone', '/meetings'), (app, prefix) => {
        const unread: CallText = { unread: 'dynamic-path', prefix };
        const accused = (text: AppText): readonly (string | null)[] =>
          check(text).findings.filter(({ rule }) => rule === 'no-unused-scope' || rule === 'no-broad-scope').map(({ scope }) => scope);
        const before = accused(app);
        expect(accused({ ...app, calls: [...app.calls, unread] }).filter((scope) => !before.includes(scope))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('what is said does not depend on the order of calls and declarations', () => {
    fc.assert(
      fc.property(apps, (app) => {
        const said = (text: AppText): readonly string[] => check(text).findings.map(({ rule, scope, operation, replacement }) => [rule, scope, operation, ...replacement].join(' ')).sort();
        expect(said({ ...app, calls: app.calls.toReversed(), declared: app.declared.toReversed() })).toEqual(said(app));
      }),
      { numRuns: 300 },
    );
  });

  test('a type that is not known adds no finding about a scope that every type does not share', () => {
    fc.assert(
      fc.property(apps, (app) => {
        const said = (type: AppText['type']): readonly string[] =>
          check({ ...app, type }).findings.filter(({ scope }) => scope !== null).map(({ rule, scope, replacement }) => [rule, scope, ...replacement].join(' '));
        const byType = TYPES.map(said);
        // Declared levels may rule types out, so at least one type says the same.
        for (const finding of said('unknown')) expect(byType.some((findings) => findings.includes(finding))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

function doAsTold(declared: readonly string[], findings: readonly Finding[]): readonly string[] {
  const added = findings.filter(({ rule }) => rule === 'no-missing-scope').flatMap(({ replacement }) => replacement.slice(0, 1));
  const kept = declared.flatMap((scope) => {
    const finding = findings.find((candidate) => candidate.scope === scope);
    return finding ? finding.replacement : [scope];
  });
  return [...new Set([...kept, ...added])].sort();
}

test('operations are drawn from several products', () => {
  const uses: readonly OperationUse[] = CALLS.flatMap((id) => catalogue.operation(id) ?? []).map((operation) => ({ operation, variant: 'own' }));
  expect(new Set(uses.map(({ operation }) => operation.product)).size).toBeGreaterThan(5);
});
