/** `zoom-scopes init`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import type { InitOutcome } from '../reporters/init.ts';
import { causeOf } from '../util/cause.ts';
import { toPosix } from '../util/paths.ts';
import { UserError } from '../util/user-error.ts';
import { examples, formatOption } from './options.ts';
import { print, usesColor } from './output.ts';

interface InitFlags {
  readonly format: 'text' | 'json';
  readonly write?: boolean;
}

export const initCommand = new Command('init')
  .argument('[root]', "the project's folder", '.')
  .description('show what is found in a project, and the configuration that it needs')
  .option('--write', 'write the configuration, if one is needed and none is there')
  .addOption(formatOption())
  .addHelpText('after', `\nAsks nothing and overwrites nothing.\nExit codes: 0 done, 2 could not run.\n${examples('init', 'init --write', 'init services/meetings')}`)
  .action(runInit);

async function runInit(root: string, flags: InitFlags): Promise<void> {
  const { formatInitJson, formatInitText, formatProposal } = await import('../reporters/init.ts');
  const outcome = await inspect(root);
  const isWritten = outcome.state === 'proposed' && flags.write === true;
  if (isWritten) writeNew(path.join(root, outcome.file), formatProposal(outcome.setup));
  const shown: InitOutcome = isWritten ? { ...outcome, state: 'written' } : outcome;
  print(flags.format === 'json' ? formatInitJson(shown) : formatInitText(shown, { color: await usesColor() }));
}

async function inspect(root: string): Promise<InitOutcome> {
  const [{ setUp }, { collectFacts }, { CONFIG_FILE, findConfig }, { ProjectFiles }, { findApps }] = await Promise.all([
    import('../analysis/setup.ts'),
    import('../project/collect.ts'),
    import('../project/config.ts'),
    import('../project/files.ts'),
    import('../project/find-apps.ts'),
  ]);
  const config = findConfig(root, root);
  const facts = collectFacts(root, { config });
  const { survey } = new ProjectFiles(root);
  const counts = { code: survey.code.length, hinted: survey.hinted('code').length };
  const setup = setUp(facts, findApps(root, config), counts, config.file !== undefined);
  if (config.file !== undefined) return { setup, root, file: toPosix(path.relative(root, config.file)), state: 'exists' };
  return { setup, root, file: CONFIG_FILE, state: setup.config === null ? 'not-needed' : 'proposed' };
}

/** A file that has come into being meanwhile is somebody's. */
function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new UserError(`${file}: The file cannot be written: ${causeOf(error)}.`, 'See that the folder can be written to and that the file is not there.', { cause: error });
  }
}
