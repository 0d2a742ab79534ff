/** The commands, loaded when they are asked for. */
import type { Command } from 'commander';

/** By name, in the order of the help. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['check', async () => (await import('./check.ts')).checkCommand],
  ['scan', async () => (await import('./scan.ts')).scanCommand],
  ['operations', async () => (await import('./operations.ts')).operationsCommand],
  ['fix', async () => (await import('./fix.ts')).fixCommand],
  ['migrate', async () => (await import('./migrate.ts')).migrateCommand],
  ['diff', async () => (await import('./diff.ts')).diffCommand],
  ['report', async () => (await import('./report.ts')).reportCommand],
  ['why', async () => (await import('./why.ts')).whyCommand],
  ['scopes', async () => (await import('./scopes.ts')).scopesCommand],
  ['explain', async () => (await import('./explain.ts')).explainCommand],
  ['init', async () => (await import('./init.ts')).initCommand],
]);

/** The command of a name; all where it is no command's, for the help that is given then. */
export function loadCommands(name: string | undefined): Promise<readonly Command[]> {
  const one = COMMANDS.get(name ?? '');
  return Promise.all(one ? [one()] : Array.from(COMMANDS.values(), load => load()));
}
