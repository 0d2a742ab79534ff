/** The abstract values that expressions have: text with holes, objects, functions, and not knowing. */
import type { ts } from './ts.ts';

/** A function whose body can be read. */
export type FunctionNode = ts.FunctionLikeDeclaration;

/** What `this` can belong to: a class, a constructor function, an object literal. */
export type OwnerNode = ts.ClassLikeDeclaration | FunctionNode | ts.ObjectLiteralExpression;

/** What parameters and `this` stand for, by their declaring node. */
export type Bindings = ReadonlyMap<ts.Node, Value>;

/** A value that is computed when first asked for. */
export type Lazy = () => Value;

/** A part of an object, in source order; a later one wins. */
export type Entry =
  | { readonly name: string; readonly value: Lazy }
  | { readonly spread: Lazy };

/** Whether a value depends on parameters or `this` stands with what has parts, since everyone asks. */
export type Value =
  /** Known text (numbers and booleans as they print). `node` is where it is written. */
  | { readonly kind: 'text'; readonly text: string; readonly node: ts.Node | undefined }
  /** Text put together from parts that are not all known. */
  | { readonly kind: 'concat'; readonly parts: readonly Value[]; readonly isOpen: boolean }
  /** `undefined` or `null`. */
  | { readonly kind: 'nothing' }
  /** With `isClosed`, nothing in it hangs on parameters or `this`. */
  | { readonly kind: 'object'; readonly entries: readonly Entry[]; readonly node: ts.Node | undefined; readonly isClosed?: boolean }
  | { readonly kind: 'array'; readonly items: readonly Value[]; readonly isOpen: boolean }
  /** A `URL`: its text, and the parts set afterwards. */
  | { readonly kind: 'url'; readonly href: Value; readonly set: ReadonlyMap<string, Value>; readonly isOpen: boolean }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly bindings: Bindings; readonly self: Value | undefined; readonly given?: readonly Value[] }
  | { readonly kind: 'class'; readonly node: ts.ClassLikeDeclaration | FunctionNode; readonly bindings: Bindings }
  | { readonly kind: 'instance'; readonly of: Value & { kind: 'class' }; readonly args: readonly Value[] | undefined; readonly isOpen: boolean }
  /** The namespace of a module of the project, as the file `from` has it. */
  | { readonly kind: 'module'; readonly file: string; readonly from: string }
  /** Something from outside the project: `axios`, `@zoom/rivet/users`, or a global. */
  | { readonly kind: 'external'; readonly name: string; readonly global: boolean }
  /** A parameter that stands for itself until a call binds it. */
  | { readonly kind: 'param'; readonly node: ts.ParameterDeclaration }
  | { readonly kind: 'this'; readonly node: OwnerNode }
  /** `key` where the name is computed from what is not known yet. */
  | { readonly kind: 'member'; readonly of: Value; readonly name: string; readonly key?: Value; readonly isOpen: boolean }
  | { readonly kind: 'result'; readonly callee: Value; readonly args: readonly Value[]; readonly isNew: boolean; readonly isOpen: boolean }
  /** `of`, or where that is nothing, `fallback`. With `isOverride`, `of` is a property that options spread over a given one might have. */
  | { readonly kind: 'default'; readonly of: Value; readonly fallback: Value; readonly isOverride?: boolean; readonly isOpen: boolean }
  /** One of several. With `by`, which one depends on a choice: unions with the same key choose alike. */
  | { readonly kind: 'union'; readonly options: readonly Value[]; readonly by?: Choice; readonly isOpen: boolean }
  /** In an argument list or array: the items of an array that is not known. */
  | { readonly kind: 'spread'; readonly of: Value; readonly isOpen: boolean }
  /** Not knowing; `name` is what the code calls it, `of` what it got it from; `isBound` where a bound of the search stood in the way. */
  | { readonly kind: 'unknown'; readonly name: string; readonly of?: Value; readonly isBound?: boolean };

/** What a union's options depend on. */
export interface Choice {
  /** The condition and where it stands; unions with the same key take the option at the same position. */
  readonly key: string;
  /** The condition's value where the options are two: the first if it holds, the second if not. */
  readonly test?: Value;
}

export type ValueOf<K extends Value['kind']> = Extract<Value, { kind: K }>;

/** More alternatives than this are not told apart. */
export const MAX_ALTERNATIVES = 48;
const MAX_PARTS = 120;
/** Of a list put together from lists, no more items than this are known. */
const MAX_ITEMS = 10_000;

export const nothing: Value = { kind: 'nothing' };

export function unknown(name: string, of?: Value): Value {
  return of ? { kind: 'unknown', name, of } : { kind: 'unknown', name };
}

export function text(value: string, node?: ts.Node): ValueOf<'text'> {
  return { kind: 'text', text: value, node };
}

/** What is not known because looking further would cost too much. */
export function outOfBounds(name: string): Value {
  return { kind: 'unknown', name, isBound: true };
}

/**
 * Whether a value depends on parameters or `this`, so that putting something in for them may change it. Objects,
 * functions and classes may, and are looked into when asked.
 */
export function isOpen(value: Value): boolean {
  switch (value.kind) {
    case 'param': case 'this': case 'object': case 'function': case 'class': return true;
    case 'text': case 'nothing': case 'module': case 'external': case 'unknown': return false;
    default: return value.isOpen;
  }
}

export function sequenceOf(parts: readonly Value[]): ValueOf<'concat'> {
  return { kind: 'concat', parts, isOpen: parts.some(isOpen) };
}

export function arrayOf(items: readonly Value[]): ValueOf<'array'> {
  return { kind: 'array', items, isOpen: items.some(isOpen) };
}

export function spreadOf(of: Value): ValueOf<'spread'> {
  return { kind: 'spread', of, isOpen: isOpen(of) };
}

/** Spreads of known arrays, laid out. */
export function layOut(items: readonly Value[]): readonly Value[] {
  if (!items.some(item => item.kind === 'spread' && item.of.kind === 'array')) return items;
  const laid: Value[] = [];
  for (const item of items) {
    if (item.kind !== 'spread' || item.of.kind !== 'array') laid.push(item);
    else if (laid.length + item.of.items.length <= MAX_ITEMS) for (const one of item.of.items) laid.push(one);
    else return [...laid, spreadOf(outOfBounds('items'))];
  }
  return laid;
}

export function urlObject(href: Value, set: ReadonlyMap<string, Value>): ValueOf<'url'> {
  return { kind: 'url', href, set, isOpen: isOpen(href) || [...set.values()].some(isOpen) };
}

export function instanceOf(of: ValueOf<'class'>, args: readonly Value[] | undefined): ValueOf<'instance'> {
  return { kind: 'instance', of, args, isOpen: true };
}

export function memberOf(of: Value, name: string, key?: Value): ValueOf<'member'> {
  return key ? { kind: 'member', of, name, key, isOpen: isOpen(of) || isOpen(key) } : { kind: 'member', of, name, isOpen: isOpen(of) };
}

export function resultOf(callee: Value, args: readonly Value[], isNew = false): ValueOf<'result'> {
  return { kind: 'result', callee, args, isNew, isOpen: isOpen(callee) || args.some(isOpen) };
}

export function defaultOf(of: Value, fallback: Value, isOverride = false): Value {
  if (sizeOf(of) + sizeOf(fallback) > MAX_LEAVES) return outOfBounds(nameOf(of));
  return { kind: 'default', of, fallback, isOverride, isOpen: isOpen(of) || isOpen(fallback) };
}

export function choiceOf(options: readonly Value[], by?: Choice): ValueOf<'union'> {
  return by ? { kind: 'union', options, by, isOpen: options.some(isOpen) || (by.test !== undefined && isOpen(by.test)) } : { kind: 'union', options, isOpen: options.some(isOpen) };
}

export function lazy(compute: () => Value): Lazy {
  let value: Value | undefined;
  return () => (value ??= compute());
}

/** `yes` where `test` holds, else `no`. */
export function choose(key: string, test: Value, yes: Value, no: Value): Value {
  const holds = isTruthy(test);
  if (holds !== undefined) return holds ? yes : no;
  // Past so many, what depends on what is not worth its cost.
  if (sizeOf(yes) + sizeOf(no) > MAX_CHOICES) return union([...new Set([...optionsOf(yes), ...optionsOf(no)])]);
  return yes === no || (yes.kind === 'text' && no.kind === 'text' && yes.text === no.text) ? yes : choiceOf([yes, no], { key, test });
}

const MAX_CHOICES = 24;
/** A tree of choices and fallbacks grows no larger than this. */
const MAX_LEAVES = 1_000;
const sizes = new WeakMap<Value, number>();

/** How many leaves a tree of choices has. */
function sizeOf(value: Value): number {
  if (value.kind !== 'union' && value.kind !== 'concat' && value.kind !== 'default') return 1;
  let size = sizes.get(value);
  if (size === undefined) sizes.set(value, size = measure(value));
  return size;
}

function measure(value: ValueOf<'union' | 'concat' | 'default'>): number {
  switch (value.kind) {
    case 'union': return value.options.reduce((sum, option) => sum + sizeOf(option), 0);
    case 'concat': return value.parts.reduce((product, part) => product * sizeOf(part), 1);
    case 'default': return sizeOf(value.of) + sizeOf(value.fallback);
  }
}

/** Whether a value counts as true in a condition; undefined where that is not known. */
export function isTruthy(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'text': return value.text === '0' ? undefined : value.text !== '' && value.text !== 'false';
    case 'nothing': return false;
    case 'object': case 'array': case 'function': case 'class': case 'instance': case 'url': case 'module': return true;
    case 'concat': return value.parts.some(part => part.kind === 'text') ? true : undefined;
    default: return undefined;
  }
}

/** The same for every option of a union, which stays tied to what it depends on. */
export function mapUnion(value: ValueOf<'union'>, map: (option: Value) => Value): Value {
  const options = value.options.map(map);
  if (options.reduce((sum, option) => sum + sizeOf(option), 0) > MAX_LEAVES) return union(options.flatMap(optionsOf));
  return value.by ? choiceOf(options, value.by) : union(options);
}

/** All that a value may be, whatever it depends on. */
export function optionsOf(value: Value): readonly Value[] {
  if (value.kind !== 'union') return [value];
  const found = new Set<Value>();
  const seen = new Set<Value>();
  const visit = (at: Value): void => {
    if (at.kind !== 'union') found.add(at);
    else if (!seen.has(at)) {
      seen.add(at);
      at.options.forEach(visit);
    }
  };
  visit(value);
  return [...found];
}

/** As many of these alternatives as are told apart; where there are more, the last stands for all that are not. */
export function limited(options: readonly Value[], name: string): readonly Value[] {
  return options.length > MAX_ALTERNATIVES ? [...options.slice(0, MAX_ALTERNATIVES - 1), outOfBounds(name)] : options;
}

/** One of several values; texts that are equal count once. */
export function union(options: readonly Value[]): Value {
  const byIdentity = new Map<unknown, Value>();
  const add = (value: Value): void => {
    if (value.kind === 'union' && !value.by) value.options.forEach(add);
    else {
      const identity = value.kind === 'text' ? value.text : value.kind === 'nothing' ? undefined : value;
      if (!byIdentity.has(identity)) byIdentity.set(identity, value);
    }
  };
  options.forEach(add);
  const flat = limited([...byIdentity.values()], 'value');
  return flat.length === 1 && flat[0] ? flat[0] : flat.length === 0 ? nothing : choiceOf(flat);
}

/** `parts` one after the other. */
export function concat(parts: readonly Value[]): Value {
  const flat: Value[] = [];
  for (const part of parts) {
    if (part.kind === 'concat') flat.push(...part.parts);
    else if (part.kind === 'text' && part.text === '') continue;
    else flat.push(part);
  }
  if (flat.length > MAX_PARTS) return unknown('text');
  if (flat.length === 0) return text('');
  return flat.length === 1 && flat[0] ? flat[0] : sequenceOf(flat);
}

/** Concatenation over alternatives: at most so many that they can still be told apart. */
export function concatAll(parts: readonly Value[]): Value {
  let rows: Value[][] = [[]];
  for (const part of parts) {
    const options = part.kind === 'union' && !part.by && part.options.length * rows.length <= MAX_ALTERNATIVES ? part.options : [part];
    if (options.length === 1) for (const row of rows) row.push(part);
    else rows = rows.flatMap(row => options.map(option => [...row, option]));
  }
  return union(rows.map(concat));
}

/** `of ?? fallback`, decided as far as `of` is known. */
export function withDefault(of: Value, fallback: Value, isOverride = false): Value {
  if (of.kind === 'nothing') return fallback;
  if (of.kind === 'union') return mapUnion(of, option => withDefault(option, fallback, isOverride));
  return isKnown(of) ? of : defaultOf(of, fallback, isOverride);
}

/** Whether a value is certainly something, so that a fallback cannot take its place. */
function isKnown(value: Value): boolean {
  switch (value.kind) {
    case 'text': return value.text !== '';
    case 'concat': case 'object': case 'array': case 'url': case 'function': case 'class': case 'instance': case 'module': return true;
    default: return false;
  }
}

/** What a person would call a value that is not known; letters, digits and underscores only. */
export function nameOf(value: Value): string {
  let name = nameCache.get(value);
  if (name === undefined) nameCache.set(value, name = findName(value));
  return name;
}

const nameCache = new WeakMap<Value, string>();

function findName(value: Value): string {
  switch (value.kind) {
    case 'text': return /^[A-Za-z_]\w*$/.test(value.text) ? value.text : 'value';
    case 'unknown': return value.name;
    case 'param': return 'text' in value.node.name ? value.node.name.text : 'value';
    case 'member': return /^\d+$/.test(value.name) || genericMembers.has(value.name) ? nameOf(value.of) : value.name;
    case 'result': if (value.args[0]?.kind === 'text' && /^[A-Za-z_]\w*$/.test(value.args[0].text)) return value.args[0].text;
      return transparentCalls.has(nameOf(value.callee)) && value.args[0] ? nameOf(value.args[0]) : nameOf(value.callee);
    case 'default': return nameOf(value.of);
    case 'external': return value.name;
    case 'union': return value.options.map(nameOf).find(name => name !== 'value') ?? 'value';
    case 'this': return 'this';
    case 'concat': return nameOf(value.parts.find(part => part.kind !== 'text') ?? nothing);
    case 'spread': return nameOf(value.of);
    default: return 'value';
  }
}

const transparentCalls = new Set(['encodeURIComponent', 'encodeURI', 'escape', 'String', 'get', 'decodeURIComponent']);
const genericMembers = new Set(['toString', 'trim', 'replace', 'join', 'slice', 'substring', 'value', 'map', 'call', 'apply', 'bind']);

/** All names along a value, outermost last: `config`, `zoom`, `baseUrl`. For telling what it is named after. */
export function namesOf(value: Value): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<Value>();
  const visit = (at: Value): void => {
    if (seen.has(at) || seen.size > 60) return;
    seen.add(at);
    switch (at.kind) {
      case 'unknown': if (at.of) visit(at.of); names.add(at.name); return;
      case 'external': names.add(at.name); return;
      case 'param':
        names.add(nameOf(at));
        if (at.node.type) names.add(typeName(at.node.type));
        return;
      case 'member': visit(at.of); names.add(at.name); return;
      case 'result':
        visit(at.callee);
        for (const arg of at.args) if (arg.kind === 'text') names.add(arg.text);
        return;
      case 'default': visit(at.of); visit(at.fallback); return;
      case 'union': at.options.forEach(visit); return;
      case 'instance': case 'spread': visit(at.of); return;
      case 'class': case 'this':
        if ('name' in at.node && at.node.name && 'text' in at.node.name) names.add(at.node.name.text);
        return;
      case 'concat': for (const part of at.parts) if (part.kind !== 'text') visit(part); return;
      default:
    }
  };
  visit(value);
  return [...names];
}

function typeName(type: ts.TypeNode): string {
  return 'typeName' in type ? (type as ts.TypeReferenceNode).typeName.getText() : '';
}
