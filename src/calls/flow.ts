/** What a variable holds at the place of its use: assignments and mutations in source order, branches joined. */
import { enclosingFunction, isFunctionNode, isWithin, type NameDeclaration } from './bindings.ts';
import { mayLeave } from './file-index.ts';
import type { Interpreter } from './interpreter.ts';
import type { Mutation } from './mutations.ts';
import { ts } from './ts.ts';
import { arrayOf, choose, concat, layOut, lazy, mapUnion, memberOf, nothing, outOfBounds, resultOf, spreadOf, union, urlObject, withDefault, type Value } from './value.ts';

/** A name that is assigned or changed more often than this is not followed. */
const MAX_MUTATIONS = 400;

/** `undefined`: this place is not reached. */
type State = Value | undefined;

/**
 * What a declared name holds where `use` stands. `initial` is what it holds to begin with: a parameter, an import, or
 * nothing for variables, whose initialisers the walk meets.
 */
export function stateAt(interpreter: Interpreter, declaration: NameDeclaration, initial: Value, use: ts.Node, mutations: readonly Mutation[]): Value {
  if (mutations.length > MAX_MUTATIONS) return outOfBounds('value');
  const home = ts.isParameter(declaration) || (ts.isBindingElement(declaration) && ts.isParameter(rootPattern(declaration)))
    ? enclosingFunction(ts.isParameter(declaration) ? declaration.name : declaration)
    : enclosingFunction(declaration);
  const chain: (ts.SourceFile | ReturnType<typeof enclosingFunction>)[] = [];
  for (let at: ts.Node = use; at !== home && !ts.isSourceFile(at);) {
    const around = enclosingFunction(at);
    chain.unshift(around);
    at = around;
  }
  const relevant = withAncestors([use, declaration, ...mutations.map(mutation => mutation.node)]);
  let state: Value = initial;
  for (const [depth, scope] of chain.entries()) {
    const inner = chain[depth + 1];
    // A function is called after the module has run; elsewhere a closure sees what stood before it.
    const runsLater = inner !== undefined && (ts.isSourceFile(scope) || ts.isFunctionDeclaration(inner));
    const walk = new Walk(interpreter, declaration, mutations, relevant, inner ?? use, runsLater);
    state = walk.run(scope, state);
    if (depth === 0) {
      // What other functions assign may have happened or not.
      const elsewhere = mutations.filter(mutation => !chain.includes(enclosingFunction(mutation.node)) && mutation.path.length === 0);
      const assigned = elsewhere.map(mutation => walk.assigned(mutation.node, nothing)).filter(value => value.kind !== 'nothing' && !(value.kind === 'text' && value.text === ''));
      if (assigned.length > 0) state = union([...(state.kind === 'nothing' || (state.kind === 'text' && state.text === '') ? [] : [state]), ...assigned]);
    }
  }
  return state;
}

/** Nodes and all that they stand in: a walk need not look anywhere else. */
function withAncestors(nodes: readonly ts.Node[]): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>();
  for (const node of nodes) {
    let at = node;
    while (!found.has(at)) {
      found.add(at);
      if (ts.isSourceFile(at)) break;
      at = at.parent;
    }
  }
  return found;
}

/** Shorter blocks are walked faster than asked about. */
const LONG_BLOCK = 50;

const leaving = new WeakMap<ts.Node, readonly ts.Statement[]>();

/** Those of a block's statements that a walk has to look at: the relevant ones, and those that may keep it from going on. */
function statementsOf(block: ts.SourceFile | ts.Block, relevant: ReadonlySet<ts.Node>): readonly ts.Statement[] {
  const { statements } = block;
  if (statements.length < LONG_BLOCK || relevant.size > statements.length) return statements;
  let leave = leaving.get(block);
  if (!leave) leaving.set(block, leave = statements.filter(mayLeave));
  const found = new Set(leave);
  for (const node of relevant) if (node.parent === block) found.add(node as ts.Statement);
  return [...found].sort((a, b) => a.pos - b.pos);
}

function rootPattern(element: ts.BindingElement): ts.Node {
  let at: ts.Node = element;
  while (ts.isBindingElement(at)) at = at.parent.parent;
  return at;
}

/** One walk over a function's or a module's statements, following one name. */
class Walk {
  readonly #interpreter: Interpreter;
  readonly #declaration: NameDeclaration;
  readonly #mutations: ReadonlySet<ts.Node>;
  readonly #paths: ReadonlyMap<ts.Node, readonly ts.Expression[]>;
  readonly #relevant: ReadonlySet<ts.Node>;
  readonly #use: ts.Node;
  /** States at `break`s, for each loop or switch around. */
  readonly #breaks: State[][] = [];
  #answer: State;
  #answered = false;
  readonly #toEnd: boolean;

  constructor(interpreter: Interpreter, declaration: NameDeclaration, mutations: readonly Mutation[], relevant: ReadonlySet<ts.Node>, use: ts.Node, toEnd: boolean) {
    this.#interpreter = interpreter;
    this.#declaration = declaration;
    this.#mutations = new Set(mutations.map(mutation => mutation.node));
    this.#paths = new Map(mutations.map(mutation => [mutation.node, mutation.path]));
    this.#relevant = relevant;
    this.#use = use;
    this.#toEnd = toEnd;
  }

  /** The state at the use, or at the end where the use does not stand in `scope` or runs later. */
  run(scope: ts.Node, initial: Value): Value {
    const body = ts.isSourceFile(scope) ? scope : isFunctionNode(scope) ? scope.body : undefined;
    if (!body) return initial;
    const end = this.#exec(body, initial);
    return (this.#answered ? this.#answer : end) ?? initial;
  }

  #isUse(node: ts.Node): boolean {
    return !this.#toEnd && isWithin(this.#use, node);
  }

  #exec(node: ts.Node, state: State): State {
    if (this.#answered || (!this.#relevant.has(node) && !mayLeave(node)) || !this.#interpreter.budget.step()) return state;
    if (ts.isSourceFile(node) || ts.isBlock(node)) {
      for (const statement of statementsOf(node, this.#relevant)) {
        state = this.#exec(statement, state);
        if (this.#answered) return state;
      }
      return state;
    }
    if (ts.isIfStatement(node)) {
      const before = this.#effects(node.expression, state);
      if (this.#answered) return before;
      const then = this.#exec(node.thenStatement, before);
      if (this.#answered) return then;
      const otherwise = node.elseStatement ? this.#exec(node.elseStatement, before) : before;
      return this.#either(node.expression, then, otherwise);
    }
    if (ts.isIterationStatement(node, false)) return this.#loop(node, state);
    if (ts.isSwitchStatement(node)) return this.#switch(node, state);
    if (ts.isTryStatement(node)) {
      const tried = this.#exec(node.tryBlock, state);
      if (this.#answered) return tried;
      let after = tried;
      if (node.catchClause) {
        const caught = this.#exec(node.catchClause.block, join(state, tried));
        if (this.#answered) return caught;
        after = join(tried, caught);
      }
      return node.finallyBlock ? this.#exec(node.finallyBlock, after) : after;
    }
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) {
      const at = node.expression ? this.#effects(node.expression, state) : state;
      return this.#answered ? at : undefined;
    }
    if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) {
      this.#breaks.at(-1)?.push(state);
      return undefined;
    }
    if (ts.isLabeledStatement(node)) return this.#exec(node.statement, state);
    return this.#effects(node, state);
  }

  /** What holds after two branches of a condition. */
  #either(condition: ts.Expression, then: State, otherwise: State): State {
    if (then === undefined || otherwise === undefined || then === otherwise) return then ?? otherwise;
    // Properties set in one branch only are choices of their own; the object stays one.
    const set = then.kind === 'object' ? entriesOver(then, otherwise) : undefined;
    if (set) {
      const key = this.#interpreter.conditionKey(condition);
      const entries = set.map(({ name, value }) => ({ name, value: lazy(() => choose(key, this.#interpreter.test(condition), value(), this.#interpreter.member(otherwise, name))) }));
      return { kind: 'object', node: undefined, entries: [{ spread: () => otherwise }, ...entries] };
    }
    return choose(this.#interpreter.conditionKey(condition), this.#interpreter.test(condition), then, otherwise);
  }

  #loop(node: ts.IterationStatement, state: State): State {
    let before = state;
    if (ts.isForStatement(node) && node.initializer) before = this.#effects(node.initializer, before);
    else if ((ts.isForOfStatement(node) || ts.isForInStatement(node))) before = this.#effects(node.expression, before);
    if (this.#answered) return before;
    if (this.#isUse(node)) {
      // What the end of the body leaves comes round again; a round that only says "unknown" adds nothing to tell.
      const blind = new Walk(this.#interpreter, this.#declaration, [...this.#paths].map(([at, path]) => ({ node: at, path })), this.#relevant, this.#use, true);
      const round = blind.#body(node, before);
      if (round && round !== before && isReadable(round)) before = join(before, round);
    }
    return join(state, this.#body(node, before));
  }

  #body(node: ts.IterationStatement, state: State): State {
    this.#breaks.push([]);
    let at = state;
    if ((ts.isWhileStatement(node) || (ts.isForStatement(node) && node.condition))) at = this.#effects(ts.isWhileStatement(node) ? node.expression : node.condition as ts.Expression, at);
    at = this.#exec(node.statement, at);
    if (!this.#answered && ts.isDoStatement(node)) at = this.#effects(node.expression, at);
    if (!this.#answered && ts.isForStatement(node) && node.incrementor) at = this.#effects(node.incrementor, at);
    const breaks = this.#breaks.pop() ?? [];
    return this.#answered ? at : breaks.reduce(join, at);
  }

  #switch(node: ts.SwitchStatement, state: State): State {
    const before = this.#effects(node.expression, state);
    if (this.#answered) return before;
    let through: State;
    let fallback: State = before;
    const taken: { clause: ts.CaseClause; state: State }[] = [];
    for (const clause of node.caseBlock.clauses) {
      if (!this.#interpreter.budget.step()) return outOfBounds('value');
      this.#breaks.push([]);
      let at: State = join(before, through);
      for (const statement of clause.statements) {
        at = this.#exec(statement, at);
        if (this.#answered) return at;
      }
      const isLast = clause === node.caseBlock.clauses.at(-1);
      const breaks = this.#breaks.pop() ?? [];
      // Without a break it falls through to what the next clause leaves.
      through = isLast ? undefined : at;
      const state = isLast ? breaks.reduce(join, at) : breaks.length > 0 ? breaks.reduce(join) : at;
      if (ts.isCaseClause(clause)) taken.push({ clause, state });
      else fallback = state;
    }
    return taken.reduceRight<State>((otherwise, { clause, state }) => {
      if (state === undefined || otherwise === undefined || state === otherwise) return state ?? otherwise;
      const test = this.#interpreter.call({ kind: 'external', name: '===', global: true }, [this.#interpreter.evaluate(node.expression), this.#interpreter.evaluate(clause.expression)]);
      return choose(`${this.#interpreter.conditionKey(node.expression)} ${clause.expression.getText()}`, test, state, otherwise);
    }, fallback);
  }

  /** The effects of an expression or a simple statement, in evaluation order. */
  #effects(node: ts.Node, state: State): State {
    if (this.#answered || !this.#relevant.has(node)) return state;
    if (node === this.#declaration && ts.isVariableDeclaration(node)) {
      if (node.initializer) {
        state = this.#effects(node.initializer, state);
        if (this.#answered) return state;
        return this.#interpreter.initial(node);
      }
      return nothing;
    }
    if (node === this.#declaration && ts.isBindingElement(node)) return this.#interpreter.initial(node);
    if (node === this.#use) {
      // The target of `+=` and arguments of a mutating call are read before the effect; everything below is the use.
      if (!this.#toEnd) this.#settle(state);
      return state;
    }
    if (isFunctionNode(node) || ts.isClassLike(node)) {
      if (this.#isUse(node) && isFunctionNode(node)) this.#settle(state);
      return state;
    }
    if (ts.isConditionalExpression(node) || isShortCircuit(node)) {
      const [condition, ...branches]: [ts.Expression, ...ts.Expression[]] = ts.isConditionalExpression(node) ? [node.condition, node.whenTrue, node.whenFalse] : [node.left, node.right];
      const before = this.#effects(condition, state);
      if (this.#answered) return before;
      const after: State[] = [];
      for (const branch of branches) {
        after.push(this.#effects(branch, before));
        if (this.#answered) return after.at(-1);
      }
      const [first, second = before] = after;
      return first === second ? first : this.#either(condition, first, second);
    }
    if (this.#mutations.has(node) && ts.isBinaryExpression(node)) {
      if (this.#isUse(node.left)) { this.#settle(state); return state; }
      const before = this.#effects(node.right, state);
      if (this.#answered || before === undefined) return before;
      return this.assigned(node, before);
    }
    let at = state;
    let done = false;
    ts.forEachChild(node, child => {
      if (done) return;
      at = this.#effects(child, at);
      done = this.#answered;
    });
    if (!this.#answered && at !== undefined && this.#mutations.has(node)) return this.assigned(node, at);
    return at;
  }

  #settle(state: State): void {
    this.#answer = state;
    this.#answered = true;
  }

  /** What the name holds after one mutation. */
  assigned(node: ts.Node, before: Value): Value {
    const interpreter = this.#interpreter;
    const path = this.#paths.get(node) ?? [];
    if (ts.isCallExpression(node)) return this.#called(node, path, before);
    if (!ts.isBinaryExpression(node)) return before;
    if (ts.isObjectLiteralExpression(node.left) || ts.isArrayLiteralExpression(node.left)) return interpreter.destructured(node, this.#declaration);
    const value = (old: Value): Value => {
      const right = interpreter.evaluate(node.right);
      switch (node.operatorToken.kind) {
        case ts.SyntaxKind.EqualsToken: return right;
        case ts.SyntaxKind.PlusEqualsToken: return concatEach(old, right);
        case ts.SyntaxKind.BarBarEqualsToken: case ts.SyntaxKind.QuestionQuestionEqualsToken: return withDefault(old, right);
        default: return { kind: 'unknown', name: 'value' };
      }
    };
    return path.length === 0 ? value(before) : this.#set(before, path, value);
  }

  #called(node: ts.CallExpression, path: readonly ts.Expression[], before: Value): Value {
    const interpreter = this.#interpreter;
    const method = (node.expression as ts.PropertyAccessExpression).name.text;
    const args = interpreter.args(node);
    if (method === 'assign') {
      return { kind: 'object', node: undefined, entries: [{ spread: () => before }, ...args.slice(1).map(arg => ({ spread: () => arg }))] };
    }
    if ((method === 'push' || method === 'unshift') && path.length === 0 && before.kind === 'array') {
      return arrayOf(layOut(method === 'push' ? [spreadOf(before), ...args] : [...args, spreadOf(before)]));
    }
    return before;
  }

  #set(before: Value, path: readonly ts.Expression[], value: (old: Value) => Value): Value {
    const [head, ...rest] = path;
    if (!head) return value(before);
    const name = this.#interpreter.propertyName(head);
    if (name === undefined) return before;
    if (before.kind === 'union') return mapUnion(before, option => this.#set(option, path, value));
    // axios.defaults.baseURL = … makes what axios.create({ baseURL }) would.
    if (name === 'defaults' && rest.length === 1 && before.kind !== 'object') {
      const key = rest[0] && this.#interpreter.propertyName(rest[0]);
      if (key !== undefined && /^base_?url$/i.test(key)) {
        const base = lazy(() => value(nothing));
        return resultOf(memberOf(before, 'create'), [{ kind: 'object', node: undefined, entries: [{ name: key, value: base }] }]);
      }
    }
    const inner = lazy(() => {
      const old = this.#interpreter.member(before, name);
      return rest.length > 0 ? this.#set(old, rest, value) : value(old);
    });
    if (before.kind === 'url') return urlObject(before.href, new Map([...before.set, [name, inner()]]));
    if (before.kind === 'instance' || before.kind === 'function' || before.kind === 'class' || before.kind === 'array') return before;
    return { kind: 'object', node: before.kind === 'object' ? before.node : undefined, entries: [{ spread: () => before }, { name, value: inner }] };
  }
}

function isShortCircuit(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    || node.operatorToken.kind === ts.SyntaxKind.BarBarToken || node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken);
}

/** The entries that were set over `base` to make `value`, oldest first; undefined where it was not made so. */
function entriesOver(value: Value, base: Value): { name: string; value: () => Value }[] | undefined {
  const set: { name: string; value: () => Value }[] = [];
  let at = value;
  while (at !== base) {
    if (at.kind !== 'object' || at.entries.length !== 2) return undefined;
    const [below, entry] = at.entries;
    if (!below || !entry || !('spread' in below) || !('name' in entry)) return undefined;
    set.unshift(entry);
    at = below.spread();
  }
  return set;
}

function join(a: State, b: State): State {
  return a === undefined ? b : b === undefined || a === b ? a : union([a, b]);
}

function concatEach(a: Value, b: Value): Value {
  return a.kind === 'union' ? mapUnion(a, option => concatEach(option, b)) : concat([a, b]);
}

/** Whether a value says anything about text; the next page's URL from an answer does not. */
function isReadable(value: Value): boolean {
  switch (value.kind) {
    case 'text': return value.text !== '';
    case 'concat': return value.parts.some(part => part.kind === 'text');
    case 'union': return value.options.some(isReadable);
    case 'object': case 'url': case 'array': return true;
    default: return false;
  }
}
