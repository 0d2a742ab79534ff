/** Keeps what was learnt of a project from one process to the next. What is wrong with the file is no error: it is not there, then. */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, lstatSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import { cacheFileOf, makeCacheFolder, type CacheFolder, type CacheSettings } from './cache-folder.ts';
import { hashOf } from './file-look.ts';
import { statusOf } from './status.ts';
import { restoreKnowledge, SCHEMA, storeKnowledge } from './stored-knowledge.ts';
import type { Knowledge, KnowledgeStore } from './session.ts';

/** Beside its own, a project finds room for the caches of this many others. */
const MAX_FILES = 20;

/** More than this costs more to read than to find out again. */
const MAX_LENGTH = 128 * 1024 * 1024;

/** The cache of one project under one configuration. */
export class DiskCache implements KnowledgeStore {
  readonly #place: CacheFolder;
  readonly #file: string;
  #known: Knowledge | undefined;

  constructor(place: CacheFolder, settings: CacheSettings) {
    this.#place = place;
    this.#file = cacheFileOf(place, settings);
  }

  /** What was known when the cache was written; undefined where there is none, or none that can be trusted. */
  load(): Knowledge | undefined {
    return (this.#known ??= this.#read());
  }

  /** Writes what is known now, if it is not what was loaded. */
  save(knowledge: Knowledge): void {
    if (this.#known && isSame(this.#known, knowledge)) return;
    // Millions of characters: they are made bytes of once.
    const body = Buffer.from(storeKnowledge(knowledge));
    if (body.length > MAX_LENGTH || !makeCacheFolder(this.#place)) return;
    // Threads of one process may write at the same moment.
    const temporary = `${this.#file}.${randomUUID()}.tmp`;
    try {
      writeNew(temporary, [Buffer.from(`${ownStamp()}\n${hashOf(body)}\n`), body]);
      // Who reads at this moment reads the old file or the new one, whole.
      renameSync(temporary, this.#file);
      this.#known = knowledge;
    } catch {
      rmSync(temporary, { force: true });
    }
    this.#prune();
  }

  #read(): Knowledge | undefined {
    try {
      const bytes = readNoLink(this.#file);
      const lineEnd = bytes.indexOf('\n');
      const begin = bytes.indexOf('\n', lineEnd + 1) + 1;
      const body = bytes.subarray(begin);
      if (bytes.toString('utf8', 0, begin) !== `${ownStamp()}\n${hashOf(body)}\n`) return undefined;
      return restoreKnowledge(body.toString(), loadCatalogue());
    } catch {
      return undefined;
    }
  }

  /** Removes the oldest files beyond the bound, and what processes left that were stopped while they wrote. */
  #prune(): void {
    try {
      const files = readdirSync(this.#place.folder).map(name => path.join(this.#place.folder, name));
      const byAge = files.map(file => ({ file, age: lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 })).sort((a, b) => b.age - a.age);
      for (const { file } of byAge.slice(MAX_FILES)) if (file !== this.#file) rmSync(file, { force: true });
    } catch {
      // Somebody else is at it.
    }
  }
}

function isSame(a: Knowledge, b: Knowledge): boolean {
  return a.calls === b.calls && holdSame(a.looks, b.looks) && holdSame(a.evidence, b.evidence);
}

function holdSame<Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function readNoLink(file: string): Buffer {
  if (constants.O_NOFOLLOW === undefined && !lstatSync(file).isFile()) throw new Error('This is a link.');
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Fails where the name is taken, by a link too. */
function writeNew(file: string, parts: readonly Buffer[]): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    for (const part of parts) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
}

/** What a cache must have been written by. */
function ownStamp(): string {
  return (stamp ??= JSON.stringify([SCHEMA, ownVersion()]));
}

let stamp: string | undefined;

/** This package's version; in a checkout of it, also when its code or its tables last changed. */
function ownVersion(): string {
  const require = createRequire(import.meta.url);
  const { version } = require('eslint-plugin-zoom-scopes/package.json') as { version: string };
  const code = fileURLToPath(new URL('..', import.meta.url));
  if (code.split(path.sep).includes('node_modules')) return version;
  // The compiler writes it with every build that changes anything. Packages do not have it.
  const build = path.join(code, '../.tsbuildinfo');
  const files = [...(statusOf(build) ? [build] : filesBelow(code)), ...filesBelow(path.dirname(require.resolve('#data/operations.json')))];
  return `${version}+${Math.max(...files.map(file => statusOf(file)?.mtimeMs ?? 0))}`;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => path.join(folder, file));
}
