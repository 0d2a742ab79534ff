/** Puts values in for parameters and `this`, and works out again what follows from them. */
import { surroundingsOf } from './bindings.ts';
import type { Budget } from './budget.ts';
import { EVERYBODY, type Consulted, type Consults } from './consults.ts';
import type { Interpreter } from './interpreter.ts';
import { ts } from './ts.ts';
import { arrayOf, choiceOf, concatAll, instanceOf, isOpen, isTruthy, layOut, lazy, mapUnion, nameOf, nothing, outOfBounds, spreadOf, unknown, urlObject, withDefault, type Bindings, type Entry, type Lazy, type OwnerNode, type Value, type ValueOf } from './value.ts';

/** Answers for what a value leaves open: parameters and `this`. `undefined` leaves it open. */
export interface Resolver {
  param(node: ts.ParameterDeclaration): Value | undefined;
  self(node: OwnerNode): Value | undefined;
}

export class Substitution {
  readonly #interpreter: Interpreter;
  readonly #budget: Budget;
  readonly #resolver: Resolver;
  /** What closures take along; undefined where the resolver answers for what no call binds. */
  readonly #bindings: Bindings | undefined;
  /** Where what the resolver answers is not the same for ever: what answers hang on. */
  readonly #consults: Consults | undefined;
  readonly #done = new Map<Value, Value>();
  readonly #consulted = new Map<Value, Consulted>();

  constructor(interpreter: Interpreter, budget: Budget, resolver: Resolver, bindings: Bindings | undefined, consults: Consults | undefined) {
    this.#interpreter = interpreter;
    this.#budget = budget;
    this.#resolver = resolver;
    this.#bindings = bindings;
    this.#consults = consults;
  }

  /** How many values it remembers. */
  get size(): number {
    return this.#done.size;
  }

  of(value: Value): Value {
    return isOpen(value) ? this.#budget.substituting(() => this.#visit(value)) : value;
  }

  readonly #visit = (from: Value): Value => {
    if (!isOpen(from)) return from;
    const known = this.#done.get(from);
    if (known) {
      const consulted = this.#consulted.get(from);
      if (consulted) this.#consults?.repeat(consulted);
      return known;
    }
    if (!this.#budget.enterTerm()) return outOfBounds(nameOf(from));
    try {
      const to = this.#consults ? this.#rebuiltWatched(from, this.#consults) : this.#rebuilt(from);
      this.#done.set(from, to);
      return to;
    } finally {
      this.#budget.leave();
    }
  };

  #rebuiltWatched(from: Value, consults: Consults): Value {
    const { result, consulted } = consults.during(() => this.#rebuilt(from));
    if (consulted.size > 0 || consulted === EVERYBODY) this.#consulted.set(from, consulted);
    return result;
  }

  #rebuilt(from: Value): Value {
    const visit = this.#visit;
    switch (from.kind) {
      case 'param': return this.#resolver.param(from.node) ?? from;
      case 'this': return this.#resolver.self(from.node) ?? from;
      case 'concat': return concatAll(from.parts.map(visit));
      case 'union': return this.#union(from);
      case 'default': return withDefault(visit(from.of), visit(from.fallback), from.isOverride);
      case 'member': return this.#member(from);
      case 'result': {
        const callee = visit(from.callee);
        const args = layOut(from.args.map(visit));
        return from.isNew ? this.#interpreter.construct(callee, args) : this.#interpreter.call(callee, args);
      }
      case 'array': return arrayOf(layOut(from.items.map(visit)));
      case 'spread': return spreadOf(visit(from.of));
      case 'url': return urlObject(visit(from.href), new Map([...from.set].map(([name, part]) => [name, visit(part)])));
      case 'instance': {
        const of = visit(from.of);
        return of.kind === 'class' ? instanceOf(of, from.args?.map(visit)) : of;
      }
      case 'object': return from.isClosed ? from : { kind: 'object', node: from.node, entries: from.entries.map(entry => this.#entry(entry)) };
      case 'function': {
        const bindings = this.#captured(from.node, from.bindings);
        const self = from.self && visit(from.self);
        const given = from.given?.map(visit);
        return bindings === from.bindings && self === from.self && !given ? from : { ...from, bindings, self, ...(given ? { given } : {}) };
      }
      case 'class': {
        const bindings = this.#captured(from.node, from.bindings);
        return bindings === from.bindings ? from : { ...from, bindings };
      }
      default: return from;
    }
  }

  #union(from: ValueOf<'union'>): Value {
    if (!from.by?.test) return mapUnion(from, this.#visit);
    const test = this.#visit(from.by.test);
    const holds = isTruthy(test);
    if (holds !== undefined) return this.#visit(from.options[holds ? 0 : 1] ?? nothing);
    return choiceOf(from.options.map(this.#visit), { key: from.by.key, test });
  }

  #member(from: ValueOf<'member'>): Value {
    const key = from.key && this.#visit(from.key);
    const of = this.#visit(from.of);
    const to = key ? this.#interpreter.elementAt(of, key) : this.#interpreter.member(of, from.name);
    // What `this` has not by its literal, or has as a description only, it is given elsewhere.
    return from.of.kind === 'this' && (to.kind === 'nothing' || (of.kind === 'object' && to.kind === 'object' && isPropDefinition(this.#interpreter, to))) ? unknown(from.name) : to;
  }

  #entry(entry: Entry): Entry {
    // What is only looked at later has an allowance of its own.
    const later = (value: Lazy): Lazy => (this.#consults ? this.#consults.lazy(() => this.of(value())) : lazy(() => this.of(value())));
    return 'spread' in entry ? { spread: later(entry.spread) } : { name: entry.name, value: later(entry.value) };
  }

  /** The bindings of a closure, with those that its body can see. */
  #captured(node: ts.Node, own: Bindings): Bindings {
    if (own.size === 0 && (!this.#bindings || surroundingsOf(node) === 'module')) return own;
    const merged = new Map<ts.Node, Value>();
    const source = node.getSourceFile();
    for (const [key, value] of this.#bindings ?? []) {
      const scope = ts.isParameter(key) ? key.parent : key;
      if (scope !== node && scope.pos <= node.pos && scope.end >= node.end && scope.getSourceFile() === source) merged.set(key, value);
    }
    for (const [key, value] of own) merged.set(key, this.#visit(value));
    return merged.size === 0 ? own : merged;
  }
}

/** Whether an object only describes a property that a framework will fill: `{ type: 'string', label: … }`. */
function isPropDefinition(interpreter: Interpreter, value: Value): boolean {
  return ['type', 'propDefinition', 'required'].some(name => {
    const described = interpreter.member(value, name);
    return described.kind === 'array' || (described.kind === 'text' && /^(string|integer|number|boolean|true|false|object|any|string\[\])$/.test(described.text)) || (described.kind === 'external' && described.global);
  });
}
