/** Why an app has a scope: the calls and features behind it, and what else it opens. */
import type { CallSite } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { describeScope } from '../catalogue/scope.ts';
import type { Generation, Level, Operation } from '../catalogue/types.ts';
import type { AppType, Declaration } from '../declarations/declaration.ts';
import type { Place } from '../util/span.ts';
import { compareApp } from './compare-app.ts';
import { declaredSetOf } from './declared-set.ts';
import type { App, Facts } from './facts.ts';
import { describeFeature, needOf } from './feature-needs.ts';
import { canHold, type DecidedType } from './levels.ts';
import { Requirements, type Requirement } from './requirement.ts';
import type { DeclarationVerdict, Use } from './verdict.ts';

/** The answer to `why <scope>`. */
export interface ScopeReasons {
  readonly scope: string;
  /** Null where the catalogue does not have it. */
  readonly known: KnownScope | null;
  /** For a scope that the catalogue does not have: names that may have been meant, best first. */
  readonly nearest: readonly string[];
  readonly apps: readonly AppReasons[];
}

/** What the catalogue knows of a scope. */
export interface KnownScope {
  readonly generation: Generation;
  readonly level: Level;
  /** `read user data of every user of the account`. */
  readonly description: string;
  readonly opens: Opened;
}

/** What a scope opens, in numbers of operations. */
export interface Opened {
  readonly operations: number;
  /** By method: GET reads, DELETE deletes, the others write. */
  readonly read: number;
  readonly write: number;
  readonly delete: number;
  /** By the first segment of the path, the largest first. */
  readonly families: readonly { readonly name: string; readonly operations: number }[];
}

/** What one app makes of a scope. */
export interface AppReasons {
  readonly app: string;
  readonly type: AppType;
  readonly manifest: string | null;
  /** Every place that declares it. */
  readonly declared: readonly Declaration[];
  /** Null where the app does not declare it. */
  readonly use: Use | null;
  /** Whether an app of this type can hold it. */
  readonly holdable: boolean;
  /** The configuration's reason to keep it. */
  readonly allowed: string | null;
  /** The calls that it authorises. */
  readonly calls: readonly AuthorisedCall[];
  /** Calls that are not known to the end and could need it. */
  readonly doubtful: readonly CallSite[];
  /** The events and features that need it, or may. */
  readonly features: readonly FeatureReason[];
}

/** A call that a scope authorises. */
export interface AuthorisedCall {
  readonly site: CallSite;
  /** `GET /users/{userId}`. */
  readonly operation: string;
  /** The other declared scopes that authorise it. */
  readonly others: readonly string[];
}

export interface FeatureReason {
  /** `the event meeting.started`. */
  readonly feature: string;
  readonly need: 'needs' | 'may-need';
  readonly place: Place;
}

const MAX_NEAREST = 5;

/** Answers for every app of a project. */
export function reasonsFor(scope: string, facts: Facts, catalogue: Catalogue): ScopeReasons {
  const known = knownScope(scope, catalogue);
  return {
    scope,
    known,
    nearest: known ? [] : nearestTo(scope, catalogue),
    apps: facts.apps.map((app) => reasonsIn(app, scope, catalogue)),
  };
}

function knownScope(name: string, catalogue: Catalogue): KnownScope | null {
  const scope = catalogue.scope(name);
  if (!scope) return null;
  const operations = new Set(catalogue.operationsOf(name).map(({ operation }) => operation));
  return { generation: scope.generation, level: scope.level, description: describeScope(scope), opens: countOpened([...operations]) };
}

function countOpened(operations: readonly Operation[]): Opened {
  const families = new Map<string, number>();
  const kinds = { read: 0, write: 0, delete: 0 };
  for (const { method, path } of operations) {
    kinds[method === 'GET' ? 'read' : method === 'DELETE' ? 'delete' : 'write']++;
    const family = path.split('/')[1] ?? '';
    families.set(family, (families.get(family) ?? 0) + 1);
  }
  return {
    operations: operations.length,
    ...kinds,
    families: [...families].map(([name, count]) => ({ name, operations: count })).sort((a, b) => b.operations - a.operations || (a.name < b.name ? -1 : 1)),
  };
}

/** Names a slip of the pen away; else those that go on where the name ends. */
function nearestTo(name: string, catalogue: Catalogue): readonly string[] {
  const near = catalogue.nearestScopes(name, MAX_NEAREST);
  if (near.length > 0) return near;
  const start = `${name.replace(/:+$/, '')}:`;
  return [...catalogue.scopes.keys()].filter((other) => other.startsWith(start)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MAX_NEAREST);
}

function reasonsIn(app: App, scope: string, catalogue: Catalogue): AppReasons {
  const { types, comparison } = compareApp(app, catalogue);
  const verdicts = comparison.declarations.filter(({ declaration }) => declaration.scope === scope);
  const verdict = decisiveOf(verdicts);
  const known = catalogue.scope(scope);
  return {
    app: app.name,
    type: app.type,
    manifest: app.manifest,
    declared: verdicts.map(({ declaration }) => declaration),
    use: verdict?.use ?? null,
    holdable: !known || types.some((type) => canHold(known, type, catalogue)),
    allowed: app.allow.find((entry) => entry.scope === scope)?.reason ?? null,
    calls: callsAuthorisedBy(scope, app, types, catalogue),
    doubtful: verdict?.use.kind === 'cannot-tell' ? app.calls.filter(({ span }) => verdict.evidence.includes(span)) : [],
    features: app.features.flatMap((feature) => {
      const need = needOf(feature, scope);
      return need === 'none' ? [] : [{ feature: describeFeature(feature), need, place: feature.span }];
    }),
  };
}

/** Of several declarations of one scope, the one that says what becomes of it. */
function decisiveOf(verdicts: readonly DeclarationVerdict[]): DeclarationVerdict | undefined {
  return verdicts.find(({ use }) => use.kind !== 'duplicate' && use.kind !== 'aside') ?? verdicts[0];
}

function callsAuthorisedBy(scope: string, app: App, types: readonly DecidedType[], catalogue: Catalogue): readonly AuthorisedCall[] {
  const requirements = types.map((type) => Requirements.of(type, catalogue));
  const { known } = declaredSetOf(app, catalogue);
  return app.calls.flatMap((site) => {
    const { resolution } = site;
    if (resolution.kind !== 'operation') return [];
    const accepted = new Set(requirements.flatMap((each) => acceptedBy(each.of(resolution))));
    if (!accepted.has(scope)) return [];
    return [{ site, operation: resolution.operation.id, others: [...known].filter((name) => name !== scope && accepted.has(name)).sort() }];
  });
}

/** What authorises a call, whether or not the app can hold it. */
function acceptedBy(requirement: Requirement): readonly string[] {
  switch (requirement.kind) {
    case 'any-of':
      return [...requirement.scopes, ...requirement.listed];
    case 'out-of-reach':
      return [...requirement.listed];
    case 'unknown':
      return [];
  }
}
