/** Whose the folders are that ESLint lints files of, asked of the disk now and then. */
import path from 'node:path';
import type { Rule as EslintRule } from 'eslint';
import type { Config } from '../project/config.ts';
import { Memo } from '../util/memo.ts';
import { toPosix } from '../util/paths.ts';
import { ProjectIndex } from './project-index.ts';
import { findProject, lookAtFolder, withSettings, type FolderLook } from './project-root.ts';

/** What lints the files of a folder. */
export interface Owner {
  readonly index: ProjectIndex;
  readonly config: Config;
  /** What goes before the name of a file of the folder to make its path below the root. */
  readonly prefix: string;
}

/** By root and settings, since parts of a project may be linted with settings of their own. */
const indexes = new Memo<ProjectIndex>(Infinity);

/** For how many milliseconds folders are taken to belong to the same projects under the same configuration. */
const FOLDERS_KEEP = 500;

/** Whose the folders are that one ESLint lints files of. */
class Folders {
  readonly #cwd: string;
  readonly #settings: unknown;
  /** Each ESLint, as editors make one for every look at a file, has its own. */
  readonly #languageOptions: object;
  readonly #foundAt = performance.now();
  readonly #owners = new Map<string, Owner | undefined>();
  /** Folders have those above them in common. */
  readonly #looks = new Memo<FolderLook>(Infinity);

  constructor({ cwd, languageOptions, settings }: EslintRule.RuleContext) {
    this.#cwd = cwd;
    this.#languageOptions = languageOptions;
    this.#settings = settings['zoomScopes'];
  }

  /** Whether what is known of the folders holds for a file that is linted now. */
  areFor({ cwd, languageOptions, settings }: EslintRule.RuleContext): boolean {
    const isSame = cwd === this.#cwd && languageOptions === this.#languageOptions && settings['zoomScopes'] === this.#settings;
    return isSame && performance.now() < this.#foundAt + FOLDERS_KEEP;
  }

  /** What lints the files of a folder, which is named as ESLint names it; undefined for files of no project. */
  ownerOf(folder: string): Owner | undefined {
    if (!this.#owners.has(folder)) this.#owners.set(folder, this.#findOwner(path.resolve(this.#cwd, folder)));
    return this.#owners.get(folder);
  }

  #findOwner(folder: string): Owner | undefined {
    const project = findProject(folder, path.resolve(this.#cwd), above => this.#looks.of(above, () => lookAtFolder(above)));
    if (!project) return undefined;
    const { root, config } = project;
    const below = toPosix(path.relative(root, folder));
    return { index: indexOf(root, this.#settings), config: withSettings(config, this.#settings), prefix: below === '' ? '' : `${below}/` };
  }
}

let latest: Folders | undefined;

/** The folders around the file of a rule's context. */
export function foldersOf(context: EslintRule.RuleContext): Folders {
  return (latest = latest?.areFor(context) ? latest : new Folders(context));
}

function indexOf(root: string, settings: unknown): ProjectIndex {
  return indexes.of(JSON.stringify([root, settings]), () => new ProjectIndex(root));
}
