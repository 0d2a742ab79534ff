/** The files of a project on disk: lists them, and looks at them. */
import path from 'node:path';
import { folderOf, foldersUpward } from '../util/paths.ts';
import type { FileKind } from './file-kind.ts';
import type { FileLook, Hints } from './file-look.ts';
import { FileReader, TICK } from './file-reader.ts';
import type { GitAnswer } from './git-files.ts';
import { listPaths, type Listing } from './list-paths.ts';
import { statusOf } from './status.ts';

/** Where a project's files come from. Paths are relative to its root, with forward slashes. */
export interface FileSource {
  /** Absolute. */
  readonly root: string;
  /** The root folder's. */
  readonly name: string;
  list(): Listing;
  /** Whether files may have come or gone since they were listed. */
  mayHaveOtherPaths(): boolean;
  /** What is known of a file; undefined for one that is gone or is no plain file. `known` is taken if the file is as it was then. */
  look(file: string, kind: FileKind, known?: FileLook): FileLook | undefined;
  /** The bytes; undefined for a file that cannot be read. */
  read(file: string): Buffer | undefined;
}

/** A folder that held no file when all were listed shows nothing when it gets one: now and then all are listed anyway. */
const MAX_AGE = 10_000;

/** Listing may take one part in this many of the time that passes, however large the project is. */
const LISTING_SHARE = 100;

/** The files below a folder. */
export class Disk extends FileReader implements FileSource {
  readonly name: string;
  #listing: Listing = { paths: [], unreadable: [] };
  #listedAt = 0;
  #expiresAt = 0;
  /** What changes when a file comes or goes: the folders, and the files that say what is ignored. */
  #watched: readonly string[] | undefined;

  constructor(root: string, hints: Hints = []) {
    super(path.resolve(root), hints);
    this.name = path.basename(this.root);
  }

  /** `fromGit`: what git says now, if it was asked already. */
  list(fromGit?: GitAnswer): Listing {
    const start = performance.now();
    this.#listedAt = fromGit?.askedAt ?? Date.now();
    this.#listing = fromGit ? listPaths(this.root, fromGit.files) : listPaths(this.root);
    this.#watched = undefined;
    const end = performance.now();
    this.#expiresAt = end + Math.max(MAX_AGE, (end - start) * LISTING_SHARE);
    return this.#listing;
  }

  mayHaveOtherPaths(): boolean {
    if (performance.now() > this.#expiresAt) return true;
    this.#watched ??= foldersAndIgnoreFiles(this.#listing);
    return this.#watched.some(file => {
      const status = statusOf(path.join(this.root, file));
      return status === undefined || Math.max(status.mtimeMs, status.ctimeMs) + TICK > this.#listedAt;
    });
  }
}

function foldersAndIgnoreFiles({ paths }: Listing): readonly string[] {
  const folders = new Set(paths.map(folderOf));
  return [...new Set([...folders].flatMap(foldersUpward)), ...paths.filter(file => /(^|\/)\.gitignore$/.test(file))];
}
