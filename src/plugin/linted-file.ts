/** Asks the project index about the file that ESLint is linting, once for all rules. */
import path from 'node:path';
import type { Rule as EslintRule } from 'eslint';
import { UserError } from '../util/user-error.ts';
import { foldersOf } from './folders.ts';
import { problemsIn, type Problem } from './problems.ts';

/** What there is to say about a linted file. */
export interface FileVerdict {
  /** Of all rules. */
  readonly problems: readonly Problem[];
  /** Why the file was not checked. */
  readonly failure?: string;
}

const NOTHING: FileVerdict = { problems: [] };

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
