/** Members of object literals: the entry that gives a name its value, with what is spread into the object between. */
import type { Interpreter } from './interpreter.ts';
import { mapUnion, nothing, outOfBounds, withDefault, type Entry, type Lazy, type Value, type ValueOf } from './value.ts';

/** So many entries are looked through as fast as looked up. */
const FEW_ENTRIES = 32;

const componentOptions = new Set(['methods', 'props', 'computed', 'actions']);

/** `of.name`; `nothing` where the object certainly has none. */
export function objectMember(interpreter: Interpreter, of: ValueOf<'object'>, name: string): Value {
  const value = property(interpreter, of.entries, of.entries.length - 1, name) ?? optionMember(interpreter, of, name) ?? nothing;
  return ownMethod(interpreter, value, of);
}

/** An object's property, looking back from entry `from`; undefined where it certainly has none. */
function property(interpreter: Interpreter, entries: readonly Entry[], from: number, name: string): Value | undefined {
  for (let at = lastOf(entries, from, name); at >= 0; at--) {
    const entry = entries[at];
    if (!entry) break;
    if ('name' in entry) {
      if (entry.name === name) return entry.value();
      continue;
    }
    const value = spreadMember(interpreter, entry.spread, name);
    if (value.kind === 'nothing') continue;
    const earlier = property(interpreter, entries, at - 1, name);
    // A union of objects, some without the property, leaves it to what stands before.
    if (value.kind === 'union') return mapUnion(value, option => (earlier ? withDefault(option, earlier, true) : option));
    return earlier ? withDefault(value, earlier, true) : value;
  }
  return undefined;
}

/** What is spread into an object may be made of the object itself, as a loop makes it. */
function spreadMember(interpreter: Interpreter, spread: Lazy, name: string): Value {
  const { budget } = interpreter;
  if (!budget.enter()) return outOfBounds(name);
  try {
    return interpreter.member(spread(), name);
  } finally {
    budget.leave();
  }
}

/** Components and apps of frameworks (Vue, Pipedream) have on `this` what their options hold. */
function optionMember(interpreter: Interpreter, of: ValueOf<'object'>, name: string): Value | undefined {
  for (const entry of of.entries) {
    if (!('name' in entry) || entry.name === name || !componentOptions.has(entry.name)) continue;
    const group = entry.value();
    const value = group.kind === 'object' ? property(interpreter, group.entries, group.entries.length - 1, name) : undefined;
    if (value) return value;
  }
  return undefined;
}

/** A method of an object literal knows its object, with all that was mixed into it since. */
function ownMethod(interpreter: Interpreter, value: Value, of: ValueOf<'object'>): Value {
  return value.kind === 'function' && !value.self && of.node && interpreter.classes.ownerOf(value.node) === of.node ? { ...value, self: of } : value;
}

interface EntryIndex {
  /** Where a name stands last. */
  readonly names: ReadonlyMap<string, number>;
  /** Where something is spread into the object last. */
  readonly lastSpread: number;
}

const entryIndices = new WeakMap<readonly Entry[], EntryIndex>();

/** The last entry, from `from` back, that may give a name its value. */
function lastOf(entries: readonly Entry[], from: number, name: string): number {
  // Further back it is looked for one by one.
  if (from < FEW_ENTRIES || from < entries.length - 1) return from;
  let index = entryIndices.get(entries);
  if (!index) entryIndices.set(entries, index = indexOf(entries));
  return Math.max(index.names.get(name) ?? -1, index.lastSpread);
}

function indexOf(entries: readonly Entry[]): EntryIndex {
  return {
    names: new Map(entries.flatMap((entry, at) => ('name' in entry ? [[entry.name, at] as const] : []))),
    lastSpread: entries.findLastIndex(entry => !('name' in entry)),
  };
}
