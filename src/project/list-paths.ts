/** Lists the paths under a root that its ignore files do not leave out: from git where there is one, else by a walk. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { causeOf } from '../util/cause.ts';
import { isForeign, isForeignFolder } from './ignored.ts';
import { isFolder } from './status.ts';

/** What there is: paths relative to the root, sorted, and the folders that could not be read. */
export interface Listing {
  /** Of files, as far as a listing can tell: some of git's may be gone or have become links. */
  readonly paths: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly cause: string }[];
}

/** Files under an absolute folder. Symbolic links are not followed: what they lead to is either listed itself or outside. */
export function listPaths(root: string): Listing {
  const paths = new Set<string>();
  const unreadable: { path: string; cause: string }[] = [];
  // A root that an outer repository ignores is empty to git, and still a project.
  const fromGit = listWithGit(root);
  if (fromGit !== undefined && fromGit.length > 0) addGitEntries(root, '', fromGit, paths, unreadable);
  else walk(root, '', [], paths, unreadable);
  return { paths: [...paths].sort(), unreadable };
}

/** One entry of git's. A submodule or a repository inside is named by its folder only. */
interface GitEntry {
  readonly path: string;
  readonly isRepository: boolean;
}

function listWithGit(folder: string): readonly GitEntry[] | undefined {
  try {
    // fsmonitor names a program to run: a repository that is being inspected must not choose it.
    const output = execFileSync(
      'git',
      ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', 'ls-files', '-t', '-s', '-co', '--exclude-standard', '-z'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'], env: gitEnvironment() },
    );
    return output.split('\0').flatMap(toGitEntry);
  } catch {
    return undefined;
  }
}

// Untracked: `? path`, a repository inside with a slash at its end. Tracked: `H 100644 <hash> 0<tab>path`.
function toGitEntry(line: string): readonly GitEntry[] {
  if (line.startsWith('? ')) return [{ path: line.slice(2).replace(/\/$/, ''), isRepository: line.endsWith('/') }];
  const mode = line.slice(2, 5);
  if (mode !== '100' && mode !== '160') return [];
  return [{ path: line.slice(line.indexOf('\t') + 1), isRepository: mode === '160' }];
}

/** The environment for git. Under a git hook these variables point at the repository of the hook, not at that of the root. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = process.env;
  return { ...rest, GIT_OPTIONAL_LOCKS: '0' };
}

function addGitEntries(
  root: string,
  folder: string,
  entries: readonly GitEntry[],
  paths: Set<string>,
  unreadable: { path: string; cause: string }[],
): void {
  for (const entry of entries) {
    const file = folder === '' ? entry.path : `${folder}/${entry.path}`;
    if (!entry.isRepository) paths.add(file);
    else if (!isForeign(`${file}/`) && isFolder(path.join(root, file))) {
      const inner = listWithGit(path.join(root, file));
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
    return [{ folder, rules: ignore().add(readFileSync(path.join(absolute, '.gitignore'), 'utf8')) }];
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
