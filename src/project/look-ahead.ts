/** Looks at the files of a large project in a second thread while this one does something else, and then in both. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Disk, FileSource } from './disk.ts';
import { fileKind, type FileKind } from './file-kind.ts';
import type { FileLook, Hints } from './file-look.ts';
import type { Listing } from './list-paths.ts';
import { restoreLooks, type StoredLooks } from './stored-looks.ts';

/** What the second thread is given. */
export interface LookWork {
  readonly root: string;
  readonly hints: Hints;
  readonly files: readonly string[];
  /** Shared: see `NEXT` and `WORKING`. */
  readonly state: Int32Array;
  readonly port: MessagePort;
}

/** Where in the shared state the first file stands that nobody has claimed. */
const NEXT = 0;

/** Where in the shared state it says whether the second thread may post something yet. */
export const WORKING = 1;

/** How many files a thread claims at once. */
const PORTION = 128;

/** Below this many files a thread costs more than it saves. */
const LEAST_FILES = 2_000;

/** A thread that posts nothing for so long, in milliseconds, is not waited for. */
const PATIENCE = 10_000;

/** Takes the next files that nobody has taken; none if all are. */
export function claimPortion(files: readonly string[], state: Int32Array): readonly string[] {
  const begin = Atomics.add(state, NEXT, PORTION);
  return files.slice(begin, begin + PORTION);
}

/** A disk of which the files were looked at ahead. What is asked again is asked of the disk. */
export class LookAhead implements FileSource {
  readonly #disk: Disk;
  #port: MessagePort | undefined;
  readonly #state = new Int32Array(new SharedArrayBuffer(8));
  #files: readonly string[] = [];
  #listing: Listing | undefined;
  #looks: Map<string, FileLook> | undefined;

  /** `listing` is the disk's. */
  constructor(disk: Disk, listing: Listing) {
    this.#disk = disk;
    this.#listing = listing;
  }

  /** Begins to look at those of the listed files that matter, if they are many and there is a thread to be had. */
  begin(files: readonly string[], leastFiles = LEAST_FILES): void {
    if (files.length < leastFiles) return;
    this.#files = files;
    this.#port = startThread({ root: this.#disk.root, hints: this.#disk.hints, files, state: this.#state });
  }

  get root(): string {
    return this.#disk.root;
  }

  get name(): string {
    return this.#disk.name;
  }

  list(): Listing {
    const listing = this.#listing ?? this.#disk.list();
    this.#listing = undefined;
    return listing;
  }

  mayHaveOtherPaths(): boolean {
    // From now on the files may be others than they were.
    this.#looks = new Map();
    return this.#disk.mayHaveOtherPaths();
  }

  look(file: string, kind: FileKind, known?: FileLook): FileLook | undefined {
    const ahead = known || !this.#port ? undefined : (this.#looks ??= this.#lookAtRest(this.#port)).get(file);
    this.#looks?.delete(file);
    return ahead ?? this.#disk.look(file, kind, known);
  }

  read(file: string): Buffer | undefined {
    return this.#disk.read(file);
  }

  /** What the other thread has not looked at when it fails or takes too long is missing, and looked at when it is asked for. */
  #lookAtRest(port: MessagePort): Map<string, FileLook> {
    const looks = new Map<string, FileLook>();
    const receive = (): void => {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
        for (const [file, look] of restoreLooks(got.message as StoredLooks)) looks.set(file, look);
      }
    };
    for (let portion = claimPortion(this.#files, this.#state); portion.length > 0; portion = claimPortion(this.#files, this.#state)) {
      for (const file of portion) {
        const look = this.#disk.look(file, fileKind(file));
        if (look) looks.set(file, look);
      }
      receive();
    }
    Atomics.wait(this.#state, WORKING, 1, PATIENCE);
    receive();
    port.close();
    return looks;
  }
}

/** Where to hear from a thread that looks; undefined where none can be started, as when this file is not built. */
function startThread(work: Omit<LookWork, 'port'>): MessagePort | undefined {
  const script = new URL('look-worker.js', import.meta.url);
  if (!existsSync(script) || availableParallelism() < 2) return undefined;
  const { port1, port2 } = new MessageChannel();
  try {
    const worker = new Worker(script, { workerData: { ...work, port: port2 } satisfies LookWork, transferList: [port2], execArgv: [] });
    worker.on('error', () => undefined);
    worker.unref();
    return port1;
  } catch {
    return undefined;
  }
}
