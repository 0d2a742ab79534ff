/** Lists the paths under a root that its ignore files do not leave out: from git where there is one, else by a walk. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { causeOf } from '../util/cause.ts';
import { gitFiles, type GitFile } from './git-files.ts';
import { ignoreRules, type Ignore } from './ignore-rules.ts';
import { isForeign, isForeignFolder } from './ignored.ts';
import { isFolder } from './status.ts';

/** What there is: paths relative to the root, sorted, and the folders that could not be read. */
export interface Listing {
  /** Of files, as far as a listing can tell: some of git's may be gone or have become links. */
  readonly paths: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly cause: string }[];
}

/**
 * Files under an absolute folder; `fromGit` is what git says of it. Symbolic links are not followed: what they lead to is
 * either listed itself or outside.
 */
export function listPaths(root: string, fromGit = gitFiles(root)): Listing {
  const paths = new Set<string>();
  const unreadable: { path: string; cause: string }[] = [];
  // A root that an outer repository ignores is empty to git, and still a project.
  if (fromGit !== undefined && fromGit.length > 0) addGitEntries(root, '', fromGit, paths, unreadable);
  else walk(root, '', [], paths, unreadable);
  return { paths: [...paths].sort(), unreadable };
}

function addGitEntries(
  root: string,
  folder: string,
  entries: readonly GitFile[],
  paths: Set<string>,
  unreadable: { path: string; cause: string }[],
): void {
  for (const entry of entries) {
    const file = folder === '' ? entry.path : `${folder}/${entry.path}`;
    if (!entry.isRepository) paths.add(file);
    else if (!isForeign(`${file}/`) && isFolder(path.join(root, file))) {
      const inner = gitFiles(path.join(root, file));
      if (inner === undefined) walk(root, file, [], paths, unreadable);
      else addGitEntries(root, file, inner.filter(({ path: name }) => name !== './' && name !== '.'), paths, unreadable);
    }
  }
}

interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

function walk(
  root: string,
  folder: string,
  above: readonly IgnoreFile[],
  paths: Set<string>,
  unreadable: { path: string; cause: string }[],
): void {
  const absolute = path.join(root, folder);
  let entries;
  try {
    entries = readdirSync(absolute, { withFileTypes: true });
  } catch (error) {
    unreadable.push({ path: folder, cause: causeOf(error) });
    return;
  }
  const ignoreFiles = entries.some(entry => entry.name === '.gitignore' && entry.isFile())
    ? [...above, ...readIgnoreFile(absolute, folder)]
    : above;
  for (const entry of entries) {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const foreign = isForeignFolder(entry.name, folder === '' ? [] : folder.split('/'));
      if (!foreign && !isIgnored(`${file}/`, ignoreFiles)) walk(root, file, ignoreFiles, paths, unreadable);
    } else if (entry.isFile() && !isIgnored(file, ignoreFiles)) {
      paths.add(file);
    }
  }
}

function readIgnoreFile(absolute: string, folder: string): readonly IgnoreFile[] {
  try {
    return [{ folder, rules: ignoreRules(readFileSync(path.join(absolute, '.gitignore'), 'utf8')) }];
  } catch {
    return [];
  }
}

// The innermost file that says anything about a path decides, as with git.
function isIgnored(file: string, ignoreFiles: readonly IgnoreFile[]): boolean {
  for (const { folder, rules } of ignoreFiles.toReversed()) {
    const { ignored, unignored } = rules.test(folder === '' ? file : file.slice(folder.length + 1));
    if (ignored || unignored) return ignored;
  }
  return false;
}
