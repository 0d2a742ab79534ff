/** Choosing scopes: what each weighs, which are on offer for a call, and the cheapest that cover a set of calls. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { parseScope } from '../catalogue/scope.ts';
import type { Generation, Level, OperationUse } from '../catalogue/types.ts';
import { OwnedMemo } from '../util/memo.ts';
import type { Requirements } from './requirement.ts';
import { solveHittingSet } from './solver.ts';

/** Bits between levels: no app's scopes together open a million operations. */
const LEVEL_SHIFT: Readonly<Record<Level, bigint>> = { user: 0n, admin: 20n, master: 40n };

/**
 * What a scope weighs: operations opened at master level count before those at admin level, these before those at user
 * level. Between equals fewer scopes are better, then those that the app declares already.
 */
export function weigher(catalogue: Catalogue, declared: ReadonlySet<string>): Weigher {
  return weighers.of(catalogue, [...declared].sort().join(' '), () => makeWeigher(catalogue, declared));
}

/** What a scope weighs. */
export type Weigher = (name: string) => bigint;

/** By what is declared: from one keystroke to the next an app asks the same again. */
const weighers = new OwnedMemo<Catalogue, Weigher>(50);

function makeWeigher(catalogue: Catalogue, declared: ReadonlySet<string>): Weigher {
  return (name) => {
    const opened = BigInt(catalogue.operationsOf(name).length);
    const level = catalogue.scope(name)?.level ?? 'user';
    return ((opened << LEVEL_SHIFT[level]) << 12n) + (declared.has(name) ? 2n : 3n);
  };
}

/** By operation: many calls are of few operations. */
const offers = new OwnedMemo<Requirements, readonly string[]>(10_000);

/** The scopes of one generation on offer for a call: those of the families that its list is mostly made of. */
export function offered(use: OperationUse, generation: Generation, requirements: Requirements): readonly string[] {
  return offers.of(requirements, `${generation} ${use.variant} ${use.operation.id}`, () => findOffered(use, generation, requirements));
}

function findOffered(use: OperationUse, generation: Generation, requirements: Requirements): readonly string[] {
  const requirement = requirements.of(use);
  if (requirement.kind !== 'any-of') return [];
  const families = mainFamilies(use.operation[use.variant][generation]);
  return [...requirement.scopes].filter(
    (name) => requirements.catalogue.scope(name)?.generation === generation && families.has(familyOf(name)),
  );
}

/** The cheapest set that covers all uses, from what `candidates` gives for each; undefined where one has no candidate. */
export function cheapestCover(
  uses: readonly OperationUse[],
  candidates: (use: OperationUse) => readonly string[],
  weightOf: Weigher,
): readonly string[] | undefined {
  const rows = new Map(uses.map(candidates).map((row) => [row.join(' '), row]));
  if (rows.has('')) return undefined;
  return covers.of(weightOf, [...rows.keys()].join('\n'), () => solveHittingSet({ rows: [...rows.values()], weightOf }).names);
}

/** By what is to be covered. */
const covers = new OwnedMemo<Weigher, readonly string[]>(500);

/** The first segment of a name: the resource of a classic scope, the product of a granular one. */
export function familyOf(name: string): string {
  return parseScope(name).family;
}

/**
 * The families with the most scopes in a list. A lone scope of another family is a side door that answers a part only
 * (`user_info:read` beside `user:read`, `user:write`, …): it covers a call where it is declared, and is never advised.
 */
function mainFamilies(list: readonly string[]): ReadonlySet<string> {
  const sizes = new Map<string, number>();
  for (const name of list) sizes.set(familyOf(name), (sizes.get(familyOf(name)) ?? 0) + 1);
  const largest = Math.max(...sizes.values());
  return new Set([...sizes].flatMap(([family, size]) => (size === largest ? [family] : [])));
}
