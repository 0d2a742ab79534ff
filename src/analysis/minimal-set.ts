/** The least scopes that an app gets by with. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CallSite } from '../calls/call-site.ts';
import type { Generation, OperationUse } from '../catalogue/types.ts';
import { groupBy } from '../util/group-by.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import { offered, weigher, type Weigher } from './choice.ts';
import { declaredSetOf } from './declared-set.ts';
import { needOf } from './feature-needs.ts';
import type { App } from './facts.ts';
import { Requirements } from './requirement.ts';
import type { DecidedType } from './levels.ts';
import { solveHittingSet, type Certificate } from './solver.ts';
import { isOneOperation } from './unread-call.ts';
import type { Comparison } from './verdict.ts';

/** A set of scopes that covers every call whose operation and scopes are known, and what events and features need. */
export interface MinimalSet {
  /** The app's type, or the one that it is made for. */
  readonly type: DecidedType;
  /** Sorted. */
  readonly scopes: readonly string[];
  /** No cheaper set exists; otherwise the set covers all, and may not be the cheapest. */
  readonly proven: boolean;
  /** The proof, over `rows`: index for index what each requirement offers. */
  readonly certificate: Certificate | null;
  readonly rows: readonly (readonly string[])[];
  /** For each scope the calls that no other scope of the set covers, and the features that keep it. */
  readonly forcedBy: Readonly<Record<string, readonly Place[]>>;
  /** Calls left out: what they need is not known. */
  readonly unreadCalls: number;
}

/**
 * The minimal set of an app. Where it may have several types, it is made for the one that reaches most calls with
 * scopes of the app's own generations; between equals, for the least powerful.
 */
export function minimalSetOf(app: App, types: readonly DecidedType[], comparison: Comparison, catalogue: Catalogue): MinimalSet {
  const kept = keptOf(app, comparison);
  const { known } = declaredSetOf(app, catalogue);
  const generations = generationsOf(known, catalogue);
  const demands = types.map((type) => demandOf(app, type, known, generations, catalogue));
  const best = demands.reduce((leading, other) => (other.calls > leading.calls ? other : leading));
  return solve(app, best, kept, weigher(catalogue, known));
}

/** A declared scope that is not for calls alone, and what says so. */
interface Kept {
  readonly scope: string;
  readonly places: readonly Place[];
}

function keptOf({ features }: App, { declarations }: Comparison): readonly Kept[] {
  return declarations.flatMap(({ declaration: { scope }, use }) => {
    const places = features.filter((feature) => needOf(feature, scope) === 'needs').map(({ span }) => span);
    return use.kind === 'kept' || (use.kind === 'needed' && places.length > 0) ? [{ scope, places }] : [];
  });
}

/** What an app asks for as one of a type. */
interface Demand {
  readonly type: DecidedType;
  /** Calls for which scopes of the app's own generations are on offer. */
  readonly calls: number;
  readonly asked: readonly { readonly site: CallSite; readonly row: readonly string[] }[];
}

function demandOf(
  app: App,
  type: DecidedType,
  declared: ReadonlySet<string>,
  generations: readonly Generation[],
  catalogue: Catalogue,
): Demand {
  const requirements = Requirements.of(type, catalogue);
  const offers = (uses: readonly OperationUse[], among: readonly Generation[]): readonly string[] =>
    uses.flatMap((use) => among.flatMap((generation) => offered(use, generation, requirements)));
  // Many calls are of few operations.
  const groups = [...groupBy(app.calls, keyOf).values()].map((sites) => {
    const uses = sites[0] ? readings(sites[0]) : [];
    return { sites, uses, own: offers(uses, generations), accepted: [...acceptedFor(uses, requirements)] };
  });
  const onOffer = new Set([...declared, ...groups.flatMap(({ uses, own }) => (own.length > 0 ? own : offers(uses, ['classic', 'granular'])))]);
  const rowOf = new Map(groups.flatMap(({ sites, accepted }) => {
    const row = accepted.filter((name) => onOffer.has(name));
    return sites.map((site) => [site, row] as const);
  }));
  const asked = app.calls.map((site) => ({ site, row: rowOf.get(site) ?? [] })).filter(({ row }) => row.length > 0);
  const calls = groups.reduce((sum, { sites, own }) => sum + (own.length > 0 ? sites.length : 0), 0);
  return { type, calls, asked };
}

function solve(app: App, { type, asked }: Demand, kept: readonly Kept[], weightOf: Weigher): MinimalSet {
  const rows = [...asked.map(({ row }) => row), ...kept.map(({ scope }) => [scope])];
  const behind = [...asked.map(({ site }) => [site.span]), ...kept.map(({ places }) => places)];
  const { names, certificate } = solveHittingSet({ rows, weightOf });
  const forcedBy = names.map((name) => {
    const forcing = certificate?.forcedBy.get(name) ?? [];
    return [name, forcing.flatMap((row) => behind[row] ?? []).toSorted(comparePlaces)] as const;
  });
  return {
    type,
    scopes: names,
    proven: certificate !== null,
    certificate,
    rows,
    forcedBy: Object.fromEntries(forcedBy),
    unreadCalls: app.calls.length - asked.length,
  };
}

/** A call on an account that may be the own one or a sub account asks for the least of both. */
function readings({ resolution }: CallSite): readonly OperationUse[] {
  if (resolution.kind === 'operation') return [resolution];
  return resolution.kind === 'ambiguous' && isOneOperation(resolution.candidates) ? resolution.candidates : [];
}

/** The same for calls that are read as the same operations. */
function keyOf(site: CallSite): string {
  return readings(site).map(({ variant, operation }) => `${variant} ${operation.id}`).join('\n');
}

function acceptedFor(uses: readonly OperationUse[], requirements: Requirements): ReadonlySet<string> {
  const all = uses.map((use) => requirements.of(use));
  return new Set(all.flatMap((one) => (one.kind === 'any-of' ? [...one.scopes] : [])));
}

/** New apps are built with granular scopes: an app that declares nothing yet gets these. */
function generationsOf(declared: ReadonlySet<string>, catalogue: Catalogue): readonly Generation[] {
  const linked = [...declared].filter((name) => catalogue.operationsOf(name).length > 0);
  const generations = new Set(linked.flatMap((name) => catalogue.scope(name)?.generation ?? []));
  return generations.size > 0 ? [...generations].sort() : ['granular'];
}
