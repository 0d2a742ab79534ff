/** Calls against scopes: which scope authorises which call of an app, and how each stands. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OperationUse } from '../catalogue/types.ts';
import type { CallSite } from '../calls/call-site.ts';
import { compareText } from '../util/compare-text.ts';
import { groupBy } from '../util/group-by.ts';
import type { Place } from '../util/span.ts';
import { compareApp } from './compare-app.ts';
import type { App, Facts } from './facts.ts';
import { describeFeature, needOf } from './feature-needs.ts';
import type { CheckedApp, Report } from './report.ts';
import { Requirements } from './requirement.ts';
import { isOneOperation } from './unread-call.ts';
import type { CallVerdict, Comparison, Coverage, DeclarationVerdict, Use } from './verdict.ts';

/**
 * What an app makes of a scope. Not declared, but in the minimal set: `missing` where a call has no scope without it,
 * else `proposed`, in place of declared ones.
 */
export type ScopeStanding = Exclude<Use['kind'], 'duplicate'> | 'missing' | 'proposed';

/** One column: a scope that the app declares, or that its minimal set has. */
export interface MatrixScope {
  readonly name: string;
  readonly standing: ScopeStanding;
  readonly isMinimal: boolean;
  /** Why it stands so, in a sentence. */
  readonly reason: string;
  readonly declaredAt: readonly Place[];
  /** What the reason stands on: calls and features. */
  readonly evidence: readonly Place[];
}

/** One row: the calls of an app to one operation, or calls alike of which that is not known. */
export interface MatrixOperation {
  /** `GET /users/{userId}`, or as much as is known of it. */
  readonly name: string;
  readonly coverage: Coverage['kind'];
  readonly sites: readonly CallSite[];
  /** The scopes of the columns that authorise it. */
  readonly authorisedBy: ReadonlySet<string>;
  /** Those that it could need, as far as can be told. */
  readonly mayNeed: ReadonlySet<string>;
}

/** The matrix of one app. What wants attention comes first, then by name. */
export interface Matrix {
  readonly app: string;
  readonly scopes: readonly MatrixScope[];
  readonly operations: readonly MatrixOperation[];
}

/** The matrix of every app of a checked project, in the order of the report. */
export function matricesOf(facts: Facts, report: Report, catalogue: Catalogue): readonly Matrix[] {
  return report.apps.flatMap((checked) => {
    const app = facts.apps.find(({ name }) => name === checked.name);
    return app ? [matrixOf(app, checked, report, catalogue)] : [];
  });
}

/** In the order of the columns. */
const STANDINGS: readonly ScopeStanding[] = ['missing', 'broad', 'level-mismatch', 'unused', 'redundant', 'unknown', 'cannot-tell', 'proposed', 'needed', 'kept', 'aside'];

/** In the order of the rows. */
const COVERAGES: readonly Coverage['kind'][] = ['missing', 'out-of-reach', 'cannot-tell', 'mended-by-declaration', 'nothing-declared', 'covered'];

function matrixOf(app: App, checked: CheckedApp, report: Report, catalogue: Catalogue): Matrix {
  const { comparison } = compareApp(app, catalogue);
  const requirements = Requirements.of(checked.minimal.type, catalogue);
  const names = [...new Set([...app.declarations.map(({ scope }) => scope), ...checked.minimal.scopes])];
  const operations = operationsOf(comparison, names, requirements);
  const lacking = new Set(operations.filter(({ coverage }) => coverage === 'missing').flatMap(({ authorisedBy }) => [...authorisedBy]));
  const scopes = names.map((name) => {
    const verdict = decisiveVerdict(name, comparison);
    const standing = standingOf(verdict) ?? (lacking.has(name) ? 'missing' : 'proposed');
    return toScope(name, standing, verdict?.evidence, app, checked, report);
  });
  return { app: app.name, operations, scopes: scopes.sort((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) || compareText(a.name, b.name)) };
}

/** Of several declarations of one scope, that which says what becomes of it. */
function decisiveVerdict(name: string, { declarations }: Comparison): DeclarationVerdict | undefined {
  const verdicts = declarations.filter(({ declaration }) => declaration.scope === name);
  return verdicts.find(({ use }) => use.kind !== 'duplicate' && use.kind !== 'aside') ?? verdicts[0];
}

function standingOf(verdict: DeclarationVerdict | undefined): ScopeStanding | undefined {
  return verdict?.use.kind === 'duplicate' ? 'aside' : verdict?.use.kind;
}

function toScope(
  name: string,
  standing: ScopeStanding,
  evidence: readonly Place[] | undefined,
  app: App,
  { minimal }: CheckedApp,
  report: Report,
): MatrixScope {
  return {
    name,
    standing,
    isMinimal: minimal.scopes.includes(name),
    reason: reasonFor(name, standing, app, report),
    declaredAt: app.declarations.filter(({ scope }) => scope === name).map(({ span }) => span),
    evidence: evidence ?? minimal.forcedBy[name] ?? [],
  };
}

/** The words of the finding where there is one. */
function reasonFor(name: string, standing: ScopeStanding, app: App, report: Report): string {
  const isAbout = (entry: { readonly app: string; readonly scope: string | null }): boolean => entry.app === app.name && entry.scope === name;
  const finding = report.findings.find(isAbout);
  if (finding) return finding.message;
  switch (standing) {
    case 'cannot-tell': {
      const reason = report.undecided.find(isAbout)?.reason;
      return `It cannot be told whether it is needed${reason === undefined ? '' : `: ${reason}`}.`;
    }
    case 'kept':
      return reasonToKeep(name, app);
    case 'missing':
      return 'Not declared, and calls need it.';
    case 'proposed':
      return 'Not declared. It is in the minimal set, in place of declared scopes.';
    case 'aside':
      return 'Written beside the declarations that count.';
    default:
      return '';
  }
}

function reasonToKeep(name: string, app: App): string {
  const allowed = app.allow.find(({ scope }) => scope === name);
  if (allowed) return `Kept by the configuration: ${allowed.reason}`;
  const features = new Set(app.features.filter((feature) => needOf(feature, name) === 'needs').map(describeFeature));
  return `Needed by ${[...features].join(', ')}.`;
}

function operationsOf(comparison: Comparison, names: readonly string[], requirements: Requirements): readonly MatrixOperation[] {
  const groups = groupBy(comparison.calls, ({ site, coverage }) => `${nameOf(site)}\n${coverage.kind}`);
  const rows = [...groups.values()].flatMap((verdicts) => toOperation(verdicts, names, comparison, requirements) ?? []);
  return rows.sort((a, b) => COVERAGES.indexOf(a.coverage) - COVERAGES.indexOf(b.coverage) || compareText(pathOf(a), pathOf(b)) || compareText(a.name, b.name));
}

function toOperation(
  verdicts: readonly CallVerdict[],
  names: readonly string[],
  { declarations }: Comparison,
  requirements: Requirements,
): MatrixOperation | undefined {
  const [first] = verdicts;
  if (!first) return undefined;
  const sites = verdicts.map(({ site }) => site);
  const spans = new Set<Place>(sites.map(({ span }) => span));
  const doubted = declarations.filter(({ use, evidence }) => use.kind === 'cannot-tell' && evidence.some((place) => spans.has(place)));
  const accepted = acceptedBy(first.site, requirements);
  return {
    name: nameOf(first.site),
    coverage: first.coverage.kind,
    sites,
    authorisedBy: new Set(names.filter((name) => accepted.has(name))),
    mayNeed: new Set(doubted.map(({ declaration }) => declaration.scope)),
  };
}

/** What authorises a call, whatever the app can hold: a scope of the wrong level shows what it was meant for. */
function acceptedBy({ resolution }: CallSite, requirements: Requirements): ReadonlySet<string> {
  const uses: readonly OperationUse[] =
    resolution.kind === 'operation' ? [resolution] : resolution.kind === 'ambiguous' && isOneOperation(resolution.candidates) ? resolution.candidates : [];
  const all = uses.map((use) => requirements.of(use));
  return new Set(all.flatMap((one) => (one.kind === 'unknown' ? [] : one.kind === 'any-of' ? [...one.scopes, ...one.listed] : [...one.listed])));
}

function nameOf({ method, path, resolution }: CallSite): string {
  if (resolution.kind === 'operation') return `${resolution.operation.id}${resolution.variant === 'subAccount' ? ' (sub account)' : ''}`;
  const known = resolution.kind === 'unresolved' ? `${resolution.pathPrefix}/…` : '…';
  return `${method ?? '?'} ${path ?? known}`;
}

function pathOf({ name }: MatrixOperation): string {
  return name.slice(name.indexOf(' '));
}
