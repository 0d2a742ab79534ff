/** Asks the project index about the file that ESLint is linting, once for all rules. */
import path from 'node:path';
import type { Rule as EslintRule } from 'eslint';
import type { Config } from '../project/config.ts';
import { toPosix } from '../util/paths.ts';
import { UserError } from '../util/user-error.ts';
import { problemsIn, type Problem } from './problems.ts';
import { ProjectIndex } from './project-index.ts';
import { findProject, lookAtFolder, withSettings, type FolderLook } from './project-root.ts';

/** What there is to say about a linted file. */
export interface FileVerdict {
  /** Of all rules. */
  readonly problems: readonly Problem[];
  /** Why the file was not checked. */
  readonly failure?: string;
}

const NOTHING: FileVerdict = { problems: [] };

/** What lints the files of a folder. */
interface Owner {
  readonly index: ProjectIndex;
  readonly config: Config;
  /** What goes before the name of a file of the folder to make its path below the root. */
  readonly prefix: string;
}

/** By root and settings, since parts of a project may be linted with settings of their own. */
const indexes = new Map<string, ProjectIndex>();

/** By syntax tree: ESLint makes one per file and pass, and hands it to every rule. */
const verdicts = new WeakMap<object, FileVerdict>();

/** The verdict on the file of a rule's context. A failure is said to the first rule that asks, so that the user reads it once. */
export function judgeFile(context: EslintRule.RuleContext): FileVerdict {
  const { ast } = context.sourceCode;
  const known = verdicts.get(ast);
  if (known) return known;
  const verdict = judge(context);
  verdicts.set(ast, verdict.failure === undefined ? verdict : { problems: verdict.problems });
  return verdict;
}

function judge(context: EslintRule.RuleContext): FileVerdict {
  const { filename, sourceCode } = context;
  const nameAt = Math.max(filename.lastIndexOf('/'), filename.lastIndexOf(path.sep)) + 1;
  try {
    const owner = foldersOf(context).ownerOf(filename.slice(0, nameAt));
    if (!owner) return NOTHING;
    const file = owner.prefix + filename.slice(nameAt);
    const findings = owner.index.findingsIn(file, sourceCode.text, owner.config);
    return findings.length > 0 ? { problems: problemsIn(file, findings) } : NOTHING;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problems: [], failure: `${error.message} ${error.remedy}` };
  }
}

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
  readonly #looks = new Map<string, FolderLook>();

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
    const project = findProject(folder, path.resolve(this.#cwd), above => this.#lookAt(above));
    if (!project) return undefined;
    const { root, config } = project;
    const below = toPosix(path.relative(root, folder));
    return { index: indexOf(root, this.#settings), config: withSettings(config, this.#settings), prefix: below === '' ? '' : `${below}/` };
  }

  #lookAt(folder: string): FolderLook {
    const known = this.#looks.get(folder) ?? lookAtFolder(folder);
    this.#looks.set(folder, known);
    return known;
  }
}

let latest: Folders | undefined;

function foldersOf(context: EslintRule.RuleContext): Folders {
  return (latest = latest?.areFor(context) ? latest : new Folders(context));
}

function indexOf(root: string, settings: unknown): ProjectIndex {
  const key = JSON.stringify([root, settings]);
  const index = indexes.get(key) ?? new ProjectIndex(root);
  indexes.set(key, index);
  return index;
}
