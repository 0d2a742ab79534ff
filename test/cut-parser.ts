/** Cuts the parser that the engine loads, if it was not cut for the source as it is. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../', import.meta.url));

export function setup(): void {
  execFileSync(process.execPath, [createRequire(import.meta.url).resolve('tsx/cli'), 'scripts/cut-parser.ts'], { cwd: ROOT, stdio: 'inherit' });
}
