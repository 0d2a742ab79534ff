/** Looks at the files of a large project in a second thread while this one does something else, and then in both. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Disk, FileSource } from './disk.ts';
import type { FileKind } from './file-kind.ts';
import type { FileLook, Hints } from './file-look.ts';
import type { FileReader } from './file-reader.ts';
import type { Listing } from './list-paths.ts';
import { projectPaths } from './project-paths.ts';
import { restoreLooks, type StoredLooks } from './stored-looks.ts';

/** What the second thread is given. */
export interface LookWork {
  readonly root: string;
  readonly hints: Hints;
  readonly includeTests: boolean;
  /** All that is listed. */
  readonly paths: readonly string[];
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

/** Looks at the next files that nobody has taken; undefined if all are. */
export function lookAtPortion(reader: FileReader, { paths, includeTests, state }: LookWork): readonly (readonly [file: string, look: FileLook])[] | undefined {
  const begin = Atomics.add(state, NEXT, PORTION);
  if (begin >= paths.length) return undefined;
  return projectPaths(paths.slice(begin, begin + PORTION), includeTests).flatMap(({ path: file, kind }) => {
    const look = reader.look(file, kind);
    return look ? [[file, look] as const] : [];
  });
}

/** A disk of which the files were looked at ahead. What is asked again is asked of the disk. */
export class LookAhead implements FileSource {
  readonly #disk: Disk;
  #listing: Listing | undefined;
  #work: LookWork | undefined;
  #looks: Map<string, FileLook> | undefined;

  /** `listing` is the disk's. */
  constructor(disk: Disk, listing: Listing) {
    this.#disk = disk;
    this.#listing = listing;
  }

  /** Begins to look at the files of the project, if they are many and there is a thread to be had. To be called before the listing is asked for. */
  begin(includeTests: boolean, leastFiles = LEAST_FILES): void {
    const paths = this.#listing?.paths ?? [];
    if (paths.length < leastFiles) return;
    const { root, hints } = this.#disk;
    this.#work = startThread({ root, hints, includeTests, paths, state: new Int32Array(new SharedArrayBuffer(8)) });
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
    const ahead = known || !this.#work ? undefined : (this.#looks ??= this.#lookAtRest(this.#work)).get(file);
    this.#looks?.delete(file);
    return ahead ?? this.#disk.look(file, kind, known);
  }

  read(file: string): Buffer | undefined {
    return this.#disk.read(file);
  }

  /** What the other thread has not looked at when it fails or takes too long is missing, and looked at when it is asked for. */
  #lookAtRest(work: LookWork): Map<string, FileLook> {
    const { port, state } = work;
    const looks = new Map<string, FileLook>();
    const receive = (): void => {
      for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port)) {
        for (const [file, look] of restoreLooks(got.message as StoredLooks)) looks.set(file, look);
      }
    };
    for (let seen = lookAtPortion(this.#disk, work); seen; seen = lookAtPortion(this.#disk, work)) {
      for (const [file, look] of seen) looks.set(file, look);
      receive();
    }
    Atomics.wait(state, WORKING, 1, PATIENCE);
    receive();
    port.close();
    return looks;
  }
}

/** What both threads know, with this one's port; undefined where no thread can be started, as when this file is not built. */
function startThread(work: Omit<LookWork, 'port'>): LookWork | undefined {
  const script = new URL('look-worker.js', import.meta.url);
  if (!existsSync(script) || availableParallelism() < 2) return undefined;
  const { port1, port2 } = new MessageChannel();
  try {
    const worker = new Worker(script, { workerData: { ...work, port: port2 } satisfies LookWork, transferList: [port2], execArgv: [] });
    worker.on('error', () => undefined);
    worker.unref();
    return { ...work, port: port1 };
  } catch {
    return undefined;
  }
}
