/**
 * The lines of `operations.json` and `scopes.json`, and what they stand for. A line holds few and long texts, which take
 * least to parse; the lists in them are taken apart when asked for.
 */
import { actionOf, levelOf } from './scope.ts';
import type { Generation, Level, Method, Operation, Scope, ScopeLists } from './types.ts';

/**
 * One operation. Its scopes by account and generation, `user:read,user:read:admin`: classic and granular of the own
 * account, classic and granular of sub accounts. Empty ones at the end are left out.
 */
export type OperationRow = readonly [method: Method, path: string, product: string, operationId: string, ...scopes: readonly string[]];

/** Scopes that have all in common but their names. */
export interface ScopeGroup {
  readonly generation: Generation;
  readonly section: string | null;
  /** Which of the inputs names them. */
  readonly source: string;
  readonly anyLevel?: boolean;
  readonly names: readonly string[];
}

const SEPARATOR = ',';

const NO_SCOPES: ScopeLists = { classic: [], granular: [] };

/** The operation that a row stands for. */
export function toOperation(row: OperationRow): Operation {
  const [method, path, product, operationId, ownClassic, ownGranular, subAccountClassic, subAccountGranular] = row;
  return {
    id: `${method} ${path}`,
    method,
    path,
    product,
    operationId,
    own: toLists(ownClassic, ownGranular),
    subAccount: toLists(subAccountClassic, subAccountGranular),
  };
}

/** The row that stands for an operation. Throws where a scope's name has a comma in it, which none of Zoom's has. */
export function toRow({ method, path, product, operationId, own, subAccount }: Operation): OperationRow {
  const scopes = [own.classic, own.granular, subAccount.classic, subAccount.granular].map(pack);
  return [method, path, product, operationId, ...scopes.slice(0, scopes.findLastIndex(names => names !== '') + 1)];
}

/** The scopes of a group. */
export function toScopes(group: ScopeGroup): readonly Scope[] {
  return group.names.map(name => new NamedScope(name, group));
}

/** A scope of a name; its level and action are read from the name when asked for: of most of the thousands nobody asks. */
export class NamedScope implements Scope {
  // Declared only: fields that are set up before they are assigned take a millisecond of all scopes together.
  declare readonly name: string;
  declare readonly generation: Generation;
  declare readonly section: string | null;
  declare readonly anyLevel: boolean;

  constructor(name: string, { generation, section, anyLevel = false }: Pick<ScopeGroup, 'generation' | 'section' | 'anyLevel'>) {
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

function toLists(classic = '', granular = ''): ScopeLists {
  return classic === '' && granular === '' ? NO_SCOPES : new PackedLists(classic, granular);
}

/** Of most of the two thousand operations nobody asks. */
class PackedLists implements ScopeLists {
  private declare packedClassic: string | readonly string[];
  private declare packedGranular: string | readonly string[];

  constructor(classic: string, granular: string) {
    this.packedClassic = classic;
    this.packedGranular = granular;
  }

  get classic(): readonly string[] {
    return (this.packedClassic = unpack(this.packedClassic));
  }

  get granular(): readonly string[] {
    return (this.packedGranular = unpack(this.packedGranular));
  }

  /** What JSON has of it: the lists, not how they are kept. */
  toJSON(): ScopeLists {
    return { classic: this.classic, granular: this.granular };
  }
}

function pack(names: readonly string[]): string {
  const odd = names.find(name => name.includes(SEPARATOR));
  if (odd !== undefined) throw new Error(`a list of scopes cannot hold ${odd}`);
  return names.join(SEPARATOR);
}

function unpack(names: string | readonly string[]): readonly string[] {
  if (typeof names !== 'string') return names;
  return names === '' ? [] : names.split(SEPARATOR);
}
