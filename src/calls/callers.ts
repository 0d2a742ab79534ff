/** Who calls a function and with what: the values that parameters take over a whole project. */
import { clientOf } from './clients.ts';
import type { CallNode } from './file-index.ts';
import type { IdleCalls } from './idle-calls.ts';
import type { Interpreter } from './interpreter.ts';
import { unwrapCall } from './interpreter.ts';
import type { Resolver, Substitution } from './substitution.ts';
import { ts } from './ts.ts';
import { instanceOf, isOpen, memberOf, nothing, optionsOf, union, type Bindings, type Lazy, type OwnerNode, type Value } from './value.ts';

/** More callers than this do not make a parameter's value clearer. */
const MAX_CALLERS = 40;
const MAX_ROUNDS = 3;

/** The values that calls give, by parameter. */
type Given = Map<ts.Node, Lazy[]>;

export class Callers {
  readonly #interpreter: Interpreter;
  readonly #idle: IdleCalls;
  /** Calls that have not been looked at yet. */
  #fresh: CallNode[] = [];
  /** Calls on parameters. */
  readonly #open: CallNode[] = [];
  /** What calls of functions give their parameters. */
  readonly #direct: Given = new Map();
  /** The same for calls on parameters, as far as those are known. */
  #further: Given = new Map();
  readonly #running = new Set<ts.Node>();
  readonly #selves = new Map<ts.Node, Value>();
  readonly #settled = new Map<ts.Node, Value | undefined>();
  readonly #resolver: Resolver = { param: node => this.#param(node), self: node => this.#selfOf(node) };
  readonly #selfGiven: Kept;
  readonly #settling: Kept;

  constructor(interpreter: Interpreter, idle: IdleCalls) {
    this.#interpreter = interpreter;
    this.#idle = idle;
    this.#selfGiven = new Kept(interpreter, { param: () => undefined, self: node => this.#selfOf(node) });
    this.#settling = new Kept(interpreter, this.#resolver);
  }

  /** Takes calls in: what they give to parameters may change what these are. */
  add(calls: readonly CallNode[]): void {
    for (const call of calls) this.#fresh.push(call);
  }

  /** A value with `this` as an instance of its class, whatever its arguments were. */
  withSelf(value: Value): Value {
    return isOpen(value) ? this.#selfGiven.get().of(value) : value;
  }

  /** A value with its parameters as all their callers together give them, or as their types say. */
  settle(value: Value): Value {
    // What is found on the way round a circle holds only there.
    const substitution = this.#running.size === 0 ? this.#settling.get() : this.#interpreter.substitution(this.#resolver);
    let settled = value;
    // A field of `this` may be a parameter of the constructor, which is to be settled in turn.
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = substitution.of(settled);
      const isDone = next === settled || next.kind === 'object' || next.kind === 'function' || !isOpen(next);
      settled = next;
      if (isDone) break;
    }
    return settled;
  }

  /** `settle` for what is called. Most calls are made on parameters that nobody in sight gives anything to. */
  settleCallee(callee: Value): Value {
    if (callee.kind === 'member' && !callee.key && this.#idle.isBuiltin(callee.name)) return callee;
    // Which method a computed name means is for each caller to say.
    if (callee.kind === 'member' && callee.key) return memberOf(this.settleCallee(callee.of), callee.name, callee.key);
    let root = callee;
    while (root.kind === 'member' || root.kind === 'result') root = root.kind === 'member' ? root.of : root.callee;
    return root.kind === 'param' && !this.#param(root.node) ? callee : this.settle(callee);
  }

  #selfOf(node: OwnerNode): Value {
    if (ts.isObjectLiteralExpression(node)) return this.#interpreter.evaluate(node);
    let self = this.#selves.get(node);
    if (!self) this.#selves.set(node, self = instanceOf({ kind: 'class', node, bindings: new Map() }, undefined));
    return self;
  }

  #param(node: ts.ParameterDeclaration): Value | undefined {
    this.#collect();
    if (this.#settled.has(node)) return this.#settled.get(node);
    if (this.#running.has(node)) return undefined;
    this.#running.add(node);
    try {
      const value = this.#interpreter.budget.apart(() => this.#given(node));
      this.#settled.set(node, value);
      return value;
    } finally {
      this.#running.delete(node);
    }
  }

  /** What all callers together give a parameter, or its type says. */
  #given(node: ts.ParameterDeclaration): Value | undefined {
    const typed = node.type && this.#interpreter.classes.ofType(node.type);
    const all = [...this.#direct.get(node) ?? [], ...this.#further.get(node) ?? []];
    const given = all.slice(0, MAX_CALLERS).map(value => this.settle(value()));
    const told = given.filter(value => value.kind !== 'unknown' && value.kind !== 'param' && value.kind !== 'nothing');
    const isObject = told.some(value => value.kind === 'instance' || value.kind === 'object' || value.kind === 'function' || clientOf(this.#interpreter, value) !== undefined);
    if (told.length > 0 && (isObject || !typed)) return union(told);
    return typed ?? (given.length > 0 && given.every(one => one.kind === 'nothing') ? nothing : undefined);
  }

  #collect(): void {
    if (this.#fresh.length === 0) return;
    const { budget } = this.#interpreter;
    const fresh = this.#fresh;
    this.#fresh = [];
    this.#further = new Map();
    for (const call of fresh) if (!this.#idle.has(call)) budget.apart(() => {
      const callee = this.withSelf(this.#interpreter.evaluate(call.expression));
      if (!this.#add(this.#direct, call, callee) && (callee.kind === 'member' || callee.kind === 'param')) this.#open.push(call);
    });
    this.#forget();
    // By now the first callers' arguments say what parameters are.
    for (const call of this.#open) budget.apart(() => this.#add(this.#further, call, this.settleCallee(this.#interpreter.evaluate(call.expression))));
    this.#forget();
  }

  /** What parameters are is to be found out again. */
  #forget(): void {
    this.#settled.clear();
    this.#settling.drop();
  }

  #add(values: Given, call: CallNode, callee: Value, args?: readonly Value[]): boolean {
    if (callee.kind === 'union') return optionsOf(callee).map(option => this.#add(values, call, option, args)).some(Boolean);
    const unwrapped = unwrapCall(callee, () => args ?? this.#interpreter.args(call));
    if (unwrapped && !unwrapped.binds) return this.#add(values, call, unwrapped.callee, unwrapped.args);
    const node = callee.kind === 'function' ? callee.node : callee.kind === 'class' ? constructorOf(callee.node) : undefined;
    if (!node) return false;
    // What most parameters are nobody asks.
    const bound = lazyBindings(() => this.#interpreter.bind({ kind: 'function', node, bindings: new Map(), self: undefined }, args ?? this.#interpreter.args(call)));
    for (const parameter of node.parameters) {
      const known = values.get(parameter);
      const value = (): Value => bound().get(parameter) ?? nothing;
      if (known) known.push(value);
      else values.set(parameter, [value]);
    }
    return true;
  }
}

/** A substitution that is kept as long as it would say the same again: no file was read since, and no bound cut it short. */
class Kept {
  readonly #interpreter: Interpreter;
  readonly #resolver: Resolver;
  #substitution: Substitution | undefined;
  #loaded = 0;
  #refusals = 0;

  constructor(interpreter: Interpreter, resolver: Resolver) {
    this.#interpreter = interpreter;
    this.#resolver = resolver;
  }

  get(): Substitution {
    const { budget: { refusals }, sources: { loaded: { length } } } = this.#interpreter;
    if (length !== this.#loaded || refusals !== this.#refusals) this.drop();
    this.#loaded = length;
    this.#refusals = refusals;
    return this.#substitution ??= this.#interpreter.substitution(this.#resolver);
  }

  drop(): void {
    this.#substitution = undefined;
  }
}

function lazyBindings(compute: () => Bindings): () => Bindings {
  let bindings: Bindings | undefined;
  return () => (bindings ??= compute());
}

function constructorOf(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  if (!ts.isClassLike(node)) return node as ts.FunctionLikeDeclaration;
  const own = node.members.find(member => ts.isConstructorDeclaration(member) && member.body !== undefined);
  return own as ts.ConstructorDeclaration | undefined;
}
