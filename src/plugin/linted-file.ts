/** Asks the project index about the file that ESLint is linting, once for all rules. */
import path from 'node:path';
import type { Rule as EslintRule } from 'eslint';
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
  verdicts.set(ast, { problems: verdict.problems });
  return verdict;
}

function judge({ filename, cwd, settings, sourceCode }: EslintRule.RuleContext): FileVerdict {
  try {
    const file = path.resolve(cwd, filename);
    const project = findProject(file, path.resolve(cwd));
    if (!project) return { problems: [] };
    const overrides: unknown = settings['zoomScopes'];
    const index = indexOf(project.root, overrides);
    const relative = toPosix(path.relative(project.root, file));
    return { problems: problemsIn(relative, index.findingsIn(relative, sourceCode.text, withSettings(project.config, overrides))) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problems: [], failure: `${error.message} ${error.remedy}` };
  }
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
