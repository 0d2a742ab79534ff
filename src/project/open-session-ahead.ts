/** Opens the session of a command, whose files are looked at while the modules are loaded. */
import { cacheFileOf, cacheFolderOf } from './cache-folder.ts';
import { hintsOf, type Config } from './config.ts';
import { Disk } from './disk.ts';
import type { GitAnswer } from './git-files.ts';
import { LookAhead } from './look-ahead.ts';
import { requireFolder } from './require-folder.ts';
import type { ProjectSession } from './session.ts';
import { statusOf } from './status.ts';

/** What a command says of the project that it opens. */
export interface AheadOptions {
  readonly config: Config;
  readonly includeTests: boolean;
  /** Told what long work begins. */
  readonly onStage: (stage: string) => void;
  /** What git says of the root. */
  readonly fromGit: Promise<GitAnswer>;
  /** Whether what earlier processes learnt counts, and what this one learns is kept. */
  readonly cache: boolean;
}

/**
 * A session with the project's cache, unless that is not wanted. Where nothing is known of the project, `meanwhile` runs
 * while a second thread looks at the files: it is for loading what will be needed then. Throws a UserError if the root
 * is wrong.
 */
export async function openSessionAhead(root: string, { fromGit, cache, ...options }: AheadOptions, meanwhile: () => Promise<unknown>): Promise<ProjectSession> {
  requireFolder(root);
  const { config, includeTests } = options;
  const disk = new Disk(root, hintsOf(config));
  const place = cache ? cacheFolderOf(root) : undefined;
  const settings = { ...config, includeTests };
  const listing = disk.list(await fromGit);
  const source = new LookAhead(disk, listing);
  const mayBeKnown = place !== undefined && statusOf(cacheFileOf(place, settings)) !== undefined;
  if (!mayBeKnown) source.begin(includeTests);
  const [{ ProjectSession }, { DiskCache }] = await Promise.all([import('./session.ts'), import('./disk-cache.ts')]);
  const store = place && new DiskCache(place, settings);
  if (!store?.load()) {
    if (mayBeKnown) source.begin(includeTests);
    await meanwhile();
  }
  return new ProjectSession(root, { ...options, source, ...(store && { store }) });
}
