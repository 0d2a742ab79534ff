/** What one look at a file's bytes tells of it, so that most files are looked at once and kept nowhere. */
import { hash as digest } from 'node:crypto';
import { isTooLong } from '../util/code-length.ts';
import { findImports, type ModuleImport } from '../util/module-imports.ts';
import { LineIndex } from '../util/span.ts';
import type { FileKind } from './file-kind.ts';
import { findCallInOtherLanguage } from './other-languages.ts';
import { isAboutZoom, isAboutZooming } from './zoom-words.ts';

/** What is known of one file. */
export interface FileLook {
  /** The file's times and size; undefined where they do not vouch for its content. */
  readonly stamp: Stamp | undefined;
  /** Of its bytes; '' for a file that is not read. */
  readonly hash: string;
  /** Its text may say something about Zoom. */
  readonly isHinted: boolean;
  /** It says no more than that something is zoomed, as maps and images are. */
  readonly isFaint?: true;
  /** It is too long to be parsed, and is not worth a word unless it speaks of Zoom itself. */
  readonly isBundle?: true;
  /** Of code. */
  readonly imports: readonly ModuleImport[];
  /** Why it is not read. */
  readonly problem?: string;
  /** Where it may call Zoom without our seeing what. */
  readonly blindSpot?: { readonly line: number; readonly column: number };
}

/** Changes whenever the file does. */
export type Stamp = readonly [mtimeMs: number, ctimeMs: number, size: number];

/** What stands in the text of a code file besides Zoom's own names if it is worth parsing. */
export type Hints = readonly string[];

/** Looks at the content of a file; what is known of the same content is not looked up again. */
export function lookAt(bytes: Buffer, kind: FileKind, hints: Hints, stamp?: Stamp, known?: FileLook): FileLook {
  const hash = hashOf(bytes);
  if (known?.hash === hash) return { ...known, stamp };
  const view = viewOf(bytes);
  switch (kind) {
    case 'code':
      return { stamp, hash, ...hintIn(view, hints, isTooLong(view) && isTooLong(decode(bytes))), imports: importsIn(view, isUtf16(bytes)) };
    case 'json':
      return { stamp, hash, isHinted: !view.startsWith(FACTS_START) && MANIFEST_WORDS.some(word => view.includes(word)), imports: [] };
    case 'other-language':
      return { stamp, hash, isHinted: false, imports: [], ...blindSpotIn(view.toLowerCase().includes('zoom') ? decode(bytes) : '') };
    default:
      return { stamp, hash, isHinted: true, imports: [] };
  }
}

/** What is known of a file that is not read; `problem` is for the user. */
export function unreadLook(problem: string | undefined, isBlindSpot: boolean): FileLook {
  const base = { stamp: undefined, hash: '', isHinted: false, imports: [] };
  return { ...base, ...(problem !== undefined && { problem }), ...(isBlindSpot && { blindSpot: { line: 1, column: 1 } }) };
}

/** The text of a file, without a byte order mark: editors and ESLint count columns without it. */
export function decode(bytes: Buffer): string {
  return withoutMark(bytes.toString(isUtf16(bytes) ? 'utf16le' : 'utf8'));
}

export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function hintIn(view: string, hints: Hints, isBundle: boolean): Pick<FileLook, 'isHinted' | 'isFaint' | 'isBundle'> {
  if (hints.some(hint => view.includes(viewOf(Buffer.from(hint))))) return { isHinted: true };
  const isHinted = isAboutZoom(view);
  if (isBundle) return { isHinted: isHinted && !isAboutZooming(view, true), isBundle };
  return isHinted && isAboutZooming(view) ? { isHinted, isFaint: true } : { isHinted };
}

/** Of bytes or a text. */
export function hashOf(content: Buffer | string): string {
  return digest('sha1', typeof content === 'string' ? encode(content) : content, 'base64url');
}

const encoder = new TextEncoder();
const encoded = new Uint8Array(128 * 1024);

/** The bytes of a text, good until the next one. Where each text is encoded into memory of its own, most of the time goes into getting that from the system. */
function encode(text: string): Uint8Array | string {
  // A character takes three bytes at most.
  if (text.length * 3 > encoded.length) return text;
  return encoded.subarray(0, encoder.encodeInto(text, encoded).written);
}

/** What a facts file begins with: it holds manifests, and is none. */
export const FACTS_START = '{\n "zoomScopesFacts": ';

const MANIFEST_WORDS = ['oauth_information', 's2s_oauth', 'meeting_sdk'];

/** The bytes as characters, one each: all that is searched for is ASCII, and decoding would cost more than the search. */
function viewOf(bytes: Buffer): string {
  return isUtf16(bytes) ? bytes.toString('utf16le') : bytes.toString('latin1');
}

function isUtf16(bytes: Buffer): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe;
}

const shared = { imports: new Map<string, ModuleImport>(), reexports: new Map<string, ModuleImport>() };

/** One object for all imports that say the same, since most are of a few modules. */
export function shareImport({ specifier, isReexport }: ModuleImport): ModuleImport {
  const known = isReexport ? shared.reexports : shared.imports;
  let found = known.get(specifier);
  if (!found) {
    // A part of a text keeps all of it in memory: what is kept is a copy.
    const copy = Buffer.from(specifier).toString();
    found = { specifier: copy, isReexport };
    known.set(copy, found);
  }
  return found;
}

function importsIn(view: string, isDecoded: boolean): readonly ModuleImport[] {
  return findImports(view).map(found => shareImport(isDecoded || !NOT_ASCII.test(found.specifier) ? found : { ...found, specifier: Buffer.from(found.specifier, 'latin1').toString() }));
}

const NOT_ASCII = /[^\0-\x7f]/;

function blindSpotIn(text: string): Pick<FileLook, 'blindSpot'> {
  const offset = findCallInOtherLanguage(text);
  return offset === undefined ? {} : { blindSpot: new LineIndex(text).at(offset) };
}
