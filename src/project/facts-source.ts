/** The facts of a workspace's packages, laid together: to the engine, files like any others. */
import path from 'node:path';
import { UserError } from '../util/user-error.ts';
import { hintsOf, type Config } from './config.ts';
import { Disk, type FileSource } from './disk.ts';
import { readFactsFile, toLook, type FactsEntry, type FactsFile, type FactsSettings } from './facts-file.ts';
import { fileKind } from './file-kind.ts';
import { hashOf, type FileLook } from './file-look.ts';
import type { Listing } from './list-paths.ts';
import { Workspace } from './workspace.ts';

/** A facts file that was read. */
export interface NamedFacts {
  /** As the user named it. */
  readonly file: string;
  readonly facts: FactsFile;
}

/** Where the facts of several packages come from. The order in which they are named makes no difference. */
export class FactsSource implements FileSource {
  readonly root: string;
  readonly name: string;
  readonly #entries = new Map<string, FactsEntry>();
  readonly #disk: Disk;

  /** `root`: the workspace's. Throws a UserError where facts are missing, stale, or contradict each other. */
  constructor(root: string, named: readonly NamedFacts[], config: Config, settings: FactsSettings) {
    this.root = path.resolve(root);
    this.#disk = new Disk(this.root, hintsOf(config));
    this.name = requireSame(named, ({ workspace }) => workspace, 'were made in another workspace') ?? path.basename(this.root);
    requireSame(named, ({ settings: own }) => own, 'were made under another configuration');
    for (const one of named) if (JSON.stringify(one.facts.settings) !== JSON.stringify(settings)) throw stale(one.file, one.facts, 'the configuration in force now reads files in another way');
    requireNeeds(named);
    for (const one of named) for (const entry of [...one.facts.files, ...one.facts.elsewhere]) this.#add(entry, one);
    this.#requireFresh(named);
  }

  list(): Listing {
    return { paths: [...this.#entries.keys()].sort(), unreadable: [] };
  }

  mayHaveOtherPaths(): boolean {
    return false;
  }

  look(file: string): FileLook | undefined {
    const entry = this.#entries.get(file);
    return entry && toLook(entry);
  }

  read(file: string): Buffer | undefined {
    const entry = this.#entries.get(file);
    if (entry?.text !== undefined) return Buffer.from(entry.text);
    const bytes = entry && this.#disk.read(file);
    if (entry && (!bytes || hashOf(bytes) !== entry.hash)) {
      throw new UserError(`${file}: The calls depend on this file, whose text the facts do not hold.`, 'Check where the files of the workspace are.');
    }
    return bytes;
  }

  #add(entry: FactsEntry, { file, facts }: NamedFacts): void {
    const known = this.#entries.get(entry.path);
    if (known && known.hash !== entry.hash) throw stale(file, facts, `${entry.path} is another one elsewhere in the facts`);
    this.#entries.set(entry.path, known?.text === undefined ? entry : known);
  }

  /** Compares the facts with the files, as far as these are there. */
  #requireFresh(named: readonly NamedFacts[]): void {
    const [first] = named;
    if (!first) return;
    const workspace = new Workspace(this.#disk, first.facts.settings.includeTests);
    const covered = new Set<string>();
    for (const one of named) {
      const there = workspace.filesOf(one.facts.folder);
      for (const file of there) covered.add(file);
      if (this.#isThere(one.facts)) this.#requireSameFiles(one, there);
    }
    if (!named.some(({ facts }) => this.#isThere(facts))) return;
    for (const file of workspace.paths) if (!covered.has(file) && this.#speaksOfZoom(file)) throw missing(workspace.packageOf(file), `${file} speaks of Zoom`);
  }

  #isThere({ files }: FactsFile): boolean {
    return files.some(({ path: file }) => this.#disk.stampOf(file) !== undefined);
  }

  #requireSameFiles({ file: name, facts }: NamedFacts, there: readonly string[]): void {
    const known = new Set(facts.files.map(({ path: file }) => file));
    for (const file of there) {
      if (known.has(file)) continue;
      const look = this.#disk.look(file, fileKind(file));
      if (look && (fileKind(file) !== 'json' || look.isHinted)) throw stale(name, facts, `${file} is new`);
    }
    for (const { path: file, hash } of [...facts.files, ...facts.elsewhere]) {
      if (this.#disk.look(file, fileKind(file))?.hash !== hash) throw stale(name, facts, `${file} has changed`);
    }
  }

  #speaksOfZoom(file: string): boolean {
    const kind = fileKind(file);
    const look = this.#disk.look(file, kind);
    if (kind === 'env') return /zoom/i.test(this.#disk.read(file)?.toString() ?? '');
    return look?.isHinted === true || look?.blindSpot !== undefined || (kind === 'code' && look !== undefined && /zoom/i.test(file));
  }
}

/** Reads facts files. */
export function readAllFacts(files: readonly string[]): readonly NamedFacts[] {
  return files.map(file => ({ file, facts: readFactsFile(file) }));
}

function requireNeeds(named: readonly NamedFacts[]): void {
  const folders = new Set(named.map(({ facts }) => facts.folder));
  for (const { facts } of named) {
    for (const folder of facts.needs) if (!folders.has(folder)) throw missing(folder, `${facts.folder || 'the root'} imports it`);
  }
}

/** What all have; undefined where there are none. */
function requireSame<Value>(named: readonly NamedFacts[], of: (facts: FactsFile) => Value, what: string): Value | undefined {
  const [first, ...others] = named;
  if (!first) return undefined;
  const value = of(first.facts);
  const other = others.find(({ facts }) => JSON.stringify(of(facts)) !== JSON.stringify(value));
  if (other) throw new UserError(`${other.file}: These facts ${what} than those of ${first.file}.`, 'Scan all packages in the same way.');
  return value;
}

function missing(folder: string, why: string): UserError {
  return new UserError(`There are no facts of ${folder || "the workspace's own files"}, and ${why}.`, `Scan it too, and name its facts as well: zoom-scopes scan ${folder || '.'} --out <file>`);
}

function stale(file: string, { folder }: FactsFile, why: string): UserError {
  return new UserError(`${file}: The facts are stale: ${why}.`, `Scan the package again: zoom-scopes scan ${folder || '.'} --out ${file}`);
}
