/** What values that hang on parameters or on `this` leave open. */
import { requestKeys } from './clients.ts';
import type { ts } from './ts.ts';
import { mapUnion, type Value } from './value.ts';

/** The functions whose parameters a set of values hangs on, and whether it hangs on `this`. */
export function symbolsOf(values: readonly Value[]): { parameters: ReadonlySet<ts.Node>; hasSelf: boolean } {
  const parameters = new Set<ts.Node>();
  let hasSelf = false;
  const seen = new Set<Value>();
  const visit = (value: Value, depth: number): void => {
    if (depth > 10 || seen.has(value) || seen.size > 500) return;
    seen.add(value);
    switch (value.kind) {
      case 'param': parameters.add(value.node.parent); return;
      case 'this': hasSelf = true; return;
      case 'member': visit(value.of, depth + 1); if (value.key) visit(value.key, depth + 1); return;
      case 'spread': visit(value.of, depth + 1); return;
      case 'concat': for (const part of value.parts) visit(part, depth + 1); return;
      case 'union': for (const option of value.options) visit(option, depth + 1); if (value.by?.test) visit(value.by.test, depth + 1); return;
      case 'array': for (const item of value.items) visit(item, depth + 1); return;
      case 'default': visit(value.of, depth + 1); visit(value.fallback, depth + 1); return;
      case 'result': visit(value.callee, depth + 1); for (const arg of value.args) visit(arg, depth + 1); return;
      case 'url': visit(value.href, depth + 1); for (const part of value.set.values()) visit(part, depth + 1); return;
      case 'instance': for (const arg of value.args ?? []) visit(arg, depth + 1); return;
      case 'object':
        for (const entry of value.entries) {
          if ('spread' in entry) visit(entry.spread(), depth + 1);
          else if (requestKeys.has(entry.name)) visit(entry.value(), depth + 1);
        }
        return;
      default:
    }
  };
  for (const value of values) visit(value, 0);
  return { parameters, hasSelf };
}

/** A method found through `this` stays tied to `this`, which a caller may know better. */
export function keepSelf(callee: Value, direct: Value): Value {
  if (direct.kind !== 'member' || direct.of.kind !== 'this') return callee;
  const self = direct.of;
  if (callee.kind === 'union') return mapUnion(callee, option => keepSelf(option, direct));
  if (callee.kind !== 'function' || callee.self?.kind !== 'instance') return callee;
  const instance = callee.self;
  return { ...callee, self, bindings: new Map([...callee.bindings].map(([node, value]) => [node, value === instance ? self : value])) };
}

/** Whether a value can be called: all that is known of it, or a part. */
export function isCallable(value: Value): boolean {
  return value.kind === 'function' || (value.kind === 'union' && value.options.some(isCallable));
}

/** Whether a callee is what it is whatever callers give. */
export function isDecided(value: Value): boolean {
  switch (value.kind) {
    case 'param': return false;
    case 'member': return isDecided(value.of) && !value.key;
    case 'result': return isDecided(value.callee);
    case 'union': return value.options.every(isDecided);
    case 'default': return isDecided(value.of);
    default: return true;
  }
}
