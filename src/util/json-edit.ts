/** Puts entries into JSON arrays and objects and takes them out, in the style of those around them. */
import type { Node } from 'jsonc-parser';
import type { TextEdit } from './text-edit.ts';

/** How a document is laid out. */
export interface JsonStyle {
  readonly eol: string;
  /** One step of indentation. */
  readonly indent: string;
  /** What follows a colon, and a comma within a line. */
  readonly blank: string;
  /** The document is one line. */
  readonly oneLine: boolean;
}

/** The text of an entry. `indent`: that of the line it begins; null where it shares a line with others. */
export type WriteEntry = (indent: string | null) => string;

type Range = Omit<TextEdit, 'text'>;

// The lookaheads keep a comment from ending early, at a comma inside it, and from going on into the next one.
const COMMA = /(?:\s|\/\/[^\r\n]*(?=[\r\n])|\/\*(?:(?!\*\/)[\s\S])*\*\/)*,/y;
/** A comma and comments, up to the end of the line. */
const REST_OF_LINE = /(?:[ \t,]|\/\*(?:(?!\*\/)[^\r\n])*\*\/)*(?:\/\/[^\r\n]*)?(?=[\r\n]|$)/y;
const LINE_BREAK = /\r\n|\r|\n/y;
const BLANKS = /[ \t]*/y;

/** Reads the style off a document; two blanks where it shows no indentation. */
export function styleOf(text: string): JsonStyle {
  return {
    eol: /\r\n|\r|\n/.exec(text)?.[0] ?? '\n',
    indent: /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ',
    blank: /"\s*:\S/.test(text) ? '' : ' ',
    oneLine: !/[\r\n]/.test(text.trim()),
  };
}

/** Takes out the entry with this index. A comment behind it on its line goes with it, one on a line of its own stays. */
export function removeEntry(text: string, container: Node, index: number): readonly TextEdit[] {
  const entries = container.children ?? [];
  const entry = entries[index];
  if (!entry) return [];
  const comma = commaAfter(text, endOf(entry));
  const inside = { start: container.offset + 1, end: endOf(container) - 1 };
  const rest = text.slice(inside.start, entry.offset) + text.slice(endOf(entry), inside.end);
  if (/^\s*,?\s*$/.test(rest)) return [{ ...inside, text: '' }];
  const lines = linesOf(text, entry, comma);
  if (comma !== undefined) {
    const stretches = lines ? [lines] : shareOfLine(text, entry, comma, index === 0);
    return stretches.map((stretch) => ({ ...stretch, text: '' }));
  }
  const previous = entries[index - 1];
  const separator = previous && commaAfter(text, endOf(previous));
  if (separator === undefined) return [{ ...(lines ?? rangeOf(entry)), text: '' }];
  // Blanks go back to the comma only: behind a line comment they hold the line break that ends it.
  const start = isBlank(text, separator + 1, entry.offset) ? separator + 1 : entry.offset;
  return [{ start: separator, end: separator + 1, text: '' }, { ...(lines ?? { start, end: endOf(entry) }), text: '' }];
}

/** Puts an entry in front of the one with this index, or at the end. */
export function insertEntry(text: string, container: Node, index: number, write: WriteEntry, style: JsonStyle): readonly TextEdit[] {
  const entries = container.children ?? [];
  const previous = entries[index - 1];
  const model = previous ?? entries[0];
  if (!model) return insertOnly(text, container, write, style);
  const start = previous ? endOf(previous) : container.offset + 1;
  const comma = previous && commaAfter(text, start);
  const indent = indentOf(text, model);
  const lineEnd = matchEnd(REST_OF_LINE, text, start);
  if (indent !== undefined && lineEnd !== undefined && (comma ?? start) <= lineEnd) {
    const line = `${style.eol}${indent}${write(indent)}`;
    if (previous && comma === undefined) return [insertion(start, ','), insertion(lineEnd, line)];
    return [insertion(lineEnd, `${line},`)];
  }
  const gap = gapOf(text, entries) ?? style.blank;
  if (!previous) return [insertion(model.offset, `${write(null)},${gap}`)];
  return [comma === undefined ? insertion(start, `,${gap}${write(null)}`) : insertion(comma + 1, `${gap}${write(null)},`)];
}

function insertOnly(text: string, container: Node, write: WriteEntry, style: JsonStyle): readonly TextEdit[] {
  const start = container.offset + 1;
  const end = endOf(container) - 1;
  const inside = text.slice(start, end);
  const outer = /^[ \t]*/.exec(text.slice(lineStart(text, container.offset)))?.[0] ?? '';
  const indent = outer + style.indent;
  if (inside.trim() === '') {
    const padding = container.type === 'object' ? style.blank : '';
    const entry = style.oneLine ? `${padding}${write(null)}${padding}` : `${style.eol}${indent}${write(indent)}${style.eol}${outer}`;
    return [{ start, end, text: entry }];
  }
  const at = start + inside.trimEnd().length;
  return [insertion(at, /[\r\n]/.test(inside) ? `${style.eol}${indent}${write(indent)}` : `${style.blank}${write(null)}`)];
}

/** All lines of an entry that has them for itself. */
function linesOf(text: string, entry: Node, comma: number | undefined): Range | undefined {
  const lineEnd = matchEnd(REST_OF_LINE, text, endOf(entry));
  if (indentOf(text, entry) === undefined || lineEnd === undefined || (comma ?? 0) > lineEnd) return undefined;
  return { start: lineStart(text, entry.offset), end: matchEnd(LINE_BREAK, text, lineEnd) ?? lineEnd };
}

/** An entry, its comma, and the blanks that set it off from what stands beside it. */
function shareOfLine(text: string, entry: Node, comma: number, isFirst: boolean): readonly Range[] {
  if (!isBlank(text, endOf(entry), comma)) return [rangeOf(entry), { start: comma, end: comma + 1 }];
  if (isFirst || indentOf(text, entry) !== undefined) return [{ start: entry.offset, end: matchEnd(BLANKS, text, comma + 1) ?? comma + 1 }];
  return [{ start: entry.offset - (/[ \t]*$/.exec(text.slice(0, entry.offset))?.[0].length ?? 0), end: comma + 1 }];
}

/** The indentation of an entry that begins its line. */
function indentOf(text: string, entry: Node): string | undefined {
  return /^[ \t]*$/.exec(text.slice(lineStart(text, entry.offset), entry.offset))?.[0];
}

/** The blanks between the last two entries; undefined where a comment stands there, or with fewer entries. */
function gapOf(text: string, entries: readonly Node[]): string | undefined {
  const [before, last] = entries.slice(-2);
  return before && last && /^\s*,(\s*)$/.exec(text.slice(endOf(before), last.offset))?.[1];
}

function commaAfter(text: string, offset: number): number | undefined {
  const end = matchEnd(COMMA, text, offset);
  return end === undefined ? undefined : end - 1;
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function isBlank(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function rangeOf(node: Node): Range {
  return { start: node.offset, end: endOf(node) };
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

function matchEnd(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
