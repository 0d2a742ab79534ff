/** Requests that leave through call expressions: summaries of functions over their parameters, closed where callers close them. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { isSameList } from '../util/same-list.ts';
import { enclosingFunction, isFunctionNode, isWithin } from './bindings.ts';
import { bindSelf, unwrapCall } from './bound-calls.ts';
import type { CallHints } from './call-hints.ts';
import { Callers } from './callers.ts';
import { callsMakingClients, clientOf, mightForward, mightSend, nestBase, sendingsByName, sendingsOf, type Sending } from './clients.ts';
import { describedIn } from './config-objects.ts';
import { EVERYBODY, type Consulted } from './consults.ts';
import { commentedSending, declaredSending, wrapperCalled } from './declared-wrappers.ts';
import { callsIn, isCut, type CallNode } from './file-index.ts';
import { FileStates, type FileState, type Found, type OpenCall } from './file-states.ts';
import { IdleCalls, namesHost } from './idle-calls.ts';
import type { Interpreter } from './interpreter.ts';
import { withNestBase } from './nest.ts';
import { isCallable, isDecided, keepSelf, symbolsOf } from './open-values.ts';
import { Outcomes, type CallContext, type Outcome } from './outcome.ts';
import { sdkOutcomes } from './sdk.ts';
import { ts } from './ts.ts';
import { unusedAddresses, type UnusedAddress } from './unused-addresses.ts';
import { namesOf, nameOf, optionsOf, unknown, type FunctionNode, type Value, type ValueOf } from './value.ts';
import { isNamedZoom } from './zoom-url.ts';

/** How many functions deep a request is followed. */
const MAX_WAY = 12;
/** How many functions are looked into from one to the next. What is cut off is looked at again, from nearer by. */
const MAX_DESCENT = 200;
/** More open calls than this in one function say that it is no wrapper. */
const MAX_OPEN = 60;

const NOTHING_FOUND: readonly Found[] = [];

export class Requests {
  readonly #interpreter: Interpreter;
  readonly #catalogue: Catalogue;
  readonly #idle: IdleCalls;
  readonly #callers: Callers;
  readonly #outcomes: Outcomes;
  readonly #rootName: string;
  readonly #hints: CallHints;
  readonly #sources: ts.SourceFile[] = [];
  readonly #states = new FileStates();
  readonly #running = new Set<ts.Node>();
  #descent = 0;
  #isCut = false;
  #wasCut = false;
  #round = -1;
  readonly #tooDeep = new Set<string>();
  /** Nodes of URL text that some request has used; undefined as long as requests are being found. */
  #used: Set<ts.Node> | undefined;

  constructor(interpreter: Interpreter, catalogue: Catalogue, rootName: string, hints: CallHints) {
    this.#interpreter = interpreter;
    this.#catalogue = catalogue;
    this.#rootName = rootName;
    this.#hints = hints;
    this.#idle = new IdleCalls(interpreter.sources);
    this.#callers = new Callers(interpreter, this.#idle);
    this.#outcomes = new Outcomes(catalogue, hints.baseUrls, value => this.#callers.settle(value));
  }

  /** Takes files in: their calls say what the parameters of functions are. */
  add(sources: readonly ts.SourceFile[]): void {
    this.#round++;
    for (const source of sources) {
      this.#sources.push(source);
      if (!this.#states.has(source)) this.#interpreter.budget.addFile();
      this.#callers.add(source);
    }
  }

  /** Lets all files go; what is known of them is not found out again when they come back. */
  clear(): void {
    this.#sources.length = 0;
    this.#round = -1;
    this.#used = undefined;
    this.#callers.clear();
  }

  /** What is known of a file is to be found out again. Others that hang on it are not forgotten with it. */
  forget(source: ts.SourceFile): void {
    this.#states.forget(source);
    this.#callers.forget(source);
  }

  /** The files about which something is known that hangs on callers who are others by now, in this round. */
  outdated(): readonly string[] {
    return this.#states.all.flatMap(([source, { consulted }]) => {
      const asked = [...consulted[this.#round] ?? []];
      return asked.some(([parameter, calls]) => !isSameList(this.#callers.callsOf(parameter), calls)) ? [source.fileName] : [];
    });
  }

  /** The files for which Nest's modules, or all callers, were asked. */
  asking(whom: 'asksNest' | 'asksEverybody'): readonly string[] {
    return this.#states.all.flatMap(([source, state]) => (state[whom] ? [source.fileName] : []));
  }

  /** Whether no call was left out because it is nested too deeply. */
  get isWhole(): boolean {
    return !this.#wasCut && this.#tooDeep.size === 0;
  }

  /** The requests that the calls in a file close. */
  in(source: ts.SourceFile): readonly Found[] {
    const state = this.#states.of(source);
    if (state.found) return state.found;
    const { budget } = this.#interpreter;
    if (isCut(source)) this.#tooDeep.add(source.fileName);
    state.found = callsIn(source).flatMap(call => {
      budget.renewCall();
      try {
        return this.#process(call, source);
      } catch (error) {
        // The stack ran out; the other calls of the file are none the worse for it.
        if (!(error instanceof RangeError)) throw error;
        this.#tooDeep.add(source.fileName);
        return [];
      }
    });
    state.isSpent = budget.renew();
    return state.found;
  }

  /** Whether the calls of a file took all the work that they may take. */
  isSpent(source: ts.SourceFile): boolean {
    return this.#states.of(source).isSpent;
  }

  /** Whether a call of a file was nested too deeply to be read. */
  isTooDeep(file: string): boolean {
    return this.#tooDeep.has(file);
  }

  /** Requests that hang on parameters and that no caller closed, at the outermost call that is known. */
  unclosed(): readonly Found[] {
    const states = this.#live().map(([, state]) => state);
    const carried = new Set(states.flatMap(state => [...state.carried]));
    return states.flatMap(({ leftOpen }) => [...leftOpen].flatMap(([node, found]) => (carried.has(node) ? [] : [found])));
  }

  /** Files whose functions send requests over their parameters: their importers matter. */
  wrapperFiles(): ReadonlySet<string> {
    return new Set(this.#live().flatMap(([source, { openIn }]) => (openIn.size > 0 ? [source.fileName] : [])));
  }

  /** Files that make a client whose base is Zoom's, or is named after Zoom: their importers matter, whatever they say themselves. */
  clientFiles(): readonly string[] {
    return this.#live().flatMap(([source]) => (callsMakingClients(source).some(call => this.#makesZoomClient(call)) ? [source.fileName] : []));
  }

  #makesZoomClient(call: CallNode): boolean {
    const made = this.#attempt(call);
    const base = made && clientOf(this.#interpreter, made)?.base;
    return base !== undefined && this.#outcomes.isZooms(base);
  }

  /** Requests of a file that stand as data, and Zoom URLs whose way out is not known; asked last, when all calls are. */
  describedIn(source: ts.SourceFile): readonly Found[] {
    const used = this.#usedNodes();
    const described = describedIn(source, this.#interpreter, this.#outcomes, node => used.has(node));
    for (const { outcome } of described) for (const node of outcome.nodes) used.add(node);
    return described.map(request => ({ ...request, via: [] }));
  }

  /** The addresses of the API that no request has used; asked when all requests are found. */
  unusedAddresses(): readonly UnusedAddress[] {
    return unusedAddresses(this.#sources, { used: this.#usedNodes(), baseUrls: this.#hints.baseUrls, evaluate: node => this.#attempt(node) });
  }

  /** What an expression is worth; undefined where it is nested too deeply to tell. */
  #attempt(node: ts.Expression): Value | undefined {
    this.#interpreter.budget.renewCall();
    try {
      return this.#interpreter.evaluate(node);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return undefined;
    }
  }

  #usedNodes(): Set<ts.Node> {
    return (this.#used ??= new Set(this.#live().flatMap(([, { used }]) => [...used])));
  }

  /** What is known of the files that were taken in, and of those that were read for them. */
  #live(): readonly (readonly [ts.SourceFile, FileState])[] {
    const read = this.#interpreter.dependencies.readBy(this.#sources.map(({ fileName }) => fileName));
    return this.#states.all.filter(([{ fileName }]) => read.has(fileName));
  }

  #process(node: CallNode, source: ts.SourceFile): readonly Found[] {
    // Most calls are idle, and not worth a word that is kept.
    if (this.#idle.has(node, source) && !wrapperCalled(node, this.#hints.wrappers)) return NOTHING_FOUND;
    const state = this.#states.of(node);
    const known = state.processed.get(node);
    if (known) return known;
    if (this.#running.has(node)) return [];
    this.#running.add(node);
    try {
      const { result, consulted } = this.#callers.consults.during(() => this.#requestsOf(node));
      this.#keepConsulted(state, consulted, source.fileName);
      if (!this.#isNearCut()) state.processed.set(node, result);
      return result;
    } finally {
      this.#running.delete(node);
    }
  }

  #keepConsulted(state: FileState, consulted: Consulted, file: string): void {
    if (consulted === EVERYBODY) state.asksEverybody = true;
    const known = state.consulted;
    for (const parameter of consulted) {
      const asked = (known[this.#round] ??= new Map());
      if (asked.has(parameter)) continue;
      const calls = this.#callers.callsOf(parameter);
      asked.set(parameter, calls);
      for (const call of calls) this.#interpreter.dependencies.read(file, call.getSourceFile().fileName);
    }
  }

  #requestsOf(node: CallNode): readonly Found[] {
    const declared = declaredSending(node, () => this.#interpreter.args(node), this.#hints.wrappers);
    const found = declared ? this.#declared(declared, node) : this.#open(node).flatMap(call => ('outcome' in call ? [call] : this.#close(call, node)));
    return distinct(found.length > 0 ? found : this.#byName(node));
  }

  /** What a call expression sends: through the functions it calls, or itself. */
  #open(node: CallNode): readonly (OpenCall | Found)[] {
    if (isModuleLoad(node)) return [];
    const direct = this.#interpreter.evaluate(node.expression);
    let callee = keepSelf(this.#callers.withSelf(direct), direct);
    if (!isDecided(callee)) callee = this.#callers.settleCallee(callee);
    if (ts.isNewExpression(node)) return callee.kind === 'class' || callee.kind === 'function' ? this.#construct(callee, node) : [];
    return this.#openOf(callee, () => this.#interpreter.args(node), node);
  }

  #openOf(callee: Value, args: () => readonly Value[], node: CallNode): readonly (OpenCall | Found)[] {
    if (callee.kind === 'union') return optionsOf(callee).flatMap(option => this.#openOf(option, args, node));
    if (callee.kind === 'function') {
      const commented = commentedSending(callee.node);
      return commented ? this.#declared(commented, node) : this.#through(callee, args, node);
    }
    const unwrapped = callee.kind === 'member' ? unwrapCall(callee, args) : undefined;
    if (unwrapped) return unwrapped.binds ? [] : this.#openOf(bindSelf(unwrapped.callee, unwrapped.self), () => unwrapped.args, node);
    if (mightSend(this.#interpreter, callee)) return [{ callee, args: args(), sink: node, via: [node] }];
    return mightForward(callee) && namesHost(node.getSourceFile()) ? this.#forwarded(args(), node) : [];
  }

  /** A Zoom URL that is given to something we cannot see. */
  #forwarded(args: readonly Value[], node: CallNode): readonly Found[] {
    const inside = args.flatMap(arg => (arg.kind === 'object' && arg.node ? (this.#interpreter.entriesOf(arg) ?? []).map(entry => entry.value) : [arg]));
    const sendings = inside.filter(arg => arg.kind === 'text' || arg.kind === 'concat' || arg.kind === 'url' || arg.kind === 'union')
      .map((url): Sending => ({ url, method: unknown('method'), base: undefined, isKnownClient: true, isConfigured: false, hasVerb: false }));
    const outcomes = sendings.flatMap(sending => this.#outcomes.of(sending, { names: [], isZoomFile: false })).filter(outcome => outcome.confidence === 'certain' && outcome.path !== null);
    return outcomes.map(outcome => {
      this.#use(outcome, node);
      const pathPrefix = outcome.resolution.kind === 'unresolved' ? outcome.resolution.pathPrefix : '';
      return { node, via: [], outcome: { ...outcome, isOpen: false, resolution: { kind: 'unresolved', why: 'unknown-client', pathPrefix } } };
    });
  }

  /** A Zoom URL that is given to a function of the project whose way out is not seen: the name of the function must do. */
  #byName(node: CallNode): readonly Found[] {
    const { expression } = node;
    if (ts.isNewExpression(node) || !namesHost(node.getSourceFile())) return [];
    const callee = this.#interpreter.evaluate(expression);
    if (callee.kind !== 'function' || this.#states.of(callee.node).openIn.has(callee.node)) return [];
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
    const sendings = sendingsByName(this.#interpreter, name, this.#interpreter.args(node));
    return sendings.flatMap(sending => this.#outcomes.of(sending, { names: [], isZoomFile: false }))
      .filter(outcome => outcome.confidence === 'certain').map(outcome => ({ node, via: [], outcome: { ...outcome, confidence: 'likely', isOpen: false } }));
  }

  /** What a person says that a call sends. */
  #declared(sending: Sending, node: CallNode): readonly Found[] {
    return this.#outcomes.of(sending, { names: [], isZoomFile: false }).map(outcome => ({ node, outcome, via: [] }));
  }

  #construct(callee: Value, node: ts.NewExpression): readonly OpenCall[] {
    if (callee.kind === 'function') return this.#through(callee, () => this.#interpreter.args(node), node);
    if (callee.kind !== 'class' || !ts.isClassLike(callee.node)) return [];
    const constructor = callee.node.members.find(member => ts.isConstructorDeclaration(member) && member.body) as ts.ConstructorDeclaration | undefined;
    return constructor ? this.#through({ kind: 'function', node: constructor, bindings: callee.bindings, self: undefined }, () => this.#interpreter.args(node), node) : [];
  }

  /** The open calls of a function, with this call's arguments put in. */
  #through(callee: ValueOf<'function'>, args: () => readonly Value[], node: CallNode): readonly OpenCall[] {
    const summary = this.#summary(callee.node);
    if (summary.length === 0) return [];
    const bindings = this.#interpreter.bind(callee, args());
    return summary.filter(call => call.via.length < MAX_WAY).map(call => ({
      callee: this.#interpreter.substitute(call.callee, bindings),
      args: call.args.map(arg => this.#interpreter.substitute(arg, bindings)),
      sink: call.sink,
      via: [node, ...call.via],
      isRecursive: isWithin(node, callee.node),
    }));
  }

  /** The calls of clients inside a function that hang on its parameters or on `this`. */
  #summary(node: FunctionNode): readonly OpenCall[] {
    const { summaries, openIn } = this.#states.of(node);
    const known = summaries.get(node);
    if (known) return known;
    if (this.#running.has(node) || !node.body) return [];
    if (this.#descent >= MAX_DESCENT) {
      this.#isCut = true;
      this.#wasCut = true;
      return [];
    }
    this.#running.add(node);
    this.#descent++;
    try {
      const source = node.getSourceFile();
      for (const call of callsIn(node.body)) this.#process(call, source);
      const summary = (openIn.get(node) ?? []).slice(0, MAX_OPEN);
      if (!this.#isNearCut()) summaries.set(node, summary);
      return summary;
    } finally {
      this.#descent--;
      this.#running.delete(node);
    }
  }

  /** Whether something was cut off so few functions down that it might have mattered. */
  #isNearCut(): boolean {
    if (this.#descent <= MAX_DESCENT - MAX_WAY) this.#isCut = false;
    return this.#isCut;
  }

  /** What an open call is at a call expression: requests, or still open to the callers of the functions around. */
  #close(call: OpenCall, node: CallNode): readonly Found[] {
    let callee = this.#callers.withSelf(call.callee);
    if (!isDecided(callee)) callee = this.#callers.settleCallee(callee);
    if (call.sink !== node && isCallable(callee)) {
      // What was a parameter below is a function here.
      return this.#openOf(callee, () => call.args, node).flatMap(inner => ('outcome' in inner ? [inner] : inner.sink === node ? [] : this.#close({ ...inner, via: call.via }, node)));
    }
    const args = call.args.map(arg => this.#callers.withSelf(arg));
    const context = this.#context(callee, node, call.sink);
    const sdk = sdkOutcomes(this.#interpreter, this.#catalogue, callee, args);
    const outcomes = sdk ?? sendingsOf(this.#interpreter, callee, args).flatMap(sending => this.#outcomes.of(this.#withNestBase(sending, node), context));
    const closed: Found[] = [];
    const { carried, leftOpen } = this.#states.of(node);
    for (const step of call.via) if (step !== node) carried.add(step);
    if (outcomes.length === 0) {
      const forwarded = call.sink === node && !sdk && call.via.length === 1 && mightForward(callee) ? this.#forwarded(args, node) : [];
      if (forwarded.length > 0) return forwarded;
      // Which base `this` has, only a caller with an instance may know.
      if (!sdk) this.#keepForInstances(call, node);
      return closed;
    }
    for (const outcome of outcomes) {
      this.#use(outcome, node);
      const found: Found = { node, outcome, via: call.via.slice(call.via[0] === node ? 1 : 0) };
      const owner = outcome.isOpen ? this.#ownerOf(call, node) : undefined;
      if (!owner) {
        closed.push(found);
        continue;
      }
      if (call.isRecursive) continue;
      this.#keep(call, owner);
      if (isZooms(outcome) && !leftOpen.has(node)) leftOpen.set(node, found);
    }
    return closed;
  }

  #use(outcome: Outcome, node: CallNode): void {
    const { used } = this.#states.of(node);
    for (const part of outcome.nodes) used.add(part);
  }

  #withNestBase(sending: Sending, node: CallNode): Sending {
    if (sending.base === nestBase) this.#states.of(node).asksNest = true;
    return withNestBase(sending, this.#interpreter, this.#sources, node);
  }

  #keep(call: OpenCall, owner: FunctionNode): void {
    const { openIn } = this.#states.of(owner);
    const open = openIn.get(owner);
    if (!open) openIn.set(owner, [call]);
    else if (!open.includes(call)) open.push(call);
  }

  #keepForInstances(call: OpenCall, node: CallNode): void {
    const { parameters, hasSelf } = symbolsOf([call.callee, ...call.args]);
    if (!hasSelf || parameters.size === 0 || call.isRecursive) return;
    for (let at = enclosingFunction(node); !ts.isSourceFile(at); at = enclosingFunction(at)) if (parameters.has(at)) return this.#keep(call, at);
  }

  /** The innermost function around a call whose callers can close it. */
  #ownerOf(call: OpenCall, node: CallNode): FunctionNode | undefined {
    const { parameters, hasSelf } = symbolsOf([call.callee, ...call.args]);
    let fallback: FunctionNode | undefined;
    for (let at = enclosingFunction(node); !ts.isSourceFile(at); at = enclosingFunction(at)) {
      if (parameters.has(at)) return at;
      if (!fallback && !ts.isArrowFunction(at)) fallback = at;
    }
    return hasSelf || parameters.size > 0 ? fallback : undefined;
  }

  #context(callee: Value, node: CallNode, sink: CallNode): CallContext {
    const names = [...namesOf(callee), ...classNames(node), ...(sink === node ? [] : classNames(sink))];
    for (let at: ts.Node = node; at !== node.getSourceFile(); at = at.parent) {
      if (isFunctionNode(at) && at.name && ts.isIdentifier(at.name)) names.push(at.name.text);
    }
    const file = node.getSourceFile().fileName;
    const inBrowser = /\.(tsx|jsx|vue|svelte)$/.test(file);
    return { names, isZoomFile: !inBrowser && isNamedZoom([...file.split('/'), this.#rootName, nameOf(callee)]) };
  }
}

/** Whether a request that nobody closed is Zoom's all the same. */
function isZooms({ confidence, resolution }: Outcome): boolean {
  if (confidence === 'certain') return true;
  return resolution.kind === 'operation' || resolution.kind === 'ambiguous' || (resolution.kind === 'unresolved' && resolution.why === 'unknown-base');
}

function isModuleLoad(node: CallNode): boolean {
  return node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.kind === ts.SyntaxKind.SuperKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require');
}

function classNames(node: ts.Node): string[] {
  const names: string[] = [];
  for (let at = node; at && !ts.isSourceFile(at); at = at.parent) if (ts.isClassLike(at) && at.name) names.push(at.name.text);
  return names;
}

function distinct(found: readonly Found[]): readonly Found[] {
  const byKey = new Map<string, Found>();
  for (const one of found) {
    const { outcome } = one;
    const key = `${outcome.method} ${outcome.path?.replace(/\{\w*\}/g, '{}')} ${outcome.resolution.kind}`;
    const other = byKey.get(key);
    if (!other || (other.outcome.confidence === 'likely' && outcome.confidence === 'certain')) byKey.set(key, one);
  }
  return [...byKey.values()];
}
