#!/usr/bin/env node
/** The command `zoom-scopes`: reads its arguments, runs a command, and sets the exit code. */
import { Command, CommanderError } from 'commander';
import { commands } from './commands/index.ts';
import { examples } from './commands/options.ts';
import { EXIT, preferColor } from './commands/output.ts';
import { readVersion } from './commands/package-files.ts';
import { UserError } from './util/user-error.ts';

// Whoever reads our output may stop early (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = describeFailure(error);
  }
}

/** Says what stopped the run; a bug of ours keeps its stack. */
function describeFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
  if (error instanceof UserError) console.error(`${error.message} ${error.remedy}`);
  else console.error(error);
  return EXIT.failed;
}

function createProgram(): Command {
  const program = new Command('zoom-scopes')
    .description('Least-privilege scopes for apps on the Zoom API: finds every call, computes the minimal scopes, compares them with what the app declares.')
    .version(readVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option('--color', 'colour what is printed, whatever the environment says')
    .option('--no-color', 'do not colour it')
    .hook('preAction', (command) => preferColor(command.opts<{ color?: boolean }>().color))
    .exitOverride()
    .addHelpText('after', examples('check', 'check services/meetings --format json', 'scan', 'operations --format json'));
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program));
  return program;
}
