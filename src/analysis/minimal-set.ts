/** The least scopes that an app gets by with. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CallSite } from '../calls/call-site.ts';
import type { Generation, OperationUse } from '../catalogue/types.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import { offered, weigher } from './choice.ts';
import { declaredSetOf } from './declared-set.ts';
import type { App } from './facts.ts';
import { Requirements } from './requirement.ts';
import type { DecidedType } from './levels.ts';
import { solveHittingSet, type Certificate } from './solver.ts';
import { isOneOperation } from './unread-call.ts';
import type { Comparison } from './verdict.ts';

/** A set of scopes that covers every call whose operation and scopes are known, and what events and features need. */
export interface MinimalSet {
  /** Sorted. */
  readonly scopes: readonly string[];
  /** No cheaper set exists; otherwise the set covers all, and may not be the cheapest. */
  readonly proven: boolean;
  /** The proof, over `rows`: index for index what each requirement offers. */
  readonly certificate: Certificate | null;
  readonly rows: readonly (readonly string[])[];
  /** For each scope the calls that no other scope of the set covers. */
  readonly forcedBy: Readonly<Record<string, readonly Place[]>>;
  /** Calls left out: what they need is not known. */
  readonly unreadCalls: number;
}

/** The minimal set of an app that may have any of the types. */
export function minimalSetOf(app: App, types: readonly DecidedType[], comparison: Comparison, catalogue: Catalogue): MinimalSet {
  const { known } = declaredSetOf(app, catalogue);
  const requirements = types.map((type) => new Requirements(type, catalogue));
  const generations = generationsOf(known, catalogue);
  const offers = app.calls.flatMap(readings).flatMap((use) => offersFor(use, requirements, generations));
  const onOffer = new Set([...known, ...offers]);
  const asked = app.calls
    .map((site) => ({ site, row: [...acceptedFor(readings(site), requirements)].filter((name) => onOffer.has(name)) }))
    .filter(({ row }) => row.length > 0);
  const kept = comparison.declarations.filter(({ use }) => use.kind === 'kept').map(({ declaration }) => [declaration.scope]);
  const rows = [...asked.map(({ row }) => row), ...kept];
  const { names, certificate } = solveHittingSet({ rows, weightOf: weigher(catalogue, known) });
  const forcedBy = names.map((name) => {
    const forcing = certificate?.forcedBy.get(name) ?? [];
    return [name, forcing.flatMap((row) => asked[row]?.site.span ?? []).toSorted(comparePlaces)] as const;
  });
  return {
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

/** What is on offer for a call: scopes of the app's own generations, or of both where these have none for it. */
function offersFor(use: OperationUse, requirements: readonly Requirements[], generations: readonly Generation[]): readonly string[] {
  const offers = (among: readonly Generation[]): readonly string[] =>
    requirements.flatMap((one) => among.flatMap((generation) => offered(use, generation, one)));
  const own = offers(generations);
  return own.length > 0 ? own : offers(['classic', 'granular']);
}

function acceptedFor(uses: readonly OperationUse[], requirements: readonly Requirements[]): ReadonlySet<string> {
  const all = requirements.flatMap((one) => uses.map((use) => one.of(use)));
  return new Set(all.flatMap((one) => (one.kind === 'any-of' ? [...one.scopes] : [])));
}

/** New apps are built with granular scopes: an app that declares nothing yet gets these. */
function generationsOf(declared: ReadonlySet<string>, catalogue: Catalogue): readonly Generation[] {
  const linked = [...declared].filter((name) => catalogue.operationsOf(name).length > 0);
  const generations = new Set(linked.flatMap((name) => catalogue.scope(name)?.generation ?? []));
  return generations.size > 0 ? [...generations].sort() : ['granular'];
}
