/** Finds entries of the catalogue that look like slips of the upstream tables: a list for a person to work through. */
import { levelOf, parseScope } from '../../src/catalogue/scope.ts';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import type { Generation, Operation, Scope } from '../../src/catalogue/types.ts';
import { compareText } from './join.ts';

/** Worst first: an entry of a later kind may well be right. */
const KINDS = [
  'scope of another product',
  'scope of another resource',
  'user level without its admin sibling',
  'levels differ between generations',
  'action against the method',
  'name with a slip',
  'no scope for the own account',
  'no scope at all',
] as const;

/** One entry that deserves a look. */
export interface Suspicion {
  readonly kind: (typeof KINDS)[number];
  /** The operation's id, or a scope. */
  readonly subject: string;
  readonly product: string;
  readonly detail: string;
}

/** Every suspicion, worst kind first. */
export function findSuspicions(catalogue: Catalogue): readonly Suspicion[] {
  const homes = findHomes(catalogue);
  const found = catalogue.operations.flatMap((operation) => [
    ...foreignScopes(operation, homes),
    ...strangers(operation, catalogue),
    ...missingAdmins(operation, catalogue),
    ...levelGaps(operation),
    ...wrongActions(operation),
    ...withoutScope(operation),
  ]);
  const names = [...catalogue.scopes.values()].flatMap(malformed);
  return [...found, ...names].sort(
    (a, b) =>
      KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
      compareText(a.product, b.product) ||
      compareText(a.subject, b.subject),
  );
}

/** The product that most of a scope's operations belong to. */
function findHomes(catalogue: Catalogue): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const name of catalogue.scopes.keys()) {
    const products = new Map<string, number>();
    for (const { operation } of catalogue.operationsOf(name)) {
      products.set(operation.product, (products.get(operation.product) ?? 0) + 1);
    }
    const [home] = [...products].sort((a, b) => b[1] - a[1]);
    if (home) homes.set(name, home[0]);
  }
  return homes;
}

function foreignScopes(operation: Operation, homes: ReadonlyMap<string, string>): readonly Suspicion[] {
  return scopesOf(operation)
    .filter((name) => homes.get(name) !== operation.product)
    .map((name) =>
      suspect('scope of another product', operation, `${name}, a scope of ${homes.get(name) ?? 'no product'}`),
    );
}

/** Scopes of a family that no other operation on the same path, nor on those right above and below it, accepts. */
function strangers(operation: Operation, catalogue: Catalogue): readonly Suspicion[] {
  const siblings = catalogue.operations.filter(
    (other) => other !== operation && areNeighbours(other.path, operation.path),
  );
  const families = new Set(siblings.flatMap((other) => other.own.classic).map(rootFamily));
  if (families.size === 0) return [];
  return operation.own.classic
    .filter((name) => !families.has(rootFamily(name)))
    .map((name) =>
      suspect('scope of another resource', operation, `${name} beside ${[...families].sort().join(', ')}`),
    );
}

function areNeighbours(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}

function rootFamily(name: string): string {
  return parseScope(name).family.split('_')[0] ?? '';
}

/** A user-level scope whose admin sibling exists, but not in the list. */
function missingAdmins(operation: Operation, catalogue: Catalogue): readonly Suspicion[] {
  return (['classic', 'granular'] as const).flatMap((generation) => {
    const names = operation.own[generation];
    return names.flatMap((name) => {
      const admin = levelOf(name) === 'user' ? catalogue.siblingAt(name, 'admin') : undefined;
      if (!admin || names.includes(admin.name)) return [];
      return [suspect('user level without its admin sibling', operation, `${name} without ${admin.name}`)];
    });
  });
}

/** One generation lets users call it, the other admins only. */
function levelGaps(operation: Operation): readonly Suspicion[] {
  const levels = (generation: Generation): string =>
    [...new Set(operation.own[generation].map(levelOf))]
      .filter((level) => level !== 'master')
      .sort()
      .join(' and ');
  const [classic, granular] = [levels('classic'), levels('granular')];
  if (classic === granular || classic === '' || granular === '') return [];
  return [suspect('levels differ between generations', operation, `classic ${classic}, granular ${granular}`)];
}

/** A granular scope to read on a method that changes, or one to change on GET. */
function wrongActions(operation: Operation): readonly Suspicion[] {
  return operation.own.granular
    .filter((name) => (parseScope(name).action === 'read') !== (operation.method === 'GET'))
    .map((name) => suspect('action against the method', operation, name));
}

function withoutScope(operation: Operation): readonly Suspicion[] {
  const { own, subAccount } = operation;
  if (own.classic.length + own.granular.length > 0) return [];
  const forSubAccounts = [...subAccount.classic, ...subAccount.granular];
  if (forSubAccounts.length === 0) return [suspect('no scope at all', operation, '')];
  if (operation.path.startsWith('/accounts')) return [];
  return [suspect('no scope for the own account', operation, `sub accounts: ${forSubAccounts.join(', ')}`)];
}

function malformed({ name, section }: Scope): readonly Suspicion[] {
  if (/^[a-z0-9_]+(:[a-z0-9_]+)*$/.test(name)) return [];
  return [{ kind: 'name with a slip', subject: name, product: section ?? '', detail: '' }];
}

function suspect(kind: Suspicion['kind'], { id, product }: Operation, detail: string): Suspicion {
  return { kind, subject: id, product, detail };
}

function scopesOf({ own, subAccount }: Operation): readonly string[] {
  return [...new Set([...own.classic, ...own.granular, ...subAccount.classic, ...subAccount.granular])];
}
