/** Finds overrides that are stale, since the tables now say the same. */
import type { OperationOverride, Overrides, ScopeOverride, Tables } from '../../src/catalogue/data.ts';
import type { Scope } from '../../src/catalogue/types.ts';

/** A line for every override that leaves the tables as they are, wholly or in part. */
export function staleOverrides({ operations, scopes }: Tables, overrides: Overrides): readonly string[] {
  const byId = new Map(operations.map((each) => [each.id, each]));
  const byName = new Map(scopes.map((each) => [each.name, each]));
  const staleOperations = overrides.operations.filter((override) => {
    const list = byId.get(override.operation)?.[override.variant][override.generation] ?? [];
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

function saysNothingNew(override: ScopeOverride, known: Scope | undefined): boolean {
  if (override.remove) return known === undefined;
  if (!known) return false;
  const { generation = known.generation, section = known.section, anyLevel = known.anyLevel } = override;
  return generation === known.generation && section === known.section && anyLevel === known.anyLevel;
}
