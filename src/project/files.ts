/** The files of a project: which there are, which may say something about Zoom, and their text. */
import path from 'node:path';
import type { BlindSpot, Diagnostic } from '../analysis/facts.ts';
import { toPosix } from '../util/paths.ts';
import { isSameList } from '../util/same-list.ts';
import { LineIndex } from '../util/span.ts';
import { toComponentCode } from './component-code.ts';
import { isComponent } from './component-scripts.ts';
import { Disk, type FileSource } from './disk.ts';
import { fileKind, mayCall } from './file-kind.ts';
import { decode, hashOf, lookAt, unreadLook, withoutMark, type FileLook, type Hints } from './file-look.ts';
import type { Listing } from './list-paths.ts';
import { packageName } from './packages.ts';
import { projectPaths, type ProjectFile } from './project-paths.ts';
import { ABOUT_ZOOM, saysSame, Survey } from './survey.ts';

/** What to list and read. */
export interface FileOptions {
  /** Unsaved texts by project-relative path; they stand in for what the disk has. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** Test code is left out unless this is set. */
  readonly includeTests?: boolean;
  /** Texts that make a code file worth parsing besides Zoom's own names, such as a configured wrapper or base URL. */
  readonly hints?: Hints;
  /** What an earlier process knew of the files. */
  readonly known?: ReadonlyMap<string, FileLook>;
  /** Where the files come from, if not from the folder. */
  readonly source?: FileSource;
}

/** The files under one root. They are listed and looked at once, and again when asked to; texts are read when asked for. */
export class ProjectFiles {
  /** Absolute. */
  readonly root: string;
  readonly #source: FileSource;
  readonly #hints: Hints;
  readonly #includeTests: boolean;
  readonly #unsaved = new Map<string, UnsavedText>();
  readonly #texts = new Map<string, string | undefined>();
  readonly #components = new Map<string, ReadComponent>();
  #listing: Listing;
  /** What is listed, if it is there. */
  #listed: readonly ProjectFile[];
  #all: readonly ProjectFile[] = [];
  #looks: Map<string, FileLook>;
  #survey: Survey | undefined;

  constructor(root: string, options: FileOptions = {}) {
    this.root = path.resolve(root);
    this.#hints = options.hints ?? [];
    this.#includeTests = options.includeTests === true;
    this.#source = options.source ?? new Disk(this.root, this.#hints);
    for (const [file, text] of options.overlay ?? []) {
      this.#unsaved.set(file, { text: withoutMark(text), saved: this.#source.look(file, fileKind(file), options.known?.get(file)) });
    }
    this.#listing = this.#source.list();
    this.#listed = this.#toListed();
    this.#looks = new Map(options.known);
    this.#lookAtAll();
  }

  /** The root folder's name. */
  get name(): string {
    return this.#source.name;
  }

  /** All files that are read or searched, sorted. The same list as long as no file comes or goes. */
  get all(): readonly ProjectFile[] {
    return this.#all;
  }

  /** What is known of each file. */
  get looks(): ReadonlyMap<string, FileLook> {
    return this.#looks;
  }

  /** What the looks come to: the same object as long as none says anything else, whatever happens to the texts. */
  get survey(): Survey {
    return (this.#survey ??= new Survey(this.#all, file => this.#looks.get(file), () => this.#isNamedAfterZoom()));
  }

  /** Whether a text that the disk does not have stands in for a file's; for any file's if none is named. */
  hasUnsaved(file?: string): boolean {
    return file === undefined ? this.#unsaved.size > 0 : this.#unsaved.has(file);
  }

  /** Whether the disk has of a file what was seen there last; of others than the project's nothing was. */
  isAsSeen(file: string): boolean {
    const seen = this.#seen(file);
    return seen === undefined || this.#source.look(file, fileKind(file), seen)?.hash === seen.hash;
  }

  /** Whether the project has the file. */
  has(file: string): boolean {
    return this.#looks.has(file);
  }

  /** Changes with the content of a file; undefined for a file that is not the project's. */
  hash(file: string): string | undefined {
    return this.#looks.get(file)?.hash;
  }

  /** The text without a byte order mark; undefined for a file that is not the project's or cannot be read. */
  read(file: string): string | undefined {
    const look = this.#looks.get(file);
    if (!look || look.hash === '') return undefined;
    if (!this.#texts.has(file)) this.#texts.set(file, this.#unsaved.get(file)?.text ?? this.#load(file, look));
    return this.#texts.get(file);
  }

  /** Lets go of the texts that were read; they are read again when they are asked for. */
  forgetTexts(): void {
    this.#texts.clear();
    this.#components.clear();
  }

  /** The text to parse: of a single-file component only the scripts, at their places. */
  readCode(file: string): string | undefined {
    const text = this.read(file);
    return text === undefined || !isComponent(file) ? text : this.#component(file, text).code;
  }

  /** Looks at the files again. Whether anything has changed. */
  refresh(): boolean {
    if (this.#source.mayHaveOtherPaths()) {
      this.#listing = this.#source.list();
      this.#listed = this.#toListed();
    }
    return this.#lookAtAll();
  }

  /** Takes a text for that of a file; undefined for what the disk has. */
  setText(file: string, text: string | undefined): void {
    const kind = fileKind(file);
    const saved = this.#source.look(file, kind, this.#seen(file));
    if (text === undefined || this.#isSaved(file, text, saved)) this.#unsaved.delete(file);
    else this.#unsaved.set(file, { text: withoutMark(text), saved });
    const look = this.#looks.has(file) ? this.#lookAt({ path: file, kind }, this.#looks.get(file)) : undefined;
    this.#texts.delete(file);
    if (look) this.#keep(file, look);
    else {
      this.#listed = this.#toListed();
      this.#lookAtAll();
    }
  }

  /** What could not be read, of all files, and of the components among these. Sorted by path. */
  diagnosticsOf(readFiles: Iterable<string>): readonly Diagnostic[] {
    const folders = this.#listing.unreadable.map(({ path: folder, cause }) => toDiagnostic(folder || '.', `Cannot read this folder: ${cause}.`));
    const files = this.survey.troubled.flatMap(([file, { problem }]) => (problem === undefined ? [] : toDiagnostic(file, problem)));
    return [...folders, ...files, ...this.#componentProblems(readFiles)].sort((a, b) => (a.place.file < b.place.file ? -1 : 1));
  }

  /** What may call Zoom unseen: what could not be read, the components among these with flaws, and code in other languages. */
  blindSpotsOf(readFiles: Iterable<string>): readonly BlindSpot[] {
    const unread = [
      ...this.#listing.unreadable.map(({ path: folder }) => ({ file: folder || '.', line: 1, column: 1 })),
      ...this.#componentProblems(readFiles).map(({ place }) => place),
    ].map(place => ({ place, kind: 'unread' }) as const);
    const inFiles = this.survey.troubled.flatMap(([file, { blindSpot, problem }]): readonly BlindSpot[] =>
      blindSpot ? [{ place: { file, ...blindSpot }, kind: problem === undefined ? 'other-language' : 'unread' }] : [],
    );
    return [...unread, ...inFiles];
  }

  #isNamedAfterZoom(): boolean {
    return ABOUT_ZOOM.test(this.name) || ABOUT_ZOOM.test(packageName(this.read('package.json') ?? '') ?? '');
  }

  #lookAtAll(): boolean {
    const before = this.#looks;
    this.#looks = new Map();
    let hasChanged = false;
    for (const file of this.#listed) {
      const known = before.get(file.path);
      const look = this.#lookAt(file, known);
      if (look) this.#keep(file.path, look, known);
      if (look?.hash === known?.hash && look?.problem === known?.problem) continue;
      this.#texts.delete(file.path);
      hasChanged = true;
    }
    const all = this.#listed.filter(({ path: file }) => this.#looks.has(file));
    const isSame = isSameList(all.map(file => file.path), this.#all.map(file => file.path));
    if (!isSame) {
      this.#all = all;
      this.#survey = undefined;
    }
    return hasChanged || !isSame;
  }

  #keep(file: string, look: FileLook, before = this.#looks.get(file)): void {
    this.#looks.set(file, look);
    const mayBeNamedAnew = file === 'package.json' && look.hash !== before?.hash;
    if (mayBeNamedAnew || !saysSame(look, before)) this.#survey = undefined;
  }

  // An unsaved text counts as long as the disk has what it had when the text was made.
  #lookAt({ path: file, kind }: ProjectFile, known: FileLook | undefined): FileLook | undefined {
    const unsaved = this.#unsaved.get(file);
    const saved = this.#source.look(file, kind, unsaved ? unsaved.saved : known);
    if (!unsaved) return saved;
    if (saved?.hash === unsaved.saved?.hash) return lookAt(Buffer.from(unsaved.text), kind, this.#hints, undefined, known);
    this.#unsaved.delete(file);
    return saved;
  }

  /** What was seen of a file on the disk last. */
  #seen(file: string): FileLook | undefined {
    const unsaved = this.#unsaved.get(file);
    return unsaved ? unsaved.saved : this.#looks.get(file);
  }

  #isSaved(file: string, text: string, saved: FileLook | undefined): boolean {
    if (saved === undefined || saved.hash === hashOf(text)) return saved !== undefined;
    const bytes = this.#source.read(file);
    return bytes !== undefined && decode(bytes) === withoutMark(text);
  }

  #toListed(): readonly ProjectFile[] {
    const paths = this.#unsaved.size === 0 ? this.#listing.paths : [...new Set([...this.#listing.paths, ...this.#unsaved.keys()])].sort();
    return projectPaths(paths, this.#includeTests);
  }

  // The file may have changed since it was looked at: what is read is what counts.
  #load(file: string, look: FileLook): string | undefined {
    const bytes = this.#source.read(file);
    const kind = fileKind(file);
    const now = bytes ? lookAt(bytes, kind, this.#hints, undefined, look) : unreadLook('Cannot read this file: it is gone.', mayCall(kind));
    if (now.hash !== look.hash) this.#keep(file, now);
    return bytes && decode(bytes);
  }

  #component(file: string, text: string): ReadComponent {
    const known = this.#components.get(file);
    if (known?.text === text) return known;
    const component = { text, ...toComponentCode(file, text) };
    this.#components.set(file, component);
    return component;
  }

  #componentProblems(readFiles: Iterable<string>): readonly Diagnostic[] {
    return [...readFiles].filter(isComponent).flatMap(file => {
      const text = this.read(file);
      const problem = text === undefined ? undefined : this.#component(file, text).problem;
      if (text === undefined || !problem) return [];
      return toDiagnostic(file, `This component does not parse, so calls in it may not be seen: ${problem.cause}.`, new LineIndex(text).at(problem.offset));
    });
  }
}

/** A text that the disk does not have, and what the disk had when it was made; undefined for a file that is not there yet. */
interface UnsavedText {
  readonly text: string;
  readonly saved: FileLook | undefined;
}

interface ReadComponent extends ReturnType<typeof toComponentCode> {
  readonly text: string;
}

function toDiagnostic(file: string, message: string, { line, column } = { line: 1, column: 1 }): Diagnostic {
  return { place: { file: toPosix(file), line, column }, message };
}
