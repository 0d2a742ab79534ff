/** Edits scopes that source code declares: elements of an array, words of a text or of an authorize URL. All around them stays as it is. */
import type { TextEdit } from '../util/text-edit.ts';

/** Where a scope's characters stand; `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

// A list in one text, plain or as the value of a query.
const SCOPE = String.raw`(?:[\w:.-]|%3A)`;
const SEPARATOR = String.raw`(?:[\s,;+]|%(?:20|2C|0A|0D|09))`;
const LIST_AFTER = new RegExp(`(?:${SCOPE}|${SEPARATOR})*`, 'iy');
const SEPARATORS_AFTER = new RegExp(`${SEPARATOR}+`, 'iy');
const SEPARATORS_BEFORE = new RegExp(`${SEPARATOR}+$`, 'i');
const NEXT_SCOPE = new RegExp(`${SEPARATOR}+${SCOPE}`, 'iy');

// An array of literals and names. After anything else, what looks like an element may be none.
const SPACE = String.raw`(?:\s|\/\/[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*`;
const STRING = String.raw`'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*"|` + '`(?:[^`\\\\$]|\\\\.)*`';
const NAME = String.raw`(?:\.\.\.)?[\w$]+(?:\.[\w$]+)*`;
const REST_OF_ARRAY = new RegExp(`${SPACE}(?:,${SPACE}(?:(?:${STRING}|${NAME})${SPACE})?)*\\]`, 'y');
const COMMA_AFTER = new RegExp(`${SPACE},`, 'y');
const REST_OF_LINE = /[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?:\r\n|\r|\n)/y;
const BLANKS_AFTER = /[ \t]*/y;

/** A bracket after a name reads a property, unless the name is one of these. */
const KEYWORD = /(?:^|[^\w$.])(?:await|case|default|else|in|of|return|typeof|yield)\s*$/;

/** No scope stands further than this from where its list begins; what is further is not looked at. */
const WINDOW = 4_000;

/** Takes a scope out of its list. No edits where it surely stands in none, as a text that is one scope does. */
export function removeScopeFromCode(text: string, scope: Stretch): readonly TextEdit[] {
  const list = findList(text, scope);
  if (list === undefined) return [];
  return [{ ...(list.kind === 'array' ? stretchOfElement(text, list.element) : stretchOfWord(text, scope)), text: '' }];
}

/** Puts these scopes in the place of one, written as it is. No edits where several need a list and there is none. */
export function replaceScopeInCode(text: string, scope: Stretch, names: readonly string[]): readonly TextEdit[] {
  const colon = /%3A/i.exec(text.slice(scope.start, scope.end))?.[0] ?? ':';
  const glue = names.length > 1 ? glueAt(text, scope) : '';
  return glue === undefined ? [] : [{ start: scope.start, end: scope.end, text: names.map((name) => name.replaceAll(':', colon)).join(glue) }];
}

/** The list that a scope surely stands in, by where it ends: of two scopes alike in one list, one is too many. */
export function listAround(text: string, scope: Stretch): number | undefined {
  return findList(text, scope)?.end;
}

/** `listAround` for the scopes of one text in their order: no list is looked through twice. */
export function listFinder(text: string): (scope: Stretch) => number | undefined {
  let run: Stretch | undefined;
  let array: Stretch | undefined;
  return (scope) => {
    if (!run || !isInside(scope, run)) run = { start: startOfRun(text, scope.start), end: endOfMatch(LIST_AFTER, text, scope.end) ?? scope.end };
    const list = findList(text, scope, run, array && isInside(scope, array) ? array.end : undefined);
    if (list?.kind === 'array') array = { start: list.element.start, end: list.end };
    return list?.end;
  };
}

function isInside({ start, end }: Stretch, outer: Stretch): boolean {
  return outer.start <= start && end <= outer.end;
}

/** `element`: the scope with its quotes. */
type List = { readonly kind: 'array'; readonly end: number; readonly element: Stretch } | { readonly kind: 'text'; readonly end: number };

/** `run`: the scopes and separators around, `arrayEnd`: where the array ends; looked for if they are not known. */
function findList(text: string, scope: Stretch, run?: Stretch, arrayEnd?: number): List | undefined {
  const { start, end } = run ?? { start: startOfRun(text, scope.start), end: endOfMatch(LIST_AFTER, text, scope.end) ?? scope.end };
  if (/\w/.test(text.slice(Math.max(start, scope.start - WINDOW), scope.start)) || /\w/.test(text.slice(scope.end, Math.min(end, scope.end + WINDOW)))) return { kind: 'text', end };
  const quote = text[start - 1] ?? '';
  return /['"`]/.test(quote) && text[end] === quote ? findArray(text, { start: start - 1, end: end + 1 }, arrayEnd) : undefined;
}

/** Where the scopes and separators before an offset begin. */
function startOfRun(text: string, offset: number): number {
  let start = offset;
  for (const least = Math.max(0, offset - WINDOW); start > least; start--) {
    const character = text[start - 1] ?? '';
    if (!/[\w:.\-\s,;+]/.test(character) && !(character === '%' && /^%(?:3A|2[0C]|0[AD9])/i.test(text.slice(start - 1, Math.min(start + 2, offset))))) break;
  }
  return start;
}

function findArray(text: string, element: Stretch, knownEnd?: number): List | undefined {
  const end = knownEnd ?? endOfMatch(REST_OF_ARRAY, text, element.end);
  const before = withoutSpace(textBefore(text, element.start));
  const isElement = before.endsWith(',') || (before.endsWith('[') && !readsProperty(before.slice(0, -1)));
  return end !== undefined && isElement ? { kind: 'array', end, element } : undefined;
}

/** Whether a bracket after this text reads a property: `scopes['meeting:read']`. */
function readsProperty(before: string): boolean {
  return /[\w$)\]'"`]\s*$/.test(before) && !KEYWORD.test(before);
}

/** Without the blanks and comments at its end. */
function withoutSpace(before: string): string {
  let text = before.trimEnd();
  for (;;) {
    const line = text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
    // A comment on the scope's own line would hold the scope as well.
    const isOwnLine = text.length === before.length || !/[\r\n]/.test(before.slice(text.length));
    const comment = text.endsWith('*/') ? text.length - text.lastIndexOf('/*') : isOwnLine ? 0 : (/(?:^|[,[])\s*(\/\/.*)$/.exec(line)?.[1]?.length ?? 0);
    if (comment === 0) return text;
    text = text.slice(0, -comment).trimEnd();
  }
}

/** An element with its comma, and with its line if it has one for itself. */
function stretchOfElement(text: string, { start, end }: Stretch): Stretch {
  const comma = endOfMatch(COMMA_AFTER, text, end);
  const lineEnd = endOfMatch(REST_OF_LINE, text, comma ?? end);
  const indent = /(?:^|[\r\n])([ \t]*)$/.exec(textBefore(text, start))?.[1];
  const separator = /\s*,\s*$/.exec(textBefore(text, start))?.[0];
  if (comma === undefined && separator !== undefined) return { start: start - separator.length, end };
  if (indent !== undefined && lineEnd !== undefined) return { start: start - indent.length, end: lineEnd };
  if (comma === undefined) return { start, end };
  if (lineEnd !== undefined && separator !== undefined) return { start: start - separator.length, end: comma - 1 };
  return { start, end: endOfMatch(BLANKS_AFTER, text, comma) ?? comma };
}

/** A word with what separates it from the next one, or from the one before if it is the last. */
function stretchOfWord(text: string, { start, end }: Stretch): Stretch {
  if (endOfMatch(NEXT_SCOPE, text, end) !== undefined) return { start, end: endOfMatch(SEPARATORS_AFTER, text, end) ?? end };
  return { start: start - (SEPARATORS_BEFORE.exec(textBefore(text, start))?.[0].length ?? 0), end };
}

/** What to write between two scopes in the place of one. */
function glueAt(text: string, scope: Stretch): string | undefined {
  const list = findList(text, scope);
  if (list?.kind === 'array') {
    const quote = text[list.element.start] ?? '';
    return `${quote}, ${quote}`;
  }
  if (list === undefined) return /[?&]scope=$/i.test(textBefore(text, scope.start)) ? '%20' : undefined;
  const after = endOfMatch(SEPARATORS_AFTER, text, scope.end);
  return SEPARATORS_BEFORE.exec(textBefore(text, scope.start))?.[0] ?? text.slice(scope.end, after);
}

function textBefore(text: string, offset: number): string {
  return text.slice(Math.max(0, offset - WINDOW), offset);
}

function endOfMatch(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
