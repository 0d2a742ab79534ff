/** What commands share when they print: the exit codes, colour, standard output, files. */
import { causeOf } from '../util/cause.ts';
import { UserError } from '../util/user-error.ts';

/** `findings`: at or above the fail level. `failed`: the command could not run. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

/** Whether standard output takes colours. */
export async function usesColor(): Promise<boolean> {
  const { default: picocolors } = await import('picocolors');
  const forced = process.env['FORCE_COLOR'];
  return forced !== '0' && picocolors.isColorSupported && (process.stdout.isTTY || forced !== undefined);
}

/** Lets `--color` and `--no-color` go before what the environment says. */
export function preferColor(color: boolean | undefined): void {
  if (color === undefined) return;
  delete process.env['NO_COLOR'];
  process.env['FORCE_COLOR'] = color ? '1' : '0';
}

/** Writes a report to a file, as a whole or not at all. */
export async function writeReport(file: string, text: string): Promise<void> {
  const [{ default: writeFileAtomic }, { statusOf }] = await Promise.all([import('write-file-atomic'), import('../project/status.ts')]);
  // The analysed project may have put it there.
  if (statusOf(file)?.isSymbolicLink()) throw new UserError(`${file}: The report cannot be written: it is a link.`, 'Name a file that can be written, in a folder that is there.');
  try {
    await writeFileAtomic(file, withLineEnd(text));
  } catch (error) {
    throw new UserError(`${file}: The report cannot be written: ${causeOf(error)}.`, 'Name a file that can be written, in a folder that is there.', { cause: error });
  }
}

/** Prints to standard output. Who sets `process.exitCode` instead of exiting lets a pipe take all of it. */
export function print(text: string): void {
  process.stdout.write(withLineEnd(text));
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
