/** Runs the built command as users do. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Beside the test's own environment, which is taken without what colours and what CI systems set. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** What the command reads from standard input. */
  readonly input?: string;
}

const SCRUBBED = ['CI', 'FORCE_COLOR', 'GITHUB_ACTIONS', 'GITHUB_STEP_SUMMARY', 'NO_COLOR'];

/** Runs `zoom-scopes` to its end. */
export function zoomScopes(args: readonly string[], { env = {}, cwd, input = '' }: RunOptions = {}): Promise<Outcome> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !SCRUBBED.includes(name)));
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...own, ...env }, ...(cwd !== undefined && { cwd }) });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that fails before it reads closes its end.
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}
