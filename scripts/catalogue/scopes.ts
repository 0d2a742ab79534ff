/** Makes the list of scopes out of every document that names one. */
import { levelOf, parseScope } from '../../src/catalogue/scope.ts';
import type { ScopeGroup } from '../../src/catalogue/rows.ts';
import type { Generation } from '../../src/catalogue/types.ts';
import { compareText } from './join.ts';
import type { ManifestScopes, NamedScope } from './upstream.ts';

export interface ScopeSources {
  readonly seed: readonly NamedScope[];
  readonly classic: readonly NamedScope[];
  readonly granular: readonly NamedScope[];
  readonly manifests: ManifestScopes;
}

/** Each name once, in groups. The seed page goes first: it is newer than the table, and its sections are the official ones. */
export function listScopes({ seed, classic, granular, manifests }: ScopeSources): readonly ScopeGroup[] {
  const listed = new Set<string>();
  const groups = new Map<string, ScopeGroup & { readonly names: string[] }>();
  const add = (name: string, generation: Generation, section: string | null, source: string): void => {
    if (listed.has(name)) return;
    listed.add(name);
    const anyLevel = isOfAnyLevel(name, manifests);
    const key = JSON.stringify([generation, section, source, anyLevel]);
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { generation, section, source, ...(anyLevel && { anyLevel }), names: [name] });
  };
  for (const { name, section } of seed) add(name, 'classic', section, 'classic-page');
  for (const { name, section } of classic) add(name, 'classic', section, 'classic-table');
  for (const { name, section } of granular) add(name, 'granular', section, 'granular-table');
  for (const name of manifests.names) add(name, parseScope(name).generation ?? 'granular', null, 'manifests');
  for (const { names } of groups.values()) names.sort(compareText);
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
}

/** A name without a level in an app that holds admin scopes only: apps of every type can hold it. */
function isOfAnyLevel(name: string, { heldByAdminApps }: ManifestScopes): boolean {
  return levelOf(name) === 'user' && heldByAdminApps.has(name);
}
