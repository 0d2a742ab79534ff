/** Asks git which files lie in a folder. */
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

/** One entry of git's. A submodule or a repository inside is named by its folder only. */
export interface GitFile {
  readonly path: string;
  readonly isRepository: boolean;
}

// fsmonitor names a program to run: a repository that is being inspected must not choose it.
const COMMAND = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', 'ls-files', '-t', '-s', '-co', '--exclude-standard', '-z'];

const LIMITS = { encoding: 'utf8', maxBuffer: 1 << 30 } as const;

/** The files under an absolute folder that are tracked, or may be; undefined where git has no answer. */
export function gitFiles(folder: string): readonly GitFile[] | undefined {
  try {
    return toGitFiles(execFileSync('git', COMMAND, { ...LIMITS, cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], env: gitEnvironment() }));
  } catch {
    return undefined;
  }
}

/** Git's answer, and when it was asked, in milliseconds since the epoch. */
export interface GitAnswer {
  readonly askedAt: number;
  readonly files: readonly GitFile[] | undefined;
}

/** The same, for who has something to do until git answers. */
export async function askGit(folder: string): Promise<GitAnswer> {
  const askedAt = Date.now();
  try {
    const { stdout } = await promisify(execFile)('git', COMMAND, { ...LIMITS, cwd: folder, env: gitEnvironment() });
    return { askedAt, files: toGitFiles(stdout) };
  } catch {
    return { askedAt, files: undefined };
  }
}

/** The environment for git. Under a git hook these variables point at the repository of the hook, not at that of the root. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, GIT_PREFIX: _prefix, ...rest } = process.env;
  return { ...rest, GIT_OPTIONAL_LOCKS: '0' };
}

// Untracked: `? path`, a repository inside with a slash at its end. Tracked: `H 100644 <hash> 0<tab>path`.
function toGitFiles(output: string): readonly GitFile[] {
  return output.split('\0').flatMap((line): readonly GitFile[] => {
    if (line.startsWith('? ')) return [{ path: line.slice(2).replace(/\/$/, ''), isRepository: line.endsWith('/') }];
    const mode = line.slice(2, 5);
    if (mode !== '100' && mode !== '160') return [];
    return [{ path: line.slice(line.indexOf('\t') + 1), isRepository: mode === '160' }];
  });
}
