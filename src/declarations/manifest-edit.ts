/** Edits the list of scopes in a manifest's text; everything outside the list stays as it is. */
import { getNodeValue, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { insertEntry, removeEntry, styleOf, type JsonStyle, type WriteEntry } from '../util/json-edit.ts';
import type { TextEdit } from '../util/text-edit.ts';
import { at, outlineManifest, type ManifestOutline } from './manifest.ts';

export { applyEdits, type TextEdit } from '../util/text-edit.ts';

/** What a new entry says besides its name. */
export interface AddOptions {
  /** The user may decline it; false if absent. */
  readonly optional?: boolean;
}

/** Takes out the entry that an offset lies in, such as the start of a declaration's span. No edits where there is none. */
export function removeScope(text: string, offset: number): readonly TextEdit[] {
  const { scopes } = parse(text) ?? {};
  const index = indexAt(scopes, offset);
  return scopes && index >= 0 ? removeEntry(text, scopes, index) : [];
}

/** Renames the scope at an offset; the entry stays where it is, optional or not as it was. */
export function replaceScope(text: string, offset: number, scope: string): readonly TextEdit[] {
  const { scopes } = parse(text) ?? {};
  const entry = entriesOf(scopes)[indexAt(scopes, offset)];
  const name = entry && nameOf(entry);
  return name ? [{ ...rangeOf(name), text: JSON.stringify(scope) }] : [];
}

/** Adds an entry that looks like its neighbours: where it belongs in a list that is sorted, else at the end. */
export function addScope(text: string, scope: string, { optional = false }: AddOptions = {}): readonly TextEdit[] {
  const outline = parse(text);
  if (!outline?.scopesOwner) return [];
  const { scopes, scopesOwner } = outline;
  const style = styleOf(text);
  const written = { scope, optional };
  if (scopes?.type === 'array') {
    const index = placeFor(scope, scopes);
    const neighbour = entriesOf(scopes)[index - 1] ?? entriesOf(scopes)[0];
    return insertEntry(text, scopes, index, writeLike(neighbour, written, text) ?? writeNew(outline, written, style), style);
  }
  const list = writeList(writeNew(outline, written, style), style);
  if (scopes) return [{ ...rangeOf(scopes), text: list(indentAt(text, scopes.offset)) }];
  const property: WriteEntry = (indent) => `"scopes":${style.blank}${list(indent)}`;
  return insertEntry(text, scopesOwner, scopesOwner.children?.length ?? 0, property, style);
}

/** Whether the entries stand in the order of their names. */
export function isSorted(text: string): boolean {
  return inOrder(namesIn(parse(text)?.scopes));
}

interface Entry {
  readonly scope: string;
  readonly optional: boolean;
}

function parse(text: string): ManifestOutline | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  return tree && errors.length === 0 ? outlineManifest(tree) : undefined;
}

function indexAt(scopes: Node | undefined, offset: number): number {
  return entriesOf(scopes).findIndex((entry) => offset >= entry.offset && offset < entry.offset + entry.length);
}

function entriesOf(scopes: Node | undefined): readonly Node[] {
  return scopes?.type === 'array' ? (scopes.children ?? []) : [];
}

function nameOf(entry: Node): Node | undefined {
  const name = entry.type === 'object' ? at(entry, 'scope') : entry;
  return name?.type === 'string' ? name : undefined;
}

function namesIn(scopes: Node | undefined): readonly string[] {
  return entriesOf(scopes).map((entry) => {
    const name = nameOf(entry);
    return name ? String(getNodeValue(name)) : '';
  });
}

function inOrder(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name);
}

function placeFor(scope: string, scopes: Node): number {
  const names = namesIn(scopes);
  const following = names.length > 1 && inOrder(names) ? names.findIndex((name) => name > scope) : -1;
  return following < 0 ? names.length : following;
}

/** The neighbour's text with another name; undefined where that says more than a name and whether it is optional. */
function writeLike(neighbour: Node | undefined, { scope, optional }: Entry, text: string): WriteEntry | undefined {
  if (!neighbour) return undefined;
  if (neighbour.type === 'string') return optional ? undefined : () => JSON.stringify(scope);
  const name = nameOf(neighbour);
  const keys = (neighbour.children ?? []).map((property): unknown => property.children?.[0]?.value);
  const option = at(neighbour, 'optional');
  const says = keys.join() === 'scope' || [...keys].sort().join() === 'optional,scope';
  if (!name || !says || (optional && !option)) return undefined;
  const values = [{ node: name, written: JSON.stringify(scope) }];
  if (option) values.push({ node: option, written: option.type === 'string' ? `"${optional}"` : `${optional}` });
  const copy = values
    .toSorted((a, b) => b.node.offset - a.node.offset)
    .reduce((copied, { node, written }) => {
      const start = node.offset - neighbour.offset;
      return copied.slice(0, start) + written + copied.slice(start + node.length);
    }, text.slice(neighbour.offset, neighbour.offset + neighbour.length));
  return /\/[/*]/.test(copy) ? undefined : () => copy;
}

/** An entry in the form that Zoom exports: a name for a Server-to-Server app, else an object. */
function writeNew({ kind, scopes }: ManifestOutline, { scope, optional }: Entry, style: JsonStyle): WriteEntry {
  const name = JSON.stringify(scope);
  const isPlain = entriesOf(scopes).some(({ type }) => type === 'string') || kind === 'server-to-server';
  if (isPlain && !optional) return () => name;
  const { blank, eol } = style;
  const properties = [`"scope":${blank}${name}`, `"optional":${blank}${optional}`];
  return (indent) => {
    if (indent === null) return `{${blank}${properties.join(`,${blank}`)}${blank}}`;
    const line = `${eol}${indent}${style.indent}`;
    return `{${line}${properties.join(`,${line}`)}${eol}${indent}}`;
  };
}

function writeList(write: WriteEntry, { eol, indent: step, oneLine }: JsonStyle): WriteEntry {
  return (indent) => {
    if (indent === null || oneLine) return `[${write(null)}]`;
    return `[${eol}${indent}${step}${write(indent + step)}${eol}${indent}]`;
  };
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(0, offset).split(/[\r\n]/).at(-1) ?? '';
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function rangeOf({ offset, length }: Node): { readonly start: number; readonly end: number } {
  return { start: offset, end: offset + length };
}
