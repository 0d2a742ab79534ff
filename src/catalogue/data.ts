/** The catalogue's files in `data/`: their shapes, reading them, and the corrections by hand laid over them. */
import { existsSync, readFileSync } from 'node:fs';
import { actionOf, levelOf } from './scope.ts';
import type { Generation, Level, Method, Operation, Scope, ScopeLists, Variant } from './types.ts';

/** An upstream link from a scope to an operation that no inventory has. */
export interface UnmatchedLink {
  readonly product: string;
  readonly variant: Variant;
  readonly operationId: string;
  readonly why: string;
}

/** Where the tables come from. */
export interface Provenance {
  readonly source: string;
  readonly commit: string;
  /** The tables' date, `2026-07-13`: scopes that are newer are not in the catalogue. */
  readonly date: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly unmatched: readonly UnmatchedLink[];
}

/** One line of `operations.json`. */
export interface OperationRecord {
  readonly method: Method;
  readonly path: string;
  readonly product: string;
  readonly operationId: string;
  readonly own: ScopeLists;
  /** Absent where nothing opens it for sub accounts, as with most. */
  readonly subAccount?: ScopeLists;
}

/** One line of `scopes.json`. */
export interface ScopeRecord {
  readonly name: string;
  readonly generation: Generation;
  readonly section: string | null;
  /** Which of the inputs names it. */
  readonly source: string;
  readonly anyLevel?: boolean;
}

/** A correction of one scope list; `operation` is `GET /users/{userId}`. */
export interface OperationOverride {
  readonly operation: string;
  readonly variant: Variant;
  readonly generation: Generation;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly reason: string;
  readonly source: string;
}

/** A scope that the tables lack, or a fact about one that they do not tell. */
export interface ScopeOverride {
  readonly name: string;
  readonly generation?: Generation;
  readonly section?: string;
  readonly anyLevel?: boolean;
  /** The name is a mistake of the tables, no scope of Zoom's. */
  readonly remove?: boolean;
  readonly reason: string;
  readonly source: string;
}

export interface Overrides {
  readonly operations: readonly OperationOverride[];
  readonly scopes: readonly ScopeOverride[];
}

export interface OperationsFile {
  readonly provenance: Provenance;
  readonly operations: readonly OperationRecord[];
}

export interface ScopesFile {
  readonly scopes: readonly ScopeRecord[];
}

/** How an SDK client gets its token. */
export type SdkAuth = 'server-to-server' | 'user' | 'client-credentials' | 'jwt';

/** A class of the SDK that holds `endpoints`. */
export interface SdkClient {
  readonly className: string;
  readonly module: string;
  readonly auth: SdkAuth;
}

/** `client.endpoints.<group>.<name>()` of a module, and the request it sends. */
export interface SdkMethod {
  readonly module: string;
  readonly group: string;
  readonly name: string;
  readonly method: Method;
  readonly path: string;
  /** The operation's id, `GET /users/{userId}`; null where the catalogue has none for the request. */
  readonly operation: string | null;
}

export interface SdkFile {
  readonly clients: readonly SdkClient[];
  readonly methods: readonly SdkMethod[];
}

/** Operations by id, sorted by path and method, and scopes by name, with the overrides applied. */
export interface CatalogueData {
  readonly provenance: Provenance;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly scopes: ReadonlyMap<string, Scope>;
}

/** `data/` lies beside `src/`, as written and as built. To resolve `#data` takes as long as to read what is in it. */
const DATA = ['../../data/', '../../../data/'].map((folder) => new URL(folder, import.meta.url)).find((folder) => existsSync(folder));

/** Reads one of the files of `data/` that the catalogue is made of. */
export function readDataFile<Content>(name: 'operations' | 'scopes' | 'sdk' | 'overrides'): Content {
  return JSON.parse(readFileSync(new URL(`${name}.json`, DATA), 'utf8')) as Content;
}

/** Lays the corrections over the tables. An override of something that is not there is a mistake in the file and throws. */
export function applyOverrides(operations: OperationsFile, scopes: ScopesFile, overrides: Overrides): CatalogueData {
  return {
    provenance: operations.provenance,
    operations: overrideOperations(operations.operations, overrides.operations),
    scopes: overrideScopes(scopes.scopes, overrides.scopes),
  };
}

const NONE: ScopeLists = { classic: [], granular: [] };

function overrideOperations(
  records: readonly OperationRecord[],
  overrides: readonly OperationOverride[],
): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const { method, path, product, operationId, own, subAccount = NONE } of records) {
    const id = `${method} ${path}`;
    // Spreading the record takes more than twice as long.
    operations.set(id, { id, method, path, product, operationId, own, subAccount });
  }
  for (const override of overrides) {
    const operation = operations.get(override.operation);
    if (!operation) throw new Error(`data/overrides.json names an unknown operation, ${override.operation}`);
    const lists = operation[override.variant];
    const corrected = { ...lists, [override.generation]: overrideList(lists[override.generation], override) };
    operations.set(operation.id, { ...operation, [override.variant]: corrected });
  }
  return operations;
}

function overrideList(names: readonly string[], override: OperationOverride): readonly string[] {
  const kept = names.filter((name) => !override.remove?.includes(name));
  return [...new Set([...kept, ...(override.add ?? [])])].sort();
}

function overrideScopes(records: readonly ScopeRecord[], overrides: readonly ScopeOverride[]): ReadonlyMap<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const record of records) scopes.set(record.name, new NamedScope(record));
  for (const override of overrides) {
    const known = scopes.get(override.name);
    if (override.remove) {
      scopes.delete(override.name);
      continue;
    }
    const generation = override.generation ?? known?.generation;
    if (!generation) throw new Error(`data/overrides.json adds ${override.name} without its generation`);
    const section = override.section ?? known?.section ?? null;
    const anyLevel = override.anyLevel ?? known?.anyLevel ?? false;
    scopes.set(override.name, new NamedScope({ name: override.name, generation, section, anyLevel }));
  }
  return scopes;
}

/** Reads its name when asked: of most of the thousands of scopes nobody asks. */
class NamedScope implements Scope {
  // Declared only: fields that are set up before they are assigned take a millisecond of all scopes together.
  declare readonly name: string;
  declare readonly generation: Generation;
  declare readonly section: string | null;
  declare readonly anyLevel: boolean;

  constructor({ name, generation, section, anyLevel = false }: Omit<ScopeRecord, 'source'>) {
    this.name = name;
    this.generation = generation;
    this.section = section;
    this.anyLevel = anyLevel;
  }

  get level(): Level {
    return levelOf(this.name);
  }

  get action(): string | null {
    return actionOf(this.name);
  }
}
