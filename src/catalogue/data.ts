/** The catalogue's files in `data/`: their shapes, reading them, and the corrections by hand laid over them. */
import { existsSync, readFileSync } from 'node:fs';
import { NamedScope, toOperation, toScopes, type OperationRow, type ScopeGroup } from './rows.ts';
import type { Generation, Method, Operation, Scope, Variant } from './types.ts';

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
  readonly operations: readonly OperationRow[];
}

export interface ScopesFile {
  readonly scopes: readonly ScopeGroup[];
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

/** Operations and scopes as the files list them, without the overrides. */
export interface Tables {
  readonly operations: readonly Operation[];
  readonly scopes: readonly Scope[];
}

/** What the lines of the two files stand for. */
export function toTables({ operations }: Pick<OperationsFile, 'operations'>, { scopes }: ScopesFile): Tables {
  return { operations: operations.map(toOperation), scopes: scopes.flatMap(toScopes) };
}

/** Lays the corrections over the tables. An override of something that is not there is a mistake in the file and throws. */
export function applyOverrides(tables: Tables, overrides: Overrides): Omit<CatalogueData, 'provenance'> {
  return {
    operations: overrideOperations(tables.operations, overrides.operations),
    scopes: overrideScopes(tables.scopes, overrides.scopes),
  };
}

function overrideOperations(
  listed: readonly Operation[],
  overrides: readonly OperationOverride[],
): ReadonlyMap<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const operation of listed) operations.set(operation.id, operation);
  for (const override of overrides) {
    const operation = operations.get(override.operation);
    if (!operation) throw new Error(`data/overrides.json names an unknown operation, ${override.operation}`);
    const { classic, granular } = operation[override.variant];
    const lists = { classic, granular };
    const corrected = { ...lists, [override.generation]: overrideList(lists[override.generation], override) };
    operations.set(operation.id, { ...operation, [override.variant]: corrected });
  }
  return operations;
}

function overrideList(names: readonly string[], override: OperationOverride): readonly string[] {
  const kept = names.filter((name) => !override.remove?.includes(name));
  return [...new Set([...kept, ...(override.add ?? [])])].sort();
}

function overrideScopes(listed: readonly Scope[], overrides: readonly ScopeOverride[]): ReadonlyMap<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const scope of listed) scopes.set(scope.name, scope);
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
    scopes.set(override.name, new NamedScope(override.name, { generation, section, anyLevel }));
  }
  return scopes;
}
