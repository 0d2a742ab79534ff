/** Who calls a function and with what: the values that parameters take over a whole project. */
import type { Interpreter } from './interpreter.ts';
import { unwrapCall } from './interpreter.ts';
import { clientOf } from './clients.ts';
import { ts } from './ts.ts';
import { nothing, optionsOf, union, type OwnerNode, type Value } from './value.ts';

/** More callers than this do not make a parameter's value clearer. */
const MAX_CALLERS = 40;
const MAX_ROUNDS = 3;

export class Callers {
  readonly #interpreter: Interpreter;
  readonly #calls: () => Iterable<ts.CallExpression | ts.NewExpression>;
  #values: Map<ts.Node, Value[]> | undefined;
  readonly #running = new Set<ts.Node>();
  readonly #settled = new Map<ts.Node, Value | undefined>();

  constructor(interpreter: Interpreter, calls: () => Iterable<ts.CallExpression | ts.NewExpression>) {
    this.#interpreter = interpreter;
    this.#calls = calls;
  }

  /** A value with `this` as an instance of its class, whatever its arguments were. */
  withSelf(value: Value): Value {
    return this.#interpreter.rebuild(value, { param: () => undefined, self: node => this.#selfOf(node) });
  }

  /** A value with its parameters as all their callers together give them, or as their types say. */
  settle(value: Value): Value {
    let settled = value;
    // A field of `this` may be a parameter of the constructor, which is to be settled in turn.
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = this.#interpreter.rebuild(settled, { param: node => this.#param(node), self: node => this.#selfOf(node) });
      const isDone = next === settled || next.kind === 'object' || next.kind === 'function' || !this.#interpreter.isOpen(next);
      settled = next;
      if (isDone) break;
    }
    return settled;
  }

  /** `settle` for what is called. Most calls are made on parameters that nobody in sight gives anything to. */
  settleCallee(callee: Value): Value {
    // Which method a computed name means is for each caller to say.
    if (callee.kind === 'member' && callee.key) return { ...callee, of: this.settleCallee(callee.of) };
    let root = callee;
    while (root.kind === 'member' || root.kind === 'result') root = root.kind === 'member' ? root.of : root.callee;
    return root.kind === 'param' && !this.#param(root.node) ? callee : this.settle(callee);
  }

  /** Forgets what was collected: more files have been read since. */
  reset(): void {
    this.#values = undefined;
    this.#settled.clear();
  }

  #selfOf(node: OwnerNode): Value {
    if (ts.isObjectLiteralExpression(node)) return this.#interpreter.evaluate(node);
    return { kind: 'instance', of: { kind: 'class', node, bindings: new Map() }, args: undefined };
  }

  #param(node: ts.ParameterDeclaration): Value | undefined {
    const values = this.#collect();
    if (this.#settled.has(node)) return this.#settled.get(node);
    if (this.#running.has(node)) return undefined;
    this.#running.add(node);
    try {
      const typed = node.type && this.#interpreter.classes.ofType(node.type);
      const given = (values.get(node) ?? []).slice(0, MAX_CALLERS).map(value => this.settle(value));
      const told = given.filter(value => value.kind !== 'unknown' && value.kind !== 'param' && value.kind !== 'nothing');
      const isObject = told.some(value => value.kind === 'instance' || value.kind === 'object' || value.kind === 'function' || clientOf(this.#interpreter, value) !== undefined);
      const value = told.length > 0 && (isObject || !typed) ? union(told) : typed ?? (given.length > 0 && given.every(one => one.kind === 'nothing') ? nothing : undefined);
      this.#settled.set(node, value);
      return value;
    } finally {
      this.#running.delete(node);
    }
  }

  #collect(): Map<ts.Node, Value[]> {
    if (this.#values) return this.#values;
    const values = new Map<ts.Node, Value[]>();
    this.#values = values;
    const open: (ts.CallExpression | ts.NewExpression)[] = [];
    for (const call of this.#calls()) {
      const callee = this.withSelf(this.#interpreter.evaluate(call.expression));
      if (!this.#add(values, call, callee) && (callee.kind === 'member' || callee.kind === 'param')) open.push(call);
    }
    // Calls on parameters: by now the first callers' arguments say what those are.
    for (const call of open) this.#add(values, call, this.settleCallee(this.#interpreter.evaluate(call.expression)));
    this.#settled.clear();
    return values;
  }

  #add(values: Map<ts.Node, Value[]>, call: ts.CallExpression | ts.NewExpression, callee: Value, args?: readonly Value[]): boolean {
    if (callee.kind === 'union') return optionsOf(callee).map(option => this.#add(values, call, option, args)).some(Boolean);
    const unwrapped = unwrapCall(callee, () => args ?? this.#interpreter.args(call));
    if (unwrapped && !unwrapped.binds) return this.#add(values, call, unwrapped.callee, unwrapped.args);
    const node = callee.kind === 'function' ? callee.node : callee.kind === 'class' ? constructorOf(callee.node) : undefined;
    if (!node) return false;
    const bound = this.#interpreter.bind({ kind: 'function', node, bindings: new Map(), self: undefined }, args ?? this.#interpreter.args(call));
    for (const [parameter, value] of bound) {
      const known = values.get(parameter);
      if (known) known.push(value);
      else values.set(parameter, [value]);
    }
    return true;
  }
}

function constructorOf(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  if (!ts.isClassLike(node)) return node as ts.FunctionLikeDeclaration;
  const own = node.members.find(member => ts.isConstructorDeclaration(member) && member.body !== undefined);
  return own as ts.ConstructorDeclaration | undefined;
}
