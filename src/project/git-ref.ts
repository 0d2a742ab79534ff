/**
 * Lays out the files of a commit in a folder of its own. The work tree, the index and the repository stay as they are:
 * blobs are read as git stores them, so that no hook, filter or attribute of the repository has a program run, and
 * nothing is fetched.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../util/user-error.ts';
import { fileKind } from './file-kind.ts';
import { gitEnvironment } from './git-files.ts';
import { isForeign } from './ignored.ts';
import { requireFolder } from './require-folder.ts';

/** A commit, laid out. */
export interface CommitFiles {
  /** Its full name. */
  readonly commit: string;
  /** Absolute; it has the name of the project's own folder, which may be the name of an app. */
  readonly folder: string;
  /** Removes the folder. */
  readonly remove: () => void;
}

export interface GitRefOptions {
  /** Take the commit at which HEAD parted from the ref, not the ref itself. */
  readonly mergeBase?: boolean;
}

/** Larger files are not read in a project either. */
const MAX_BYTES = 5 * 1024 * 1024;

/** What one answer of git may hold. */
const BATCH_BYTES = 64 * 1024 * 1024;

/** Lays out what a commit has of the project under a root. Throws a UserError where git does not have it. */
export function layOutCommit(root: string, ref: string, { mergeBase = false }: GitRefOptions = {}): CommitFiles {
  requireFolder(root);
  const git = new Git(root);
  const commit = mergeBase ? git.mergeBase(git.commitOf(ref), ref) : git.commitOf(ref);
  const scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-ref-'));
  const remove = (): void => rmSync(scratch, { recursive: true, force: true });
  const folder = path.join(scratch, path.basename(path.resolve(root)) || 'root');
  try {
    mkdirSync(folder);
    for (const batch of inBatches(git.blobsOf(commit))) git.read(batch, (file, bytes) => write(folder, file, bytes));
  } catch (error) {
    remove();
    throw error;
  }
  return { commit, folder, remove };
}

interface Blob {
  /** Relative to the project's root. */
  readonly file: string;
  readonly id: string;
  readonly size: number;
}

class Git {
  readonly #root: string;
  /** The way from the repository's root to the project's. */
  readonly #prefix: string;

  constructor(root: string) {
    this.#root = root;
    const { status, text, problem } = this.#run(['rev-parse', '--show-prefix']);
    if (status !== 0) throw notARepository(root, problem);
    this.#prefix = text.replace(/\n$/, '').replace(/\/$/, '');
  }

  commitOf(ref: string): string {
    const { status, text } = ref.startsWith('-') ? { status: 1, text: '' } : this.#run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    if (status !== 0) throw new UserError(`git knows no commit "${ref}".`, this.#remedy());
    return text.trim();
  }

  mergeBase(commit: string, ref: string): string {
    const { status, text } = this.#run(['merge-base', 'HEAD', commit]);
    if (status !== 0) throw new UserError(`git knows no commit that HEAD and "${ref}" share.`, this.#remedy());
    return text.trim();
  }

  /** The plain files of the project that may be read; links and submodules are left out. */
  blobsOf(commit: string): readonly Blob[] {
    const tree = this.#prefix === '' ? commit : `${commit}:${this.#prefix}`;
    // The commit may not have the folder yet.
    if (this.#run(['rev-parse', '--verify', '--quiet', tree]).status !== 0) return [];
    const { status, text } = this.#run(['ls-tree', '-r', '-z', '-l', '--full-tree', tree]);
    if (status !== 0) throw incomplete();
    return text.split('\0').flatMap((line) => {
      const [, mode = '', id = '', size = '', file = ''] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.*)$/s.exec(line) ?? [];
      const isPlain = mode === '100644' || mode === '100755';
      return isPlain && Number(size) <= MAX_BYTES && isSafe(file) && fileKind(file) !== 'other' && !isForeign(file) ? [{ file, id, size: Number(size) }] : [];
    });
  }

  read(blobs: readonly Blob[], use: (file: string, bytes: Buffer) => void): void {
    const { status, bytes } = this.#run(['cat-file', '--batch'], blobs.map(({ id }) => `${id}\n`).join(''));
    let at = 0;
    for (const { file, size } of blobs) {
      const start = bytes.indexOf('\n', at) + 1;
      if (status !== 0 || !/ blob \d+$/.test(bytes.toString('latin1', at, start - 1))) {
        throw incomplete();
      }
      use(file, bytes.subarray(start, start + size));
      at = start + size + 1;
    }
  }

  #remedy(): string {
    const { text } = this.#run(['rev-parse', '--is-shallow-repository']);
    return text.trim() === 'true' ? 'The clone is shallow: fetch its history with git fetch --unshallow, or fetch-depth: 0 in CI.' : 'Fetch it first, or name another one.';
  }

  #run(args: readonly string[], input = ''): { readonly status: number | null; readonly text: string; readonly bytes: Buffer; readonly problem: string } {
    // fsmonitor and hooks name programs: a repository that is being inspected must not choose them.
    const settings = ['-c', 'core.fsmonitor=false', '-c', `core.hooksPath=${devNull}`];
    const { status, stdout, stderr, error } = spawnSync('git', [...settings, ...args], {
      cwd: this.#root,
      input,
      maxBuffer: 1 << 30,
      // A partial clone would fetch what it lacks, over whatever its configuration names.
      env: { ...gitEnvironment(), GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' },
    });
    if (error && 'code' in error && error.code === 'ENOENT') throw new UserError('git was not found.', 'Install it, and see that it is in the PATH.');
    if (error) throw error;
    return { status, text: stdout.toString('utf8'), bytes: stdout, problem: stderr.toString('utf8') };
  }
}

function notARepository(root: string, problem: string): UserError {
  if (/dubious ownership/.test(problem)) {
    return new UserError(`${root}: git does not read the repository, which belongs to somebody else.`, "Add it to git's setting safe.directory.");
  }
  return new UserError(`${root}: This folder is in no git repository.`, 'Run the command in a clone.');
}

function incomplete(): UserError {
  return new UserError('A part of the commit is not in this clone.', 'Fetch it whole: git fetch --refetch --no-filter.');
}

/** Names that lead nowhere else; git itself does not let the others in. */
function isSafe(file: string): boolean {
  const isForeignPath = process.platform === 'win32' && /[\\:]/.test(file);
  return !isForeignPath && file.split('/').every((name) => name !== '' && name !== '.' && name !== '..' && name.toLowerCase() !== '.git');
}

function inBatches(blobs: readonly Blob[]): readonly (readonly Blob[])[] {
  const batches: Blob[][] = [];
  let room = 0;
  for (const blob of blobs) {
    if (batches.length === 0 || blob.size > room) {
      batches.push([]);
      room = BATCH_BYTES;
    }
    batches.at(-1)?.push(blob);
    room -= blob.size;
  }
  return batches;
}

function write(folder: string, file: string, bytes: Buffer): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}
