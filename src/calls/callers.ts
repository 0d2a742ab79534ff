/** Who calls a function and with what: the values that parameters take over a whole project. */
import { isSameList } from '../util/same-list.ts';
import { unwrapCall } from './bound-calls.ts';
import { clientOf } from './clients.ts';
import { Consults, EVERYBODY, type Consulted } from './consults.ts';
import { callsIn, type CallNode } from './file-index.ts';
import type { IdleCalls } from './idle-calls.ts';
import type { Interpreter } from './interpreter.ts';
import type { Resolver, Substitution } from './substitution.ts';
import { ts } from './ts.ts';
import { instanceOf, isOpen, memberOf, nothing, optionsOf, union, type Bindings, type Lazy, type OwnerNode, type Value } from './value.ts';

/** More callers than this do not make a parameter's value clearer. */
const MAX_CALLERS = 40;
const MAX_ROUNDS = 3;

/** What one call gives one parameter. */
interface Gift {
  readonly call: CallNode;
  readonly value: Lazy;
}

/** What calls give, by parameter, in the order of the calls. */
type Given = Map<ts.Node, Gift[]>;

/** What the calls of one file give. */
interface FileCalls {
  readonly given: Given;
  /** Calls on parameters: what they give hangs on what those are. With what they were seen to give last. */
  readonly open: Map<CallNode, Opened | undefined>;
}

/** What a call on a parameter gives, as long as what it hangs on stays the same. */
interface Opened {
  readonly given: Given;
  /** What was given to the parameters that were asked for; undefined where this is to be found out again in any case. */
  readonly from: ReadonlyMap<ts.Node, readonly Gift[]> | undefined;
}

/** So many different lists of gifts are known again for a parameter: one for each round of a run. */
const MAX_LISTS = 4;

export class Callers {
  /** Which parameters' callers have been asked for. */
  readonly consults = new Consults();
  readonly #interpreter: Interpreter;
  readonly #idle: IdleCalls;
  /** The files whose calls count, in their order. */
  readonly #sources: ts.SourceFile[] = [];
  readonly #byFile = new Map<ts.SourceFile, FileCalls>();
  #isCollected = true;
  /** What calls give, all files together. */
  #given: ReadonlyMap<ts.Node, readonly Gift[]> = new Map();
  /** The lists that parameters were given, so that the same list is the same object. */
  readonly #lists = new WeakMap<ts.Node, readonly (readonly Gift[])[]>();
  /** The same for calls on parameters, as far as those are known. */
  #further: Given = new Map();
  readonly #running = new Set<ts.Node>();
  readonly #selves = new WeakMap<ts.Node, Value>();
  readonly #settled = new Map<ts.Node, { readonly value: Value | undefined; readonly consulted: Consulted }>();
  readonly #resolver: Resolver = { param: node => this.#param(node), self: node => this.#selfOf(node) };
  readonly #selfGiven: Kept;
  readonly #settling: Kept;

  constructor(interpreter: Interpreter, idle: IdleCalls) {
    this.#interpreter = interpreter;
    this.#idle = idle;
    this.#selfGiven = new Kept(interpreter, { param: () => undefined, self: node => this.#selfOf(node) });
    this.#settling = new Kept(interpreter, this.#resolver, this.consults);
  }

  /** Takes the calls of a file in: what they give to parameters may change what these are. */
  add(source: ts.SourceFile): void {
    this.#sources.push(source);
    this.#isCollected = false;
  }

  /** Lets all files go; what their calls give is not worked out again when they come back. */
  clear(): void {
    this.#sources.length = 0;
    this.#isCollected = false;
  }

  /** What the calls of a file give is to be found out again. */
  forget(source: ts.SourceFile): void {
    this.#byFile.delete(source);
    this.#selfGiven.drop();
    this.#isCollected = false;
  }

  /** All calls that give a parameter something. */
  callsOf(parameter: ts.ParameterDeclaration): readonly CallNode[] {
    this.#collect();
    return this.#giftsOf(parameter).map(({ call }) => call);
  }

  /** A value with `this` as an instance of its class, whatever its arguments were. */
  withSelf(value: Value): Value {
    return isOpen(value) ? this.#selfGiven.get().of(value) : value;
  }

  /** A value with its parameters as all their callers together give them, or as their types say. */
  settle(value: Value): Value {
    this.#collect();
    // What is found on the way round a circle holds only there.
    const substitution = this.#running.size === 0 ? this.#settling.get() : this.#interpreter.substitution(this.#resolver, undefined, this.consults);
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
    this.consults.note(node);
    const known = this.#settled.get(node);
    if (known) {
      this.consults.repeat(known.consulted);
      return known.value;
    }
    if (this.#running.has(node)) return undefined;
    this.#running.add(node);
    try {
      const { result: value, consulted } = this.consults.during(() => this.#interpreter.budget.apart(() => this.#valueOf(node)));
      this.#settled.set(node, { value, consulted });
      return value;
    } finally {
      this.#running.delete(node);
    }
  }

  /** What all callers together give a parameter, or its type says. */
  #valueOf(node: ts.ParameterDeclaration): Value | undefined {
    const typed = node.type && this.#interpreter.classes.ofType(node.type);
    const given = this.#giftsOf(node).slice(0, MAX_CALLERS).map(({ value }) => this.settle(value()));
    const told = given.filter(value => value.kind !== 'unknown' && value.kind !== 'param' && value.kind !== 'nothing');
    const isObject = told.some(value => value.kind === 'instance' || value.kind === 'object' || value.kind === 'function' || clientOf(this.#interpreter, value) !== undefined);
    if (told.length > 0 && (isObject || !typed)) return union(told);
    return typed ?? (given.length > 0 && given.every(one => one.kind === 'nothing') ? nothing : undefined);
  }

  #giftsOf(parameter: ts.Node): readonly Gift[] {
    return [...this.#givenTo(parameter), ...this.#further.get(parameter) ?? NO_GIFTS];
  }

  #givenTo(parameter: ts.Node): readonly Gift[] {
    return this.#given.get(parameter) ?? NO_GIFTS;
  }

  #collect(): void {
    if (this.#isCollected) return;
    this.#isCollected = true;
    this.consults.apart(() => {
      this.#further = new Map();
      const files = this.#sources.map(source => this.#callsIn(source));
      const given = new Map<ts.Node, readonly Gift[]>();
      for (const [parameter, gifts] of merged(files.map(calls => calls.given))) given.set(parameter, this.#knownList(parameter, gifts));
      this.#given = given;
      this.#forgetSettled();
      // By now the first callers' arguments say what parameters are.
      this.#further = merged(files.flatMap(({ open }) => [...open.keys()].map(call => this.#givenByOpen(call, open))));
      this.#forgetSettled();
    });
  }

  /** The same list as before where the same is given. */
  #knownList(parameter: ts.Node, gifts: readonly Gift[]): readonly Gift[] {
    const known = this.#lists.get(parameter) ?? [];
    const same = known.find(list => isSameList(list, gifts));
    if (!same) this.#lists.set(parameter, [gifts, ...known.slice(0, MAX_LISTS - 1)]);
    return same ?? gifts;
  }

  #givenByOpen(call: CallNode, open: FileCalls['open']): Given {
    const known = open.get(call);
    if (known?.from && [...known.from].every(([parameter, gifts]) => this.#givenTo(parameter) === gifts)) return known.given;
    const given: Given = new Map();
    const { budget } = this.#interpreter;
    const { refusals } = budget;
    const { consulted } = this.consults.during(() => budget.apart(() => this.#give(given, call, this.settleCallee(this.#interpreter.evaluate(call.expression)))));
    // What a bound cut short may go further another time.
    const from = consulted === EVERYBODY || budget.refusals > refusals ? undefined : new Map([...consulted].map(parameter => [parameter, this.#givenTo(parameter)]));
    open.set(call, { given, from });
    return given;
  }

  #callsIn(source: ts.SourceFile): FileCalls {
    const known = this.#byFile.get(source);
    if (known) return known;
    const given: Given = new Map();
    const open: FileCalls['open'] = new Map();
    for (const call of callsIn(source)) if (!this.#idle.has(call, source)) this.#interpreter.budget.apart(() => {
      const callee = this.withSelf(this.#interpreter.evaluate(call.expression));
      if (!this.#give(given, call, callee) && (callee.kind === 'member' || callee.kind === 'param')) open.set(call, undefined);
    });
    const calls = { given, open };
    this.#byFile.set(source, calls);
    return calls;
  }

  /** What parameters are is to be found out again. */
  #forgetSettled(): void {
    this.#settled.clear();
    this.#settling.drop();
  }

  #give(values: Given, call: CallNode, callee: Value, args?: readonly Value[]): boolean {
    if (callee.kind === 'union') return optionsOf(callee).map(option => this.#give(values, call, option, args)).some(Boolean);
    const unwrapped = unwrapCall(callee, () => args ?? this.#interpreter.args(call));
    if (unwrapped && !unwrapped.binds) return this.#give(values, call, unwrapped.callee, unwrapped.args);
    const node = callee.kind === 'function' ? callee.node : callee.kind === 'class' ? constructorOf(callee.node) : undefined;
    if (!node) return false;
    // What most parameters are nobody asks.
    const bound = lazyBindings(() => this.#interpreter.bind({ kind: 'function', node, bindings: new Map(), self: undefined }, args ?? this.#interpreter.args(call)));
    for (const parameter of node.parameters) {
      const known = values.get(parameter);
      const gift = { call, value: () => bound().get(parameter) ?? nothing };
      if (known) known.push(gift);
      else values.set(parameter, [gift]);
    }
    return true;
  }
}

const NO_GIFTS: readonly Gift[] = [];

/** What several give, in their order. */
function merged(all: readonly Given[]): Given {
  const together = new Map<ts.Node, Gift[]>();
  for (const given of all) for (const [parameter, gifts] of given) {
    const known = together.get(parameter);
    if (known) for (const gift of gifts) known.push(gift);
    else together.set(parameter, [...gifts]);
  }
  return together;
}

/** What a substitution remembers is not worth more memory than so many values take. */
const MAX_KEPT = 5_000;

/** A substitution that is kept as long as it would say the same again: no file was read since, and no bound cut it short. */
class Kept {
  readonly #interpreter: Interpreter;
  readonly #resolver: Resolver;
  readonly #consults: Consults | undefined;
  #substitution: Substitution | undefined;
  #loaded = 0;
  #refusals = 0;

  constructor(interpreter: Interpreter, resolver: Resolver, consults?: Consults) {
    this.#interpreter = interpreter;
    this.#resolver = resolver;
    this.#consults = consults;
  }

  get(): Substitution {
    const { budget: { refusals }, sources: { loaded: { length } } } = this.#interpreter;
    if (length !== this.#loaded || refusals !== this.#refusals || (this.#substitution?.size ?? 0) > MAX_KEPT) this.drop();
    this.#loaded = length;
    this.#refusals = refusals;
    return this.#substitution ??= this.#interpreter.substitution(this.#resolver, undefined, this.#consults);
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
