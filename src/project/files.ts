/** The files of a project: which there are, which may say something about Zoom, and their text. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { BlindSpot, Diagnostic } from '../analysis/facts.ts';
import { toPosix } from '../util/paths.ts';
import { LineIndex } from '../util/span.ts';
import { toComponentCode } from './component-code.ts';
import { isComponent } from './component-scripts.ts';
import { isForeign, isTest } from './ignored.ts';
import { causeOf, listPaths } from './list-paths.ts';
import { findCallInOtherLanguage, isOtherLanguage } from './other-languages.ts';
import { packageName } from './packages.ts';

/** What a file is read as. */
export type FileKind = 'code' | 'json' | 'env' | 'other-language' | 'other';

/** One file that belongs to the project; `path` is relative to the root, with forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly kind: FileKind;
}

/** What to list and read. */
export interface FileOptions {
  /** Unsaved texts by project-relative path; they stand in for what the disk has. */
  readonly overlay?: ReadonlyMap<string, string>;
  /** Test code is left out unless this is set. */
  readonly includeTests?: boolean;
  /** Texts that make a code file worth parsing besides Zoom's own names, such as a configured wrapper or base URL. */
  readonly hints?: readonly string[];
}

/** Above this a file is generated or data, and its text costs more than it can say. */
const MAX_BYTES = 5 * 1024 * 1024;

/** What too large a file is searched for: a bundle has words like `zoomIn` anyway. */
const HOSTS = ['zoom.us', 'zoomgov.com', '@zoom/'];

/** A project that is all about Zoom need not say so in each file; above this many it is no small project any more. */
const MAX_FILES_BY_NAME = 2_000;

const CODE = /\.([cm]?[jt]sx?|gs|vue|svelte|astro)$/i;
const ENV = /(^|\/)\.env[^/]*$/i;

/** Zoom's name, and scopes that stand in a file of their own. */
const CODE_HINT = /zoom|\b(?:meeting|webinar|recording|imchat):(?:read|write|bot)\b/i;
const MANIFEST_HINT = /oauth_information|s2s_oauth|meeting_sdk/;

/** What kind of file a path names. */
export function fileKind(file: string): FileKind {
  if (CODE.test(file)) return 'code';
  if (/\.jsonc?$/i.test(file)) return 'json';
  if (ENV.test(file)) return 'env';
  return isOtherLanguage(file) ? 'other-language' : 'other';
}

/** The files under one root. Paths are listed once, texts are read when asked for. */
export class ProjectFiles {
  /** Absolute. */
  readonly root: string;
  /** All files that are read or searched, sorted. */
  readonly all: readonly ProjectFile[];
  readonly #paths: ReadonlySet<string>;
  readonly #overlay: ReadonlyMap<string, string>;
  readonly #hints: readonly string[];
  readonly #texts = new Map<string, string | undefined>();
  readonly #componentCode = new Map<string, string>();
  readonly #diagnostics = new Map<string, Diagnostic>();
  readonly #unread = new Set<string>();

  constructor(root: string, options: FileOptions = {}) {
    this.root = path.resolve(root);
    this.#overlay = options.overlay ?? new Map();
    this.#hints = options.hints ?? [];
    const listing = listPaths(this.root);
    for (const { path: folder, cause } of listing.unreadable) {
      this.#report(folder || '.', `Cannot read this folder: ${cause}.`);
      this.#unread.add(folder || '.');
    }
    this.all = [...new Set([...listing.paths, ...this.#overlay.keys()])]
      .filter(file => !isForeign(file) && (options.includeTests === true || !isTest(file)))
      .sort()
      .map(file => ({ path: file, kind: fileKind(file) }))
      .filter(file => file.kind !== 'other');
    this.#paths = new Set(this.all.map(file => file.path));
  }

  /** What could not be read so far, sorted by path. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics.values()].sort((a, b) => (a.place.file < b.place.file ? -1 : 1));
  }

  /** What may call Zoom unseen: files that could not be read, so far, and code in other languages. */
  get blindSpots(): readonly BlindSpot[] {
    const inOtherLanguages = [...this.#callsInOtherLanguages()];
    const unread = this.diagnostics.filter(({ place }) => this.#unread.has(place.file));
    return [...unread.map(({ place }) => ({ place, kind: 'unread' }) as const), ...inOtherLanguages];
  }

  /** Whether the project has the file. */
  has(file: string): boolean {
    return this.#paths.has(file);
  }

  /** The text without a byte order mark; undefined for a file that is not the project's or cannot be read. */
  read(file: string): string | undefined {
    if (!this.#paths.has(file)) return undefined;
    if (!this.#texts.has(file)) this.#texts.set(file, this.#load(file));
    return this.#texts.get(file);
  }

  /** The text to parse: of a single-file component only the scripts, at their places. */
  readCode(file: string): string | undefined {
    const text = this.read(file);
    if (text === undefined || !isComponent(file)) return text;
    let code = this.#componentCode.get(file);
    if (code === undefined) this.#componentCode.set(file, (code = this.#parseComponent(file, text)));
    return code;
  }

  /** The files of a kind whose path or text may say something about Zoom. */
  hinted(kind: FileKind): readonly string[] {
    const files = this.all.filter(file => file.kind === kind);
    if (kind === 'env') return files.map(file => file.path);
    const everything = kind === 'code' && files.length <= MAX_FILES_BY_NAME && this.#isNamedAfterZoom();
    return files.filter(file => everything || this.#isHinted(file)).map(file => file.path);
  }

  #isHinted({ path: file, kind }: ProjectFile): boolean {
    if (kind === 'code' && /zoom/i.test(file)) return true;
    const known = this.#texts.has(file);
    const text = this.read(file);
    const hinted =
      text !== undefined &&
      (kind === 'json' ? MANIFEST_HINT.test(text) : CODE_HINT.test(text) || this.#hints.some(hint => text.includes(hint)));
    // Most files of a large project are looked at once only.
    if (!hinted && !known) this.#texts.delete(file);
    return hinted;
  }

  #isNamedAfterZoom(): boolean {
    return /zoom/i.test(path.basename(this.root)) || /zoom/i.test(packageName(this.read('package.json') ?? '') ?? '');
  }

  *#callsInOtherLanguages(): Iterable<BlindSpot> {
    for (const { path: file, kind } of this.all) {
      const text = kind === 'other-language' ? this.#load(file) : undefined;
      const offset = text === undefined ? undefined : findCallInOtherLanguage(text);
      if (text !== undefined && offset !== undefined) yield { place: { file, ...new LineIndex(text).at(offset) }, kind: 'other-language' };
    }
  }

  #load(file: string): string | undefined {
    const unsaved = this.#overlay.get(file);
    if (unsaved !== undefined) return withoutMark(unsaved);
    const absolute = path.join(this.root, file);
    try {
      const size = statSync(absolute).size;
      if (size <= MAX_BYTES) return decode(readFileSync(absolute));
      this.#skip(file, absolute);
    } catch (error) {
      this.#report(file, `Cannot read this file: ${causeOf(error)}.`);
      if (mayCall(fileKind(file))) this.#unread.add(file);
    }
    return undefined;
  }

  #skip(file: string, absolute: string): void {
    const kind = fileKind(file);
    if (!mayCall(kind)) return;
    const bytes = readFileSync(absolute);
    const hinted = HOSTS.some(host => bytes.includes(host));
    if (hinted) this.#unread.add(file);
    if (hinted || kind === 'code') this.#report(file, `Skipped: the file is larger than ${MAX_BYTES / 1024 / 1024} MB.`);
  }

  #parseComponent(file: string, text: string): string {
    const { code, problem } = toComponentCode(file, text);
    if (problem) {
      const message = `This component does not parse, so calls in it may not be seen: ${problem.cause}.`;
      this.#report(file, message, new LineIndex(text).at(problem.offset));
      this.#unread.add(file);
    }
    return code;
  }

  #report(file: string, message: string, { line, column } = { line: 1, column: 1 }): void {
    this.#diagnostics.set(file, { place: { file: toPosix(file), line, column }, message });
  }
}

function mayCall(kind: FileKind): boolean {
  return kind === 'code' || kind === 'other-language';
}

function decode(bytes: Buffer): string {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return withoutMark(bytes.toString(utf16 ? 'utf16le' : 'utf8'));
}

// Editors and ESLint count columns without the mark.
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
