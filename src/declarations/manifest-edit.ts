/** Edits the list of scopes in a manifest's text; everything outside the list stays as it is. */
import { getNodeValue, type Node, type ParseError } from 'jsonc-parser';
import { parseJsonTree } from '../util/json.ts';
import { insertEntry, removeEntry, styleOf, type JsonStyle, type WriteEntry } from '../util/json-edit.ts';
import { applyEdits, type TextEdit } from '../util/text-edit.ts';
import { at, outlineManifest, type ManifestOutline } from './manifest.ts';

export { applyEdits, type TextEdit };

/** Changes of one list. Offsets are those of the text before any of them. */
export interface ScopeChanges {
  readonly remove: readonly number[];
  readonly replace: readonly { readonly offset: number; readonly scope: string; readonly optional: boolean }[];
  readonly add: readonly ScopeEntry[];
}

/** What an entry says. */
export interface ScopeEntry {
  readonly scope: string;
  /** The user may decline it. */
  readonly optional: boolean;
}

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

/** The text with all changes made. A list that was sorted still is: there, what is renamed moves. */
export function changeScopes(text: string, { remove, replace, add }: ScopeChanges): string {
  const inPlace = changeInOrder(text, add, [
    ...remove.map((offset) => ({ offset, edit: removeScope })),
    ...replace.map(({ offset, scope }) => ({ offset, edit: (at: string, offset: number) => replaceScope(at, offset, scope) })),
  ]);
  if (replace.length === 0 || !isSorted(text) || isSorted(inPlace)) return inPlace;
  return changeScopes(text, { remove: [...remove, ...replace.map(({ offset }) => offset)], replace: [], add: [...add, ...replace] });
}

interface EditAt {
  readonly offset: number;
  readonly edit: (text: string, offset: number) => readonly TextEdit[];
}

/** Adds first, while the list still has entries to look like; then from the end, so that offsets stay true. */
function changeInOrder(text: string, add: readonly ScopeEntry[], edits: readonly EditAt[]): string {
  let changed = text;
  const moved = edits.map(({ offset }) => offset);
  for (const { scope, optional } of add) {
    const inserted = addScope(changed, scope, { optional });
    for (const [index, offset] of moved.entries()) moved[index] = offset + growthBefore(offset, inserted);
    changed = applyEdits(changed, inserted);
  }
  const order = edits.map(({ edit }, index) => ({ edit, offset: moved[index] ?? 0 })).toSorted((a, b) => b.offset - a.offset);
  return order.reduce((current, { edit, offset }) => applyEdits(current, edit(current, offset)), changed);
}

function growthBefore(offset: number, edits: readonly TextEdit[]): number {
  return edits.reduce((sum, { start, end, text }) => (start <= offset ? sum + text.length - (end - start) : sum), 0);
}

/** Whether the entries stand in the order of their names. */
export function isSorted(text: string): boolean {
  return inOrder(namesIn(parse(text)?.scopes));
}

function parse(text: string): ManifestOutline | undefined {
  const errors: ParseError[] = [];
  const tree = parseJsonTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
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
function writeLike(neighbour: Node | undefined, { scope, optional }: ScopeEntry, text: string): WriteEntry | undefined {
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
function writeNew({ kind, scopes }: ManifestOutline, { scope, optional }: ScopeEntry, style: JsonStyle): WriteEntry {
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
