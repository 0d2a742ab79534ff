#!/usr/bin/env node
/** The command `zoom-scopes`: reads its arguments, runs a command, and sets the exit code. */
import module from 'node:module';
import v8 from 'node:v8';
import type { CommanderError } from 'commander';
import { EXIT } from './commands/output.ts';
import { readVersion } from './commands/package-files.ts';
import { toPrintable } from './util/printable.ts';
import { UserError } from './util/user-error.ts';

hurry();

// Whoever reads our output may stop early (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await run(process.argv.slice(2));

/** Has V8 spend less on code that runs for a second. */
function hurry(): void {
  const { enableCompileCache } = module as { readonly enableCompileCache?: () => void };
  // From Node 22 on, what was compiled once need not be compiled again.
  if (enableCompileCache) enableCompileCache();
  // Node 20 optimises functions several times as early as later versions do, on threads that this run has better use for.
  else v8.setFlagsFromString('--interrupt-budget=250000');
}

async function run(args: readonly string[]): Promise<void> {
  // Scripts ask for it at every start: the commands are not loaded for it.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-v')) {
    console.log(readVersion());
    return;
  }
  try {
    const [{ createProgram }, { loadCommands }] = await Promise.all([import('./commands/program.ts'), import('./commands/index.ts')]);
    await createProgram(await loadCommands(args[0])).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = describeFailure(error);
  }
}

/** Says what stopped the run; a bug of ours keeps its stack. */
function describeFailure(error: unknown): number {
  if (isFromCommander(error)) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
  if (error instanceof UserError) console.error(toPrintable(`${error.message} ${error.remedy}`));
  else console.error(error);
  return EXIT.failed;
}

function isFromCommander(error: unknown): error is CommanderError {
  return error instanceof Error && 'exitCode' in error;
}
