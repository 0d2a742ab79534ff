/** Where a project lies in the repository that holds it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { toPosix } from '../util/paths.ts';

/** The way from the repository's root to a folder of it, `services/meetings`; '' for the root itself, and outside repositories. */
export function pathInRepository(folder: string): string {
  const absolute = path.resolve(folder);
  const repository = repositoryOf(absolute);
  return repository === undefined ? '' : toPosix(path.relative(repository, absolute));
}

function repositoryOf(folder: string): string | undefined {
  // A file in worktrees and submodules.
  if (existsSync(path.join(folder, '.git'))) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
