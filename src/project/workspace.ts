/** A workspace: packages below one root, and which file belongs to which of them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { folderOf, foldersUpward, toPosix } from '../util/paths.ts';
import { CONFIG_FILE } from './config.ts';
import type { Disk } from './disk.ts';
import { ABOUT_ZOOM } from './survey.ts';
import { packageName } from './packages.ts';
import { projectPaths } from './project-paths.ts';

/** The packages of a workspace, as its files show them. */
export class Workspace {
  /** What is read or searched, sorted. */
  readonly paths: readonly string[];
  readonly #packages: ReadonlySet<string>;
  /** Below each folder all files; at the top, what lies in no package. */
  readonly #below = new Map<string, string[]>();

  constructor(disk: Disk, includeTests: boolean) {
    this.paths = projectPaths(disk.list().paths, includeTests).map(({ path: file }) => file);
    this.#packages = new Set(this.paths.filter(file => path.posix.basename(file) === 'package.json').map(folderOf));
    for (const file of this.paths) this.#index(file);
  }

  /** The folder of the package that a file lies in; '' for what lies in none. */
  packageOf(file: string): string {
    return foldersUpward(folderOf(file)).find(folder => this.#packages.has(folder)) ?? '';
  }

  /** The files of a package, with those of packages inside it; of the root, what lies in no other package. */
  filesOf(folder: string): readonly string[] {
    return this.#below.get(folder) ?? [];
  }

  #index(file: string): void {
    for (const folder of foldersUpward(folderOf(file))) {
      if (folder === '' && this.packageOf(file) !== '') continue;
      const files = this.#below.get(folder);
      if (files) files.push(file);
      else this.#below.set(folder, [file]);
    }
  }
}

/** The root of the workspace that holds a folder, absolute: the nearest upward that says so; else the repository's top; else the folder. */
export function workspaceRootOf(folder: string): string {
  const start = path.resolve(folder);
  let repository: string | undefined;
  for (let at = start; ; at = path.dirname(at)) {
    if (isWorkspaceRoot(at)) return at;
    if (existsSync(path.join(at, '.git'))) repository ??= at;
    if (repository !== undefined || at === path.dirname(at)) return repository ?? start;
  }
}

function isWorkspaceRoot(folder: string): boolean {
  if (['pnpm-workspace.yaml', 'nx.json', 'lerna.json', 'rush.json', CONFIG_FILE].some(file => existsSync(path.join(folder, file)))) return true;
  try {
    return 'workspaces' in (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as object);
  } catch {
    return false;
  }
}

/**
 * What a workspace is called on every machine: folders have other names elsewhere, its package has not. The folder's name
 * counts where it alone speaks of Zoom, since more is read then.
 */
export function workspaceName(root: string, packageText: string): string {
  const folder = path.basename(root);
  const name = packageName(packageText) || folder;
  return ABOUT_ZOOM.test(folder) && !ABOUT_ZOOM.test(name) ? folder : name;
}

/** A folder as the workspace knows it. */
export function folderInWorkspace(root: string, folder: string): string {
  return toPosix(path.relative(root, path.resolve(folder)));
}
