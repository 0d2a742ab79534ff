/** The catalogue at run time: questions about Zoom's operations and scopes, answered from `data/`. */
import { Memo } from '../util/memo.ts';
import {
  applyOverrides,
  readDataFile,
  toTables,
  type CatalogueData,
  type OperationsFile,
  type Overrides,
  type Provenance,
  type ScopesFile,
  type SdkClient,
  type SdkFile,
  type SdkMethod,
} from './data.ts';
import { NameIndex, nearestOperations } from './nearest.ts';
import { hasHole, isHole, segmentsOf } from './path.ts';
import { PathTrie, type HoleReading } from './path-trie.ts';
import { withoutLevel } from './scope.ts';
import type { Level, Operation, OperationMatch, OperationUse, Scope, ScopeLists } from './types.ts';

/** What can be asked about Zoom's API. */
export interface Catalogue {
  readonly provenance: Provenance;
  /** Sorted by path and method. */
  readonly operations: readonly Operation[];
  readonly scopes: ReadonlyMap<string, Scope>;
  scope(name: string): Scope | undefined;
  /** The operation `GET /users/{userId}`, spelt as the catalogue spells it. */
  operation(id: string): Operation | undefined;
  /** What a method and a path relative to the API base are; a segment with `{…}` is a run-time value. */
  lookup(method: string, path: string): OperationMatch;
  /** Everything that a call with these leading segments, and anything or nothing after them, may be; `method` null for any. */
  operationsUnder(method: string | null, pathPrefix: string): readonly OperationUse[];
  /** What a scope authorises. */
  operationsOf(scope: string): readonly OperationUse[];
  /** Known names a slip of the pen away from this one, best first. */
  nearestScopes(name: string, max?: number): readonly string[];
  /** The scope that differs from this one by its level only, `user:read` for `user:read:admin`; some have it inside, `meeting_token:read:admin:local_recording`. */
  siblingAt(name: string, level: Level): Scope | undefined;
  /** The class of `@zoom/rivet` with this name. */
  sdkClient(className: string): SdkClient | undefined;
  /** The request that `client.endpoints.<group>.<method>()` of `@zoom/rivet/<module>` sends. */
  sdkMethod(module: string, group: string, method: string): SdkMethod | undefined;
  /** The operation that it calls; undefined for unknown methods and for requests that the catalogue has not. */
  sdkOperation(module: string, group: string, method: string): Operation | undefined;
}

const NEAREST_OPERATIONS = 3;

/** While someone types, the same paths come again and again, and new ones without an end. */
const MAX_REMEMBERED = 1_000;

let loaded: Catalogue | undefined;

/** The catalogue of `data/`; read once per process. */
export function loadCatalogue(): Catalogue {
  return (loaded ??= makeCatalogue(readCatalogueData(), () => readDataFile<SdkFile>('sdk')));
}

function readCatalogueData(): CatalogueData {
  const operations = readDataFile<OperationsFile>('operations');
  const tables = toTables(operations, readDataFile<ScopesFile>('scopes'));
  return { provenance: operations.provenance, ...applyOverrides(tables, readDataFile<Overrides>('overrides')) };
}

/** A catalogue of given tables; the SDK's are read when first asked for. */
export function makeCatalogue(data: CatalogueData, readSdk: () => SdkFile): Catalogue {
  return new TableCatalogue(data, readSdk);
}

class TableCatalogue implements Catalogue {
  readonly provenance: Provenance;
  readonly operations: readonly Operation[];
  readonly scopes: ReadonlyMap<string, Scope>;
  readonly #byId: ReadonlyMap<string, Operation>;
  readonly #under = new Memo<readonly OperationUse[]>(MAX_REMEMBERED);
  readonly #readSdk: () => SdkFile;
  #paths: PathTrie<Operation> | undefined;
  #uses: ReadonlyMap<string, readonly OperationUse[]> | undefined;
  #siblings: ReadonlyMap<string, Scope> | undefined;
  #names: NameIndex | undefined;
  #sdk: SdkIndex | undefined;

  constructor(data: CatalogueData, readSdk: () => SdkFile) {
    this.provenance = data.provenance;
    this.operations = [...data.operations.values()];
    this.scopes = data.scopes;
    this.#byId = data.operations;
    this.#readSdk = readSdk;
  }

  scope(name: string): Scope | undefined {
    return this.scopes.get(name);
  }

  operation(id: string): Operation | undefined {
    return this.#byId.get(id);
  }

  lookup(method: string, path: string): OperationMatch {
    const verb = method.toUpperCase();
    const segments = segmentsOf(path);
    const strict = this.#usesAt(verb, segments, 'parameter');
    const uses = strict.length > 0 || !hasHole(path) ? strict : this.#usesAt(verb, segments, 'any-segment');
    const [first] = uses;
    if (!first) return notInCatalogue(verb, path, this.operations);
    return uses.length === 1 ? { kind: 'operation', ...first } : { kind: 'ambiguous', candidates: uses };
  }

  operationsUnder(method: string | null, pathPrefix: string): readonly OperationUse[] {
    const verb = method?.toUpperCase() ?? null;
    return this.#under.of(`${verb} ${pathPrefix}`, () => this.#findUnder(verb, segmentsOf(pathPrefix)));
  }

  #findUnder(verb: string | null, prefix: readonly string[]): readonly OperationUse[] {
    const uses = [...this.#plainUsesUnder(prefix), ...this.#prefixedUsesUnder(prefix)];
    return distinct(uses).filter((use) => verb === null || use.operation.method === verb);
  }

  operationsOf(scope: string): readonly OperationUse[] {
    this.#uses ??= indexUses(this.operations);
    return this.#uses.get(scope) ?? [];
  }

  nearestScopes(name: string, max = 3): readonly string[] {
    this.#names ??= new NameIndex(this.scopes.keys());
    return this.#names.nearest(name).slice(0, max);
  }

  siblingAt(name: string, level: Level): Scope | undefined {
    this.#siblings ??= indexSiblings(this.scopes.values());
    return this.#siblings.get(`${withoutLevel(name)} ${level}`);
  }

  sdkClient(className: string): SdkClient | undefined {
    return this.#sdkIndex().clients.get(className);
  }

  sdkMethod(module: string, group: string, method: string): SdkMethod | undefined {
    return this.#sdkIndex().methods.get(`${module}.${group}.${method}`);
  }

  sdkOperation(module: string, group: string, method: string): Operation | undefined {
    const id = this.sdkMethod(module, group, method)?.operation;
    return id ? this.operation(id) : undefined;
  }

  /** The plain reading of the path goes before the one with a sub account in front. */
  #usesAt(verb: string, segments: readonly string[], holes: HoleReading): readonly OperationUse[] {
    const fits = (operation: Operation): boolean => operation.method === verb;
    const plain = this.#trie()
      .find(segments, holes, fits)
      .flatMap((operation) => plainUses(operation, segments));
    if (plain.length > 0 && holes === 'parameter') return plain;
    const behind = behindAccount(segments);
    if (!behind) return plain;
    const prefixed = this.#trie().find(
      behind.segments,
      holes,
      (operation) => fits(operation) && takesPrefix(operation),
    );
    return [...plain, ...prefixed.flatMap((operation) => prefixedUses(operation, behind.account))];
  }

  #plainUsesUnder(prefix: readonly string[]): readonly OperationUse[] {
    return this.#trie()
      .under(prefix)
      .flatMap((operation) => plainUses(operation, prefix));
  }

  #prefixedUsesUnder(prefix: readonly string[]): readonly OperationUse[] {
    const [first = 'accounts', account = '{}'] = prefix;
    if (first !== 'accounts' && !isHole(first)) return [];
    const operations = this.#trie().under(prefix.slice(2)).filter(takesPrefix);
    const whose = isHole(account) ? ['me', account] : [account];
    return operations.flatMap((operation) => whose.flatMap((each) => prefixedUses(operation, each)));
  }

  #trie(): PathTrie<Operation> {
    return (this.#paths ??= indexPaths(this.operations));
  }

  #sdkIndex(): SdkIndex {
    return (this.#sdk ??= indexSdk(this.#readSdk()));
  }
}

/** The one operation that a match means, whichever account it is called on; undefined where there are several or none. */
export function soleOperation(match: OperationMatch): Operation | undefined {
  if (match.kind === 'operation') return match.operation;
  if (match.kind === 'not-in-catalogue') return undefined;
  const operations = new Set(match.candidates.map((each) => each.operation));
  return operations.size === 1 ? match.candidates[0]?.operation : undefined;
}

/** Most misses are paths of other servers, which nobody asks for near ones: they are looked for on demand. */
function notInCatalogue(method: string, path: string, operations: readonly Operation[]): OperationMatch {
  let nearest: readonly Operation[] | undefined;
  return {
    kind: 'not-in-catalogue',
    get nearest() {
      return (nearest ??= nearestOperations(method, path, operations, NEAREST_OPERATIONS));
    },
  };
}

/** The rest of a path behind `/accounts/{accountId}`; undefined for other paths. */
function behindAccount(
  segments: readonly string[],
): { readonly account: string; readonly segments: readonly string[] } | undefined {
  const [first, account, ...rest] = segments;
  return first === 'accounts' && account !== undefined && rest.length > 0 ? { account, segments: rest } : undefined;
}

/** Operations that already say which account they mean do not take the prefix again. */
function takesPrefix(operation: Operation): boolean {
  return !operation.path.startsWith('/accounts') && !isEmpty(operation.subAccount);
}

/** `/accounts/me/users` is the own account's `/users`. */
function prefixedUses(operation: Operation, account: string): readonly OperationUse[] {
  return [{ operation, variant: account === 'me' ? 'own' : 'subAccount' }];
}

/** How an operation is called at its own path: a path under `/accounts/{accountId}` may mean the own account or a sub account. */
function plainUses(operation: Operation, segments: readonly string[]): readonly OperationUse[] {
  const own = { operation, variant: 'own' } as const;
  const subAccount = { operation, variant: 'subAccount' } as const;
  if (!operation.path.startsWith('/accounts') || isEmpty(operation.subAccount)) return [own];
  if (isEmpty(operation.own)) return [subAccount];
  return segments[1] === 'me' ? [own] : [own, subAccount];
}

function distinct(uses: readonly OperationUse[]): readonly OperationUse[] {
  return [...new Map(uses.map((use) => [`${use.variant} ${use.operation.id}`, use])).values()];
}

function isEmpty(lists: ScopeLists): boolean {
  return lists.classic.length === 0 && lists.granular.length === 0;
}

function indexPaths(operations: readonly Operation[]): PathTrie<Operation> {
  const trie = new PathTrie<Operation>();
  for (const operation of operations) trie.add(operation.path, operation);
  return trie;
}

function indexUses(operations: readonly Operation[]): ReadonlyMap<string, readonly OperationUse[]> {
  const uses = new Map<string, OperationUse[]>();
  const add = (name: string, use: OperationUse): void => {
    const known = uses.get(name);
    if (known) known.push(use);
    else uses.set(name, [use]);
  };
  for (const operation of operations) {
    for (const variant of ['own', 'subAccount'] as const) {
      const { classic, granular } = operation[variant];
      if (classic.length + granular.length === 0) continue;
      const use = { operation, variant };
      for (const name of classic) add(name, use);
      for (const name of granular) if (!classic.includes(name)) add(name, use);
    }
  }
  return uses;
}

function indexSiblings(scopes: Iterable<Scope>): ReadonlyMap<string, Scope> {
  const siblings = new Map<string, Scope>();
  for (const scope of scopes) siblings.set(`${withoutLevel(scope.name)} ${scope.level}`, scope);
  return siblings;
}

interface SdkIndex {
  readonly clients: ReadonlyMap<string, SdkClient>;
  readonly methods: ReadonlyMap<string, SdkMethod>;
}

function indexSdk(file: SdkFile): SdkIndex {
  return {
    clients: new Map(file.clients.map((client) => [client.className, client])),
    methods: new Map(file.methods.map((method) => [`${method.module}.${method.group}.${method.name}`, method])),
  };
}
