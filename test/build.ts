/** Builds the package once, for the suites that run what is built. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { setup as cutParser, ROOT } from './cut-parser.ts';

export function setup(): void {
  cutParser();
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
}
