/** Asks the project index about the file that ESLint is linting, once for all rules. */
import path from 'node:path';
import type { Rule as EslintRule } from 'eslint';
import type { Config } from '../project/config.ts';
import { toPosix } from '../util/paths.ts';
import { UserError } from '../util/user-error.ts';
import { problemsIn, type Problem } from './problems.ts';
import { ProjectIndex } from './project-index.ts';
import { findProject, withSettings } from './project-root.ts';

/** What there is to say about a linted file. */
export interface FileVerdict {
  /** Of all rules. */
  readonly problems: readonly Problem[];
  /** Why the file was not checked. */
  readonly failure?: string;
}

const NOTHING: FileVerdict = { problems: [] };

/** What lints the files of a folder under some settings. */
interface Owner {
  readonly cwd: string;
  /** Each ESLint, as editors make one for every look at a file, has its own. */
  readonly languageOptions: object;
  readonly settings: unknown;
  readonly project: { readonly root: string; readonly config: Config; readonly index: ProjectIndex } | undefined;
  readonly foundAt: number;
}

/** For how many milliseconds a folder is taken to belong to the same project under the same configuration. */
const OWNER_KEEPS = 200;

/** By folder: the files of one are linted one after another. */
const owners = new Map<string, Owner>();

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
  const { filename, cwd, sourceCode } = context;
  try {
    const file = path.resolve(cwd, filename);
    const { project } = ownerOf(file, context);
    if (!project) return NOTHING;
    const relative = toPosix(path.relative(project.root, file));
    const findings = project.index.findingsIn(relative, sourceCode.text, project.config);
    return findings.length > 0 ? { problems: problemsIn(relative, findings) } : NOTHING;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problems: [], failure: `${error.message} ${error.remedy}` };
  }
}

function ownerOf(file: string, { cwd, languageOptions, settings: { zoomScopes: settings } }: EslintRule.RuleContext): Owner {
  const folder = path.dirname(file);
  const known = owners.get(folder);
  const now = performance.now();
  if (known?.cwd === cwd && known.languageOptions === languageOptions && known.settings === settings && now < known.foundAt + OWNER_KEEPS) return known;
  const project = findProject(file, path.resolve(cwd));
  const owner = {
    cwd,
    languageOptions,
    settings,
    project: project && { root: project.root, config: withSettings(project.config, settings), index: indexOf(project.root, settings) },
    foundAt: now,
  };
  owners.set(folder, owner);
  return owner;
}

function indexOf(root: string, settings: unknown): ProjectIndex {
  const key = JSON.stringify([root, settings]);
  let index = indexes.get(key);
  if (!index) {
    index = new ProjectIndex(root);
    indexes.set(key, index);
  }
  return index;
}
