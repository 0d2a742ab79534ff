/** What is known about one project in this process: one analysis answers all rules and all files until something changes. */
import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../analysis/finding.ts';
import { collectFacts } from '../project/collect.ts';
import type { Config } from '../project/config.ts';
import { ProjectFiles } from '../project/files.ts';
import { findingsOf, isShownIn } from './problems.ts';

/** Milliseconds between two looks at the disk, at least. */
const MIN_PAUSE = 200;

/** A look at the disk may take one part in this many of the time that passes, however large the project is. */
const LOOK_SHARE = 20;

/** The findings of one project, kept up to date with its files and with the unsaved texts that are being linted. */
export class ProjectIndex {
  readonly #root: string;
  #config = '';
  /** The project's files as they were at the last look, by path. */
  #stamps: ReadonlyMap<string, string> = new Map();
  #nextLook = 0;
  /** Linted texts that the disk does not have, until their file changes. */
  readonly #unsaved = new Map<string, string>();
  #findings: readonly Finding[] | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** What is to show in a file (relative to the root) whose text is this one. Nothing in a file that is not the project's. */
  findingsIn(file: string, text: string, config: Config): readonly Finding[] {
    this.#useConfig(config);
    if (performance.now() >= this.#nextLook || this.#hasChanged(file)) this.#look(config);
    if (!this.#stamps.has(file)) return [];
    this.#useText(file, text);
    this.#findings ??= this.#analyse(config);
    return this.#findings.filter((finding) => isShownIn(finding, file));
  }

  #useConfig(config: Config): void {
    const key = JSON.stringify(config);
    if (key === this.#config) return;
    this.#config = key;
    this.#findings = undefined;
    this.#nextLook = 0;
  }

  #hasChanged(file: string): boolean {
    const stamp = this.#stamps.get(file);
    return stamp !== undefined && stamp !== stampOf(path.join(this.#root, file));
  }

  #look({ includeTests }: Config): void {
    const start = performance.now();
    const before = this.#stamps;
    const { all } = new ProjectFiles(this.#root, { includeTests });
    this.#stamps = new Map(all.map(({ path: file }) => [file, stampOf(path.join(this.#root, file))]));
    for (const file of this.#unsaved.keys()) {
      if (this.#stamps.get(file) !== before.get(file)) this.#unsaved.delete(file);
    }
    if (!areSame(before, this.#stamps)) this.#findings = undefined;
    const end = performance.now();
    this.#nextLook = end + Math.max(MIN_PAUSE, (end - start) * LOOK_SHARE);
  }

  #useText(file: string, text: string): void {
    const saved = readText(path.join(this.#root, file));
    if (text === (this.#unsaved.get(file) ?? saved)) return;
    if (text === saved) this.#unsaved.delete(file);
    else this.#unsaved.set(file, text);
    this.#findings = undefined;
  }

  #analyse(config: Config): readonly Finding[] {
    const facts = collectFacts(this.#root, { config, overlay: this.#unsaved });
    return findingsOf(facts, config.strict);
  }
}

/** Changes whenever the file does; '' for a file that is gone. */
function stampOf(file: string): string {
  const status = lstatSync(file, { throwIfNoEntry: false });
  return status ? `${status.mtimeMs}:${status.size}` : '';
}

// ESLint hands over texts without a byte order mark.
function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function areSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([file, stamp]) => b.get(file) === stamp);
}
