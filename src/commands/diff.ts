/** `zoom-scopes diff`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { Facts } from '../analysis/facts.ts';
import type { AppScopeDiff } from '../analysis/scope-diff.ts';
import type { CommitFiles } from '../project/git-ref.ts';
import type { DiffRange } from '../reporters/diff.ts';
import { UserError } from '../util/user-error.ts';
import { addProjectOptions, collect, examples, formatOption, type ProjectFlags } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

interface DiffFlags extends ProjectFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly mergeBase?: boolean;
  readonly exitCode?: boolean;
}

const HELP = `
Compares the files as they are now with those of a commit, which are read without a checkout. New scopes mean that users
must consent again; scopes that are only taken away do not.

Exit codes: 0 compared; 1 with --exit-code, if a scope came or went; 2 could not run.
${examples('diff main', 'diff origin/main --merge-base --format markdown', 'diff v2.3.0 services/meetings --exit-code')}`;

export const diffCommand = addProjectOptions(new Command('diff').argument('<ref>', 'a branch, a tag or a commit of git'))
  .description('say which scopes the project has gained and lost since a commit, and who must consent again')
  .addOption(formatOption(['text', 'json', 'markdown']))
  .option('--merge-base', 'compare with the commit at which HEAD parted from the ref')
  .option('--exit-code', 'exit with 1 if a scope came or went')
  .addHelpText('after', HELP)
  .action(runDiff);

async function runDiff(ref: string, root: string, flags: DiffFlags): Promise<void> {
  const [{ loadCatalogue }, { layOutCommit }, { diffScopes }, { isUnchanged }] = await Promise.all([
    import('../catalogue/catalogue.ts'),
    import('../project/git-ref.ts'),
    import('../analysis/scope-diff.ts'),
    import('../reporters/diff.ts'),
  ]);
  const files = layOutCommit(root, ref, { mergeBase: flags.mergeBase === true });
  const before = await collectThen(files, root, flags);
  const { facts: after } = await collect(root, flags);
  const diffs = diffScopes(before, after, loadCatalogue());
  print(await format(diffs, { ref, commit: files.commit }, flags.format));
  process.exitCode = flags.exitCode && !diffs.every(isUnchanged) ? EXIT.findings : EXIT.clean;
}

/** What stands in the commit. Its files are gone afterwards, also where the run is broken off. */
async function collectThen(files: CommitFiles, root: string, flags: DiffFlags): Promise<Facts> {
  const stop = (): void => {
    files.remove();
    process.exit(130);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return (await collect(files.folder, { ...flags, ...configThen(files, root, flags), cache: false })).facts;
  } finally {
    files.remove();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** The named configuration as the commit has it. */
function configThen({ folder }: CommitFiles, root: string, { config }: DiffFlags): { config?: string } {
  if (config === undefined) return {};
  const relative = path.relative(path.resolve(root), path.resolve(config));
  if (relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new UserError(`${config}: The configuration lies outside of ${root}, so it is not part of the commit.`, 'Name one inside.');
  }
  const file = path.join(folder, relative);
  return existsSync(file) ? { config: file } : {};
}

async function format(diffs: readonly AppScopeDiff[], range: DiffRange, name: DiffFlags['format']): Promise<string> {
  const { formatDiffJson, formatDiffMarkdown, formatDiffText } = await import('../reporters/diff.ts');
  switch (name) {
    case 'text':
      return formatDiffText(diffs, range, { color: await usesColor() });
    case 'json':
      return formatDiffJson(diffs, range);
    case 'markdown':
      return formatDiffMarkdown(diffs, range);
  }
}
