import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { canHold, type DecidedType } from '../../src/analysis/levels.ts';
import type { Report } from '../../src/analysis/report.ts';
import { rules } from '../../rules/index.ts';
import { appOf, catalogue, factsOf, type AppText } from './build-facts.ts';
import { demandsOf, randomApps, typesOf, type Demand } from './random-apps.ts';

const RUNS = { numRuns: 120 };

/** The names that unknown operations may have meant take time, and say nothing here. */
const spoken = rules.filter(({ name }) => name !== 'no-unknown-operation');

function check(text: AppText): Report {
  return runRules(factsOf(text), catalogue, { rules: spoken });
}

/** What can be done about a declared scope: by what it is replaced; by nothing where it is removed. */
function remedies({ findings }: Report): ReadonlyMap<string, readonly string[]> {
  const about = findings.filter(({ rule, scope }) => scope !== null && ['no-unused-scope', 'no-broad-scope', 'prefer-granular-scope'].includes(rule));
  return new Map(about.map(({ scope, replacement }) => [scope ?? '', replacement]));
}

function applied(declared: readonly string[], all: ReadonlyMap<string, readonly string[]>, chosen: ReadonlySet<string>): readonly string[] {
  return [...new Set(declared.flatMap((scope) => (chosen.has(scope) ? (all.get(scope) ?? [scope]) : [scope])))];
}

/** Whether a token with these scopes of an app of this type does what is asked. */
function serves(declared: readonly string[], demand: Demand, type: DecidedType): boolean {
  return declared.some((name) => {
    const scope = catalogue.scope(name);
    return scope !== undefined && demand.has(name) && canHold(scope, type, catalogue);
  });
}

function missing({ findings }: Report): readonly string[] {
  return findings.filter(({ rule }) => rule === 'no-missing-scope').map(({ span, operation }) => `${span.line} ${operation}`);
}

function said(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, scope, operation, replacement, confidence }) => [rule, scope, operation, ...replacement, confidence].join(' ')).sort();
}

describe('for any app of the catalogue', () => {
  test('whoever follows some of the findings loses nothing that the app may turn out to need', () => {
    fc.assert(
      fc.property(randomApps, fc.infiniteStream(fc.boolean()), (app, coins) => {
        const all = remedies(check(app));
        fc.pre(all.size > 0);
        const before = app.declared;
        const after = applied(before, all, new Set([...all.keys()].filter(() => coins.next().value)));
        const facts = appOf(app);
        for (const type of typesOf(facts)) {
          for (const demand of demandsOf(facts, type)) {
            if (serves(before, demand, type)) expect([serves(after, demand, type), [...demand].join(' ')]).toEqual([true, [...demand].join(' ')]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('whoever follows all of them has nothing more missing', () => {
    fc.assert(
      fc.property(randomApps, (app) => {
        const report = check(app);
        const all = remedies(report);
        const declared = applied(app.declared, all, new Set(all.keys()));
        fc.pre(all.size > 0 && declared.length > 0);
        // Without its scopes a type that is not known may be any: that is another question.
        fc.pre(app.type !== 'unknown');
        const before = missing(report);
        expect(missing(check({ ...app, declared })).filter((one) => !before.includes(one))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('a scope more never makes one missing', () => {
    fc.assert(
      fc.property(randomApps, fc.constantFrom(...catalogue.scopes.keys()), (app, scope) => {
        fc.pre(app.declared.length > 0 && app.type !== 'unknown');
        const before = missing(check(app));
        expect(missing(check({ ...app, declared: [...app.declared, scope] })).filter((one) => !before.includes(one))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('a call more never uncovers another one', () => {
    fc.assert(
      fc.property(randomApps, randomApps, (app, { calls }) => {
        const before = missing(check(app));
        const after = missing(check({ ...app, calls: [...app.calls, ...calls] })).filter((one) => Number.parseInt(one) <= app.calls.length);
        expect(after).toEqual(before);
      }),
      RUNS,
    );
  });

  test('code that cannot be read accuses no scope, and takes every accusation back', () => {
    fc.assert(
      fc.property(randomApps, (app) => {
        fc.pre(app.type !== 'unknown');
        const facts = appOf(app);
        const accused = check({ ...app, otherLanguages: ['jobs/sync.py'] }).findings.filter(({ rule }) => /unused|broad|granular/.test(rule));
        const [type] = typesOf(facts);
        expect(accused.filter(({ scope }) => type && serves([scope ?? ''], new Set([scope ?? '']), type))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('order and names of files, calls, scopes and apps change nothing', () => {
    fc.assert(
      fc.property(randomApps, randomApps, (one, other) => {
        const [first, second] = [appOf(one), { ...appOf(other), name: 'other' }];
        const renamed = (file: string): string => `packages/${file === 'src/zoom.js' ? 'app/a.ts' : file}`;
        const turned = {
          ...first,
          calls: first.calls.toReversed().map((site) => ({ ...site, span: { ...site.span, file: renamed(site.span.file) }, pathSpan: { ...site.pathSpan, file: renamed(site.pathSpan.file) } })),
          declarations: first.declarations.toReversed().map((one) => ({ ...one, span: { ...one.span, file: renamed(one.span.file) } })),
          features: first.features.toReversed(),
        };
        const report = (apps: readonly (typeof first)[]): Report => runRules({ ...factsOf(one), apps }, catalogue, { rules: spoken });
        const ours = ({ findings }: Report): readonly string[] => said(findings.filter(({ app }) => app === first.name));
        expect(ours(report([second, turned]))).toEqual(ours(report([first, second])));
        expect(report([second, turned]).undecided.map(({ scope }) => scope).sort()).toEqual(report([first, second]).undecided.map(({ scope }) => scope).sort());
      }),
      RUNS,
    );
  });
});
