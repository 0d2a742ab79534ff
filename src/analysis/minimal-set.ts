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
  const calls = app.calls.flatMap(toKnownCall);
  const asked = calls
    .map(({ site, use }) => ({ site, row: rowOf(use, requirements, generations, known) }))
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

function toKnownCall(site: CallSite): readonly { readonly site: CallSite; readonly use: OperationUse }[] {
  return site.resolution.kind === 'operation' ? [{ site, use: site.resolution }] : [];
}

/** The app's own generations, or both where a call has no scope in them; and whatever the app declares that covers the call. */
function rowOf(
  use: OperationUse,
  requirements: readonly Requirements[],
  generations: readonly Generation[],
  declared: ReadonlySet<string>,
): readonly string[] {
  const offers = (among: readonly Generation[]): readonly string[] =>
    requirements.flatMap((one) => among.flatMap((generation) => offered(use, generation, one)));
  const own = offers(generations);
  const accepted = requirements.map((one) => one.of(use)).flatMap((one) => (one.kind === 'any-of' ? [...one.scopes] : []));
  const row = [...(own.length > 0 ? own : offers(['classic', 'granular'])), ...accepted.filter((name) => declared.has(name))];
  return [...new Set(row)].sort();
}

/** New apps are built with granular scopes: an app that declares nothing yet gets these. */
function generationsOf(declared: ReadonlySet<string>, catalogue: Catalogue): readonly Generation[] {
  const linked = [...declared].filter((name) => catalogue.operationsOf(name).length > 0);
  const generations = new Set(linked.flatMap((name) => catalogue.scope(name)?.generation ?? []));
  return generations.size > 0 ? [...generations].sort() : ['granular'];
}
