/** Joins scope links with operations, by product and operation id. */
import { levelOf } from '../../src/catalogue/scope.ts';
import type { UnmatchedLink } from '../../src/catalogue/data.ts';
import type { Generation, Operation, ScopeLists, Variant } from '../../src/catalogue/types.ts';
import { inventoriesOf } from './products.ts';
import type { InventoryRow, ScopeLink } from './upstream.ts';

export interface Joined {
  readonly operations: readonly Operation[];
  readonly unmatched: readonly UnmatchedLink[];
}

type Lists = Readonly<Record<Generation, Set<string>>>;

/** Operations sorted by path and method, each with the scopes that the links give it. */
export function joinLinks(
  rows: readonly InventoryRow[],
  links: Readonly<Record<Generation, readonly ScopeLink[]>>,
): Joined {
  const index = new OperationIndex(rows);
  const lists = new Map<InventoryRow, Readonly<Record<Variant, Lists>>>();
  for (const row of rows) lists.set(row, { own: emptyLists(), subAccount: emptyLists() });
  const unmatched = new Map<string, UnmatchedLink>();
  for (const generation of ['classic', 'granular'] as const) {
    for (const link of links[generation]) {
      const row = index.find(link);
      const target = row && lists.get(row);
      if (row && target) addScope(row, target, link, generation);
      else unmatched.set(`${link.product} ${link.variant} ${link.operationId}`, toUnmatched(link, index));
    }
  }
  const operations = [...lists].map(([row, { own, subAccount }]) => toOperation(row, own, subAccount));
  return {
    operations: operations.sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method)),
    unmatched: [...unmatched.keys()].sort().flatMap((key) => unmatched.get(key) ?? []),
  };
}

/**
 * Links to `methods` are about the own account, links to `ma` about sub accounts. But a document links an operation once
 * per scope, in whichever of its variants: half of the admin scopes of one operation stand under `ma`. So the level has
 * the last word. An admin or user scope opens the own account and no other; a master scope opens sub accounts wherever
 * it is linked, and the own account where a document says so. An operation for sub accounts only keeps all of its scopes there.
 */
function addScope(
  row: InventoryRow,
  target: Readonly<Record<Variant, Lists>>,
  link: ScopeLink,
  generation: Generation,
): void {
  const isMaster = levelOf(link.scope) === 'master';
  const opensSubAccounts = isMaster || row.subAccountOnly;
  if (opensSubAccounts) target.subAccount[generation].add(link.scope);
  if (!opensSubAccounts || (link.variant === 'own' && !row.subAccountOnly)) target.own[generation].add(link.scope);
}

class OperationIndex {
  readonly #byId = new Map<string, InventoryRow>();
  /** Rows by folded id; null where two ids fold to one, which then decides nothing. */
  readonly #byFoldedId = new Map<string, InventoryRow | null>();
  readonly #products = new Map<string, string[]>();

  constructor(rows: readonly InventoryRow[]) {
    for (const row of rows) {
      this.#byId.set(keyOf(row.product, row.operationId), row);
      const folded = keyOf(row.product, foldId(row.operationId));
      this.#byFoldedId.set(folded, this.#byFoldedId.has(folded) ? null : row);
      this.#products.set(row.operationId, [...(this.#products.get(row.operationId) ?? []), row.product]);
    }
  }

  /** The operation of a link: its id as written, else one that differs in encoding, apostrophes or case only. */
  find({ product, operationId }: ScopeLink): InventoryRow | undefined {
    const inventories = inventoriesOf[product] ?? [];
    for (const inventory of inventories) {
      const row = this.#byId.get(keyOf(inventory, operationId));
      if (row) return row;
    }
    const folded = inventories.flatMap(
      (inventory) => this.#byFoldedId.get(keyOf(inventory, foldId(operationId))) ?? [],
    );
    return folded.length === 1 ? folded[0] : undefined;
  }

  /** Products that have an operation of this id, which are other products than the link's. */
  productsWith(operationId: string): readonly string[] {
    return this.#products.get(operationId) ?? [];
  }
}

function toUnmatched({ product, variant, operationId }: ScopeLink, index: OperationIndex): UnmatchedLink {
  const inventories = inventoriesOf[product];
  const others = index.productsWith(operationId);
  const where = inventories ? `no operation of this id in ${inventories.join(' or ')}` : 'unknown product';
  const why = others.length > 0 ? `${where}; the one of ${others.join(', ')} is another product's` : where;
  return { product, variant, operationId, why };
}

function toOperation({ method, path, product, operationId }: InventoryRow, own: Lists, subAccount: Lists): Operation {
  return { id: `${method} ${path}`, method, path, product, operationId, own: sorted(own), subAccount: sorted(subAccount) };
}

function sorted(lists: Lists): ScopeLists {
  return { classic: [...lists.classic].sort(), granular: [...lists.granular].sort() };
}

function emptyLists(): Lists {
  return { classic: new Set(), granular: new Set() };
}

function keyOf(product: string, operationId: string): string {
  return `${product} ${operationId}`;
}

function foldId(operationId: string): string {
  return decode(operationId).normalize('NFKC').replaceAll(/[’‘`]/g, "'").toLowerCase();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
