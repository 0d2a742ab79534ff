/** Reads files below a folder, and looks at them: no links, and nothing that is too large. */
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import path from 'node:path';
import { causeOf } from '../util/cause.ts';
import { mayCall, type FileKind } from './file-kind.ts';
import { lookAt, unreadLook, type FileLook, type Hints, type Stamp } from './file-look.ts';
import { statusOf } from './status.ts';

/** Above this a file is generated or data, and its text costs more than it can say. */
const MAX_BYTES = 5 * 1024 * 1024;

/** What too large a file is searched for: a bundle has words like `zoomIn` anyway. */
const HOSTS = ['zoom.us', 'zoomgov.com', '@zoom/'];

/** Clocks of file systems tick, the coarsest every two seconds: a file may change twice between two ticks. */
export const TICK = 2_000;

// Neither through a link nor into a pipe that nobody writes to. Windows has neither flag.
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Reads files by their paths below a root. */
export class FileReader {
  /** Absolute. */
  readonly root: string;
  readonly hints: Hints;
  /** All small files are read into the same memory. */
  readonly #memory = Buffer.allocUnsafeSlow(MAX_BYTES + 1);

  constructor(root: string, hints: Hints) {
    this.root = root;
    this.hints = hints;
  }

  /** What is known of a file; undefined for one that is gone or is no plain file. `known` is taken if the file is as it was then. */
  look(file: string, kind: FileKind, known?: FileLook): FileLook | undefined {
    if (known?.stamp && isSame(known.stamp, this.stampOf(file))) return known;
    const begin = Date.now();
    try {
      return this.#open(file, (descriptor, status) => {
        if (status.size > MAX_BYTES) return tooLarge(kind, () => this.#hasHost(descriptor));
        const stamp = stampOf(status);
        const settled = Math.max(stamp[0], stamp[1]) + TICK < begin ? stamp : undefined;
        return lookAt(this.#readAll(descriptor, status.size), kind, this.hints, settled, known);
      });
    } catch (error) {
      if (isGone(error)) return undefined;
      return unreadLook(`Cannot read this file: ${causeOf(error)}.`, mayCall(kind));
    }
  }

  /** The bytes; undefined for a file that cannot be read. */
  read(file: string): Buffer | undefined {
    try {
      return this.#open(file, (descriptor, { size }) => (size > MAX_BYTES ? undefined : Buffer.from(this.#readAll(descriptor, size))));
    } catch {
      return undefined;
    }
  }

  /** The stamp of a file as it is now; undefined for one that is gone or is no plain file. */
  stampOf(file: string): Stamp | undefined {
    const status = statusOf(this.#absolute(file));
    return status?.isFile() ? stampOf(status) : undefined;
  }

  // Asked of every file, and nothing to be put in order.
  #absolute(file: string): string {
    return this.root.endsWith(path.sep) ? this.root + file : this.root + path.sep + file;
  }

  #open<Result>(file: string, use: (descriptor: number, status: Stats) => Result): Result | undefined {
    const absolute = this.#absolute(file);
    if (constants.O_NOFOLLOW === undefined && statusOf(absolute)?.isFile() !== true) return undefined;
    const descriptor = openSync(absolute, OPEN);
    try {
      const status = fstatSync(descriptor);
      return status.isFile() ? use(descriptor, status) : undefined;
    } finally {
      closeSync(descriptor);
    }
  }

  /** All up to the size that a file said it has; of one that says none, as files of the system do, what there is. The bytes are good until the next file is read. */
  #readAll(descriptor: number, size: number): Buffer {
    const most = size || this.#memory.length;
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read) {
      read = readSync(descriptor, this.#memory, length, most - length, null);
    }
    return this.#memory.subarray(0, length);
  }

  #hasHost(descriptor: number): boolean {
    for (let bytes = this.#readAll(descriptor, 0); bytes.length > 0; bytes = this.#readAll(descriptor, 0)) {
      if (HOSTS.some(host => bytes.includes(host))) return true;
    }
    return false;
  }
}

function tooLarge(kind: FileKind, hasHost: () => boolean): FileLook {
  const mayCallUnseen = mayCall(kind) && hasHost();
  const problem = mayCallUnseen || kind === 'code' ? `Skipped: the file is larger than ${MAX_BYTES / 1024 / 1024} MB.` : undefined;
  return unreadLook(problem, mayCallUnseen);
}

function stampOf({ mtimeMs, ctimeMs, size }: Stats): Stamp {
  return [mtimeMs, ctimeMs, size];
}

function isSame(a: Stamp, b: Stamp | undefined): boolean {
  return b !== undefined && a.every((part, index) => part === b[index]);
}

// Git goes on listing a file that was deleted; ELOOP and EMLINK are what opening a link gives.
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'EISDIR'].includes(String(error.code));
}
