/** Where the cache of a project lies. */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Config } from './config.ts';
import { hashOf } from './file-look.ts';
import { isFolder, statusOf } from './status.ts';

/** A folder for caches, and what tells projects apart in it. */
export interface CacheFolder {
  /** Absolute; `within` lies above it, and below that no link is followed. */
  readonly folder: string;
  readonly within: string;
  /** The project's root as the folder knows it: a cache may be moved with what it lies in. */
  readonly project: string;
}

/** How the files of a project are read. */
export type CacheSettings = Pick<Config, 'includeTests' | 'wrappers' | 'baseUrls'>;

const NAME = 'eslint-plugin-zoom-scopes';

/** The variable that names another folder, or turns the cache off. */
const VARIABLE = 'ZOOM_SCOPES_CACHE';
const OFF = new Set(['off', 'false', '0']);

/**
 * The folder for a root: what the environment says; else `node_modules/.cache` of the nearest folder upward that has a
 * `node_modules`, up to the repository's top; else the user's own cache, for nobody else may write there.
 */
export function cacheFolderOf(root: string, environment: NodeJS.ProcessEnv = process.env): CacheFolder | undefined {
  const set = environment[VARIABLE] ?? '';
  const absolute = path.resolve(root);
  if (OFF.has(set.toLowerCase())) return undefined;
  if (set !== '') return { folder: path.resolve(set), within: path.resolve(set), project: absolute };
  const home = packageFolderOf(absolute);
  if (home === undefined) return inUserCache(absolute, environment);
  const modules = path.join(home, 'node_modules');
  return { folder: path.join(modules, '.cache', NAME), within: modules, project: path.relative(home, absolute) };
}

/** The file in the folder for the project as it is read under these settings: all that what is known depends on besides the files. */
export function cacheFileOf({ folder, project }: CacheFolder, { includeTests, wrappers, baseUrls }: CacheSettings): string {
  return path.join(folder, `${hashOf(JSON.stringify([project, [includeTests, wrappers, baseUrls]]))}.json`);
}

/** Makes the folder; false where that cannot be, or where a link leads out of it. */
export function makeCacheFolder({ folder, within }: CacheFolder): boolean {
  try {
    const below = path.relative(within, folder).split(path.sep).filter(name => name !== '');
    if (below.length === 0 || statusOf(within) === undefined) mkdirSync(within, { recursive: true });
    let at = within;
    for (const name of below) {
      at = path.join(at, name);
      if (statusOf(at) === undefined) mkdirSync(at);
      if (!isFolder(at)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

function packageFolderOf(root: string): string | undefined {
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (isFolder(path.join(folder, 'node_modules'))) return folder;
    if (statusOf(path.join(folder, '.git')) || folder === path.dirname(folder)) return undefined;
  }
}

function inUserCache(project: string, environment: NodeJS.ProcessEnv): CacheFolder | undefined {
  const base = environment['XDG_CACHE_HOME'] ?? (process.platform === 'win32' ? environment['LOCALAPPDATA'] : undefined) ?? path.join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache');
  return path.isAbsolute(base) ? { folder: path.join(base, NAME), within: base, project } : undefined;
}
