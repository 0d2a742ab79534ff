/** Opens sessions that go on from what earlier processes learnt. */
import { cacheFolderOf } from './cache-folder.ts';
import { findConfig } from './config.ts';
import { DiskCache } from './disk-cache.ts';
import { requireFolder } from './require-folder.ts';
import { ProjectSession, type SessionOptions } from './session.ts';

/** A session with the project's cache, if there is a place for one. Throws a UserError if the root or the configuration is wrong. */
export function openSession(root: string, options: Pick<SessionOptions, 'config'> = {}): ProjectSession {
  requireFolder(root);
  const config = options.config ?? findConfig(root, root);
  const place = cacheFolderOf(root);
  return new ProjectSession(root, { ...options, config, ...(place && { store: new DiskCache(place, config) }) });
}
