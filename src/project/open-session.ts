/** Opens sessions that go on from what earlier processes learnt. */
import { cacheFolderOf } from './cache-folder.ts';
import { findConfig, type Config } from './config.ts';
import { Disk } from './disk.ts';
import { DiskCache } from './disk-cache.ts';
import { projectPaths } from './files.ts';
import { LookAhead } from './look-ahead.ts';
import { requireFolder } from './require-folder.ts';
import { hintsOf, ProjectSession, type KnowledgeStore, type SessionOptions } from './session.ts';

type Options = Omit<SessionOptions, 'store' | 'source'>;

/** A session with the project's cache, if there is a place for one. Throws a UserError if the root or the configuration is wrong. */
export function openSession(root: string, options: Options = {}): ProjectSession {
  requireFolder(root);
  const config = options.config ?? findConfig(root, root);
  return new ProjectSession(root, { ...options, config, ...storeOf(root, config, options) });
}

/**
 * The same, for who can wait: where nothing is known of the project, `meanwhile` runs while a second thread looks at its
 * files. It is for loading what will be needed then.
 */
export async function openSessionAhead(root: string, options: Options & { readonly cache?: boolean }, meanwhile: () => Promise<unknown>): Promise<ProjectSession> {
  requireFolder(root);
  const config = options.config ?? findConfig(root, root);
  const stored = options.cache === false ? {} : storeOf(root, config, options);
  if (stored.store?.load()) return new ProjectSession(root, { ...options, config, ...stored });
  const disk = new Disk(root, hintsOf(config));
  const listing = disk.list();
  const source = new LookAhead(disk, listing, projectPaths(listing.paths, options.includeTests ?? config.includeTests).map(({ path }) => path));
  await meanwhile();
  return new ProjectSession(root, { ...options, config, ...stored, source });
}

function storeOf(root: string, config: Config, { includeTests }: Options): { readonly store?: KnowledgeStore } {
  const place = cacheFolderOf(root);
  return place ? { store: new DiskCache(place, [includeTests ?? config.includeTests, config.wrappers, config.baseUrls]) } : {};
}
