import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The parser, which is large, as what is built loads it. */
export const PARSER = /\/src\/calls\/typescript\.js$/;

/** The URLs of all modules that a script loads, as Node's coverage has them; they are files of its own and Node's. */
export function modulesLoadedBy(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-loaded-'));
  try {
    const { error } = spawnSync(process.execPath, args, { cwd, env: { ...process.env, ...env, NODE_V8_COVERAGE: folder } });
    if (error) throw error;
    return readdirSync(folder).flatMap(file => {
      const { result } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { readonly result: readonly { readonly url: string }[] };
      return result.map(({ url }) => url);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
