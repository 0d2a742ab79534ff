/** What commands share when they print: the exit codes, colour, standard output. */

/** `findings`: at or above the fail level. `failed`: the command could not run. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

/** Whether standard output takes colours. */
export async function usesColor(): Promise<boolean> {
  const { default: picocolors } = await import('picocolors');
  return picocolors.isColorSupported && (process.stdout.isTTY || process.env['FORCE_COLOR'] !== undefined);
}

/** Prints to standard output. Who sets `process.exitCode` instead of exiting lets a pipe take all of it. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
