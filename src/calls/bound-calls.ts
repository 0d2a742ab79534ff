/** Functions whose `this` is given by name: `f.call(self, …)`, `f.apply(self, […])`, `f.bind(self, …)`. */
import { nothing, spreadOf, type Value } from './value.ts';

/** `f.call(self, …)`, `f.apply(self, […])`, `f.bind(self, …)` of a function whose body is known. */
export function unwrapCall(callee: Value, given: () => readonly Value[]): { callee: Value; self: Value | undefined; args: readonly Value[]; binds: boolean } | undefined {
  if (callee.kind !== 'member' || !/^(call|apply|bind)$/.test(callee.name)) return undefined;
  const target = callee.of;
  const args = given();
  if (callee.name === 'bind') return target.kind === 'function' || target.kind === 'member' ? { callee: target, self: args[0], args, binds: true } : undefined;
  if (callee.name === 'call') return { callee: target, self: args[0], args: args.slice(1), binds: false };
  const list = args[1];
  return { callee: target, self: args[0], args: list?.kind === 'array' ? list.items : [spreadOf(list ?? nothing)], binds: false };
}

/** A function with its `this`, and with its first arguments where `bind` gives them. */
export function bindSelf(callee: Value, self: Value | undefined, given: readonly Value[] = []): Value {
  if (callee.kind !== 'function') return callee;
  const bound = self && (self.kind === 'instance' || self.kind === 'object' || self.kind === 'this') ? { ...callee, self } : callee;
  return given.length > 0 ? { ...bound, given: [...bound.given ?? [], ...given] } : bound;
}
