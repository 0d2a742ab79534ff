/** Makes the list of scopes out of every document that names one. */
import { levelOf, parseScope } from '../../src/catalogue/scope.ts';
import type { ScopeRecord } from '../../src/catalogue/data.ts';
import type { Generation } from '../../src/catalogue/types.ts';
import { compareText } from './join.ts';
import type { ManifestScopes, NamedScope } from './upstream.ts';

export interface ScopeSources {
  readonly seed: readonly NamedScope[];
  readonly classic: readonly NamedScope[];
  readonly granular: readonly NamedScope[];
  readonly manifests: ManifestScopes;
}

/** One record per name, sorted. The seed page goes first: it is newer than the table, and its sections are the official ones. */
export function listScopes({ seed, classic, granular, manifests }: ScopeSources): readonly ScopeRecord[] {
  const records = new Map<string, ScopeRecord>();
  const add = (name: string, generation: Generation, section: string | null, source: string): void => {
    if (!records.has(name)) records.set(name, withLevels({ name, generation, section, source }, manifests));
  };
  for (const { name, section } of seed) add(name, 'classic', section, 'classic-page');
  for (const { name, section } of classic) add(name, 'classic', section, 'classic-table');
  for (const { name, section } of granular) add(name, 'granular', section, 'granular-table');
  for (const name of manifests.names) add(name, parseScope(name).generation ?? 'granular', null, 'manifests');
  return [...records.values()].sort((a, b) => compareText(a.name, b.name));
}

/** A name without a level in an app that holds admin scopes only: apps of every type can hold it. */
function withLevels(record: ScopeRecord, { heldByAdminApps }: ManifestScopes): ScopeRecord {
  const anyLevel = levelOf(record.name) === 'user' && heldByAdminApps.has(record.name);
  return anyLevel ? { ...record, anyLevel } : record;
}
