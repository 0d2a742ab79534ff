/** Finds overrides that are stale, since the tables now say the same. */
import {
  type OperationOverride,
  type OperationsFile,
  type Overrides,
  type ScopeOverride,
  type ScopeRecord,
  type ScopesFile,
} from '../../src/catalogue/data.ts';

type Operations = Pick<OperationsFile, 'operations'>;

/** A line for every override that leaves the tables as they are, wholly or in part. */
export function staleOverrides(operations: Operations, scopes: ScopesFile, overrides: Overrides): readonly string[] {
  const byId = new Map(operations.operations.map((each) => [`${each.method} ${each.path}`, each]));
  const byName = new Map(scopes.scopes.map((each) => [each.name, each]));
  const staleOperations = overrides.operations.filter((override) => {
    const list = byId.get(override.operation)?.[override.variant]?.[override.generation] ?? [];
    return hasIdlePart(override, list);
  });
  const staleScopes = overrides.scopes.filter((override) => saysNothingNew(override, byName.get(override.name)));
  return [
    ...staleOperations.map((each) => `${each.operation} (${each.variant}, ${each.generation})`),
    ...staleScopes.map((each) => each.name),
  ];
}

/** Each name that is added must be missing, each that is removed must be there: an override that bites in part is stale. */
function hasIdlePart({ add = [], remove = [] }: OperationOverride, list: readonly string[]): boolean {
  if (add.length + remove.length === 0) return true;
  return add.some((name) => list.includes(name)) || remove.some((name) => !list.includes(name));
}

function saysNothingNew(override: ScopeOverride, known: ScopeRecord | undefined): boolean {
  if (override.remove) return known === undefined;
  if (!known) return false;
  const { generation = known.generation, section = known.section, anyLevel = known.anyLevel ?? false } = override;
  return generation === known.generation && section === known.section && anyLevel === (known.anyLevel ?? false);
}
