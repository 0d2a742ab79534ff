/** The abstract interpreter: expressions → values, by need, remembered per node, over parameters that stand for themselves. */
import { declarationOf, enclosingFunction, isFunctionNode, surroundingsOf, type NameDeclaration } from './bindings.ts';
import { bindSelf, unwrapCall } from './bound-calls.ts';
import { Budget } from './budget.ts';
import { callBuiltin, constructBuiltin, urlMember } from './builtins.ts';
import { Classes } from './classes.ts';
import type { Consults } from './consults.ts';
import { Dependencies } from './dependencies.ts';
import { stateAt } from './flow.ts';
import { Modules, type Sources } from './modules.ts';
import { mutationsOf } from './mutations.ts';
import { objectMember } from './objects.ts';
import { returnedFrom } from './returns.ts';
import { Substitution, type Resolver } from './substitution.ts';
import { ts, walk } from './ts.ts';
import { arrayOf, choiceOf, choose, concatAll, defaultOf, instanceOf, isOpen, layOut, lazy, limited, mapUnion, memberOf, nameOf, nothing, outOfBounds, resultOf, spreadOf, text, union, unknown, withDefault, MAX_ALTERNATIVES, type Bindings, type Entry, type FunctionNode, type Value, type ValueOf } from './value.ts';

export class Interpreter {
  readonly sources: Sources;
  readonly modules: Modules;
  readonly classes: Classes;
  readonly #memo = new Map<ts.Node, Value>();
  readonly #ends = new Map<ts.Node, Value>();
  readonly #returns = new Map<ts.Node, Value>();
  readonly #running = new Set<ts.Node>();
  readonly budget = new Budget();
  /** Which files values were read from, by the file that they stand in. */
  readonly dependencies = new Dependencies();

  constructor(sources: Sources) {
    this.sources = sources;
    this.modules = new Modules(this, sources);
    this.classes = new Classes(this);
  }

  /** What is known of a file's values is to be found out again. Others that hang on it are not forgotten with it. */
  forget(source: ts.SourceFile): void {
    this.modules.forget(source.fileName);
    this.classes.forget(source);
    this.dependencies.forget(source.fileName);
    walk(source, node => {
      this.#memo.delete(node);
      this.#ends.delete(node);
      this.#returns.delete(node);
      return true;
    });
  }

  /** What an expression is worth where it stands. */
  evaluate(node: ts.Expression): Value {
    const known = this.#memo.get(node);
    if (known) return known;
    if (this.#running.has(node)) return unknown(this.#nameAt(node));
    if (!this.budget.enter()) return outOfBounds(this.#nameAt(node));
    this.#running.add(node);
    try {
      const value = this.#evaluate(node);
      this.#memo.set(node, value);
      return value;
    } finally {
      this.budget.leave();
      this.#running.delete(node);
    }
  }

  /** What a module-level name is worth once its module has run: what importers see. */
  evaluateAtEnd(name: ts.Identifier): Value {
    const known = this.#ends.get(name);
    if (known) return known;
    if (this.#running.has(name)) return unknown(name.text);
    this.#running.add(name);
    try {
      const declaration = declarationOf(name);
      const value = declaration ? this.#nameValue(declaration, name, name.getSourceFile().endOfFileToken) : unknown(name.text);
      this.#ends.set(name, value);
      return value;
    } finally {
      this.#running.delete(name);
    }
  }

  /** What a declaration says its name is, before anything is assigned to it. */
  declared(declaration: NameDeclaration): Value {
    if (ts.isFunctionDeclaration(declaration) || ts.isFunctionExpression(declaration)) return { kind: 'function', node: declaration, bindings: new Map(), self: undefined };
    if (ts.isClassLike(declaration)) return { kind: 'class', node: declaration, bindings: new Map() };
    if (ts.isEnumDeclaration(declaration)) return this.#enum(declaration);
    if (ts.isImportClause(declaration)) {
      const module = this.#importOf(declaration);
      return module.kind === 'module' ? this.member(module, 'default') : module;
    }
    if (ts.isImportSpecifier(declaration)) {
      const module = this.#importOf(declaration);
      const name = (declaration.propertyName ?? declaration.name).text;
      return this.member(module, name);
    }
    if (ts.isNamespaceImport(declaration)) return this.#importOf(declaration);
    if (ts.isImportEqualsDeclaration(declaration)) {
      const reference = declaration.moduleReference;
      if (ts.isExternalModuleReference(reference)) return ts.isStringLiteralLike(reference.expression) ? this.modules.required(reference.expression.text, declaration) : unknown(declaration.name.text);
      return ts.isIdentifier(reference) ? this.evaluate(reference) : this.member(ts.isIdentifier(reference.left) ? this.evaluate(reference.left) : unknown(''), reference.right.text);
    }
    if (ts.isParameter(declaration)) return this.#parameter(declaration);
    return this.initial(declaration);
  }

  /** What a variable's or pattern element's own initialiser gives. */
  initial(declaration: ts.VariableDeclaration | ts.BindingElement): Value {
    if (ts.isBindingElement(declaration)) return this.#bindingElement(declaration);
    const list = declaration.parent;
    if (ts.isVariableDeclarationList(list) && ts.isForOfStatement(list.parent)) return this.elementOf(this.evaluate(list.parent.expression), keyAt(list.parent));
    if (declaration.initializer) return this.evaluate(declaration.initializer);
    if (declaration.type && !ts.isCatchClause(list)) return this.classes.ofType(declaration.type) ?? nothing;
    return ts.isCatchClause(list) || ts.isForInStatement(list.parent) ? unknown(this.#nameAt(declaration.name)) : nothing;
  }

  /** What `({ a: name } = value)` assigns to a declared name. */
  destructured(assignment: ts.BinaryExpression, declaration: NameDeclaration): Value {
    const value = this.evaluate(assignment.right);
    const name = declaration.name && ts.isIdentifier(declaration.name) ? declaration.name.text : '';
    if (ts.isArrayLiteralExpression(assignment.left)) {
      const index = assignment.left.elements.findIndex(element => ts.isIdentifier(element) && element.text === name);
      return this.member(value, String(index));
    }
    if (!ts.isObjectLiteralExpression(assignment.left)) return unknown(name);
    for (const property of assignment.left.properties) {
      if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return this.member(value, name);
      if (ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer) && property.initializer.text === name) return this.member(value, this.propertyName(property.name) ?? '');
    }
    return unknown(name);
  }

  /** The arguments of a call; spreads of known arrays are laid out. */
  args(call: ts.CallExpression | ts.NewExpression): readonly Value[] {
    return this.#items(call.arguments ?? []);
  }

  /** The name that a property name or key expression gives; undefined where it is computed from what is not known. */
  propertyName(node: ts.Node): string | undefined {
    if (ts.isIdentifier(node) && !(ts.isElementAccessExpression(node.parent) && node.parent.argumentExpression === node)) return node.text;
    if (ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
    const value = ts.isComputedPropertyName(node) ? this.evaluate(node.expression) : ts.isExpression(node) ? this.evaluate(node) : nothing;
    return value.kind === 'text' ? value.text : undefined;
  }

  /** `of.name`. */
  member(of: Value, name: string): Value {
    switch (of.kind) {
      case 'union': return this.budget.step() ? mapUnion(of, option => this.member(option, name)) : outOfBounds(name);
      case 'default': {
        if (!this.budget.step()) return outOfBounds(name);
        const first = this.member(of.of, name);
        const second = this.member(of.fallback, name);
        return first.kind === 'nothing' ? second : defaultOf(first, second, of.isOverride);
      }
      case 'object': return objectMember(this, of, name);
      case 'array': return of.items[Number(name)] ?? memberOf(of, name);
      case 'url': return urlMember(of, name) ?? memberOf(of, name);
      case 'module': return this.modules.member(of.file, name, of.from);
      case 'external':
        if (name === 'default' && !of.global) return of;
        return of.global && globalObjects.has(of.name) ? { kind: 'external', name, global: true } : memberOf(of, name);
      case 'class': return this.classes.staticMember(of, name) ?? memberOf(of, name);
      case 'instance': return this.classes.instanceMember(of, name) ?? memberOf(of, name);
      case 'function': return this.classes.functionMember(of, name) ?? memberOf(of, name);
      case 'nothing': return nothing;
      default: return memberOf(of, name);
    }
  }

  /** `callee(…args)`. */
  call(callee: Value, args: readonly Value[]): Value {
    return this.#called(callee, () => args);
  }

  #called(callee: Value, args: () => readonly Value[]): Value {
    if (!this.budget.step()) return outOfBounds('value');
    if (callee.kind === 'union') return mapUnion(callee, option => this.#called(option, args));
    if (callee.kind === 'function') return this.#result(callee, args);
    const bound = unwrapCall(callee, args);
    if (bound) return bound.binds ? bindSelf(bound.callee, bound.self, bound.args.slice(1)) : this.call(bindSelf(bound.callee, bound.self), bound.args);
    const given = args();
    return callBuiltin(this, callee, given) ?? resultOf(callee, given);
  }

  /** What a function gives back. What it is given does not matter to one that always gives the same. */
  #result(callee: ValueOf<'function'>, args: () => readonly Value[]): Value {
    if (!this.budget.enter()) return outOfBounds('value');
    try {
      const value = this.returned(callee.node);
      return isOpen(value) ? this.substitute(value, this.bind(callee, args())) : value;
    } finally {
      this.budget.leave();
    }
  }

  /** `new callee(…args)`. */
  construct(callee: Value, args: readonly Value[]): Value {
    if (callee.kind === 'union') return mapUnion(callee, option => this.construct(option, args));
    if (callee.kind === 'class') return instanceOf(callee, args);
    if (callee.kind === 'function') return instanceOf({ kind: 'class', node: callee.node, bindings: callee.bindings }, args);
    return constructBuiltin(this, callee, args) ?? resultOf(callee, args, true);
  }

  /** What a function's parameters and its `this` stand for in one call. */
  bind(callee: ValueOf<'function'>, later: readonly Value[]): Bindings {
    const args = callee.given ? [...callee.given, ...later] : later;
    const bindings = new Map(callee.bindings);
    const firstSpread = args.findIndex(arg => arg.kind === 'spread');
    const spread = args[firstSpread];
    // TypeScript's `this` parameter is given no argument.
    const parameters = callee.node.parameters.filter(parameter => !(ts.isIdentifier(parameter.name) && parameter.name.text === 'this'));
    for (const [index, parameter] of parameters.entries()) {
      if (parameter.dotDotDotToken) bindings.set(parameter, arrayOf(args.slice(index)));
      else if (spread?.kind === 'spread' && index >= firstSpread) bindings.set(parameter, this.member(spread.of, String(index - firstSpread)));
      else bindings.set(parameter, args[index] ?? nothing);
    }
    if (callee.self) bindings.set(this.classes.ownerOf(callee.node) ?? callee.node, callee.self);
    return bindings;
  }

  /** What calls of a function give, over its parameters. */
  returned(node: FunctionNode): Value {
    const known = this.#returns.get(node);
    if (known) return known;
    if (this.#running.has(node) || !node.body || node.asteriskToken) return unknown(this.#nameAt(node));
    this.#running.add(node);
    try {
      const value = ts.isBlock(node.body) ? returnedFrom(this, node.body.statements) : this.evaluate(node.body);
      this.#returns.set(node, value);
      return value;
    } finally {
      this.#running.delete(node);
    }
  }

  /** A value with what `bindings` know put in. */
  substitute(value: Value, bindings: Bindings): Value {
    if (bindings.size === 0 || !isOpen(value)) return value;
    return this.substitution({ param: node => bindings.get(node), self: node => bindings.get(node) }, bindings).of(value);
  }

  /** Puts in what `resolver` answers, and works out again all that follows from it; each value once. */
  substitution(resolver: Resolver, bindings?: Bindings, consults?: Consults): Substitution {
    return new Substitution(this, this.budget, resolver, bindings, consults);
  }

  /** Any item of an array; what is taken from it under the same key is of the same item. */
  elementOf(of: Value, key: string): Value {
    if (of.kind === 'array') {
      if (!this.budget.step()) return outOfBounds('item');
      const options = limited(of.items, 'item').map(item => (item.kind === 'spread' ? this.elementOf(item.of, key) : item));
      return options.length > 1 ? choiceOf(options, { key }) : options[0] ?? unknown('item');
    }
    if (of.kind === 'union') return this.budget.step() ? mapUnion(of, option => this.elementOf(option, key)) : outOfBounds('item');
    return memberOf(of, '0');
  }

  /** The names and values of an object, as far as they are known; undefined where a part is not, or where they are more than `most`. */
  entriesOf(of: Value, most = MAX_ENTRIES): readonly { name: string; value: Value }[] | undefined {
    if (of.kind === 'class') {
      const entries = this.classes.staticEntries(of);
      return entries && entries.length <= most ? entries : undefined;
    }
    if (of.kind !== 'object' || !this.budget.step()) return undefined;
    const names = new Set<string>();
    for (const entry of of.entries) {
      if ('name' in entry) names.add(entry.name);
      else {
        const inner = this.entriesOf(entry.spread(), most);
        if (!inner) return undefined;
        for (const { name } of inner) names.add(name);
      }
      if (names.size > most) return undefined;
    }
    return [...names].map(name => ({ name, value: this.member(of, name) }));
  }

  #evaluate(node: ts.Expression): Value {
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return text(node.text, node);
    if (ts.isTemplateExpression(node)) return this.#template(node);
    if (ts.isIdentifier(node)) return this.#identifier(node);
    if (ts.isPropertyAccessExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return this.classes.superMember(node, node.name.text);
      const before = node.expression.kind === ts.SyntaxKind.ThisKeyword ? this.classes.assignedBefore(node) : undefined;
      return before ? this.evaluate(before) : this.member(this.evaluate(node.expression), node.name.text);
    }
    if (ts.isElementAccessExpression(node)) return this.#element(node);
    if (ts.isCallExpression(node)) return this.#call(node);
    if (ts.isNewExpression(node)) return this.construct(this.evaluate(node.expression), this.args(node));
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)
      || ts.isTypeAssertionExpression(node) || ts.isAwaitExpression(node)) return this.evaluate(node.expression);
    if (ts.isBinaryExpression(node)) return this.#binary(node);
    if (ts.isConditionalExpression(node)) return choose(this.conditionKey(node.condition), this.test(node.condition), this.evaluate(node.whenTrue), this.evaluate(node.whenFalse));
    if (ts.isObjectLiteralExpression(node)) return this.#object(node);
    if (ts.isArrayLiteralExpression(node)) return arrayOf(this.#items(node.elements));
    if (isFunctionNode(node)) return { kind: 'function', node, bindings: new Map(), self: undefined };
    if (ts.isClassExpression(node)) return { kind: 'class', node, bindings: new Map() };
    if (ts.isTaggedTemplateExpression(node)) return this.#tagged(node);
    if (ts.isRegularExpressionLiteral(node)) return unknown(node.text);
    switch (node.kind) {
      case ts.SyntaxKind.ThisKeyword: {
        const owner = this.classes.ownerOf(node);
        return owner ? { kind: 'this', node: owner } : unknown('this');
      }
      case ts.SyntaxKind.NullKeyword: return nothing;
      case ts.SyntaxKind.TrueKeyword: return text('true');
      case ts.SyntaxKind.FalseKeyword: return text('false');
      case ts.SyntaxKind.VoidExpression: return nothing;
      case ts.SyntaxKind.MetaProperty: return { kind: 'external', name: 'import.meta', global: true };
      default: return unknown(this.#nameAt(node));
    }
  }

  #identifier(node: ts.Identifier): Value {
    if (node.text === 'undefined') return nothing;
    const declaration = declarationOf(node);
    if (!declaration) return { kind: 'external', name: node.text, global: true };
    return this.#nameValue(declaration, node, node);
  }

  #nameValue(declaration: NameDeclaration, name: ts.Identifier, use: ts.Node): Value {
    const mutations = mutationsOf(declaration, name);
    if (mutations.length === 0) return this.declared(declaration);
    const begins = ts.isVariableDeclaration(declaration) || (ts.isBindingElement(declaration) && !isParameterPart(declaration)) ? nothing : this.declared(declaration);
    return stateAt(this, declaration, begins, use, mutations);
  }

  #parameter(declaration: ts.ParameterDeclaration): Value {
    const value = this.#iterated(declaration) ?? { kind: 'param', node: declaration };
    return declaration.initializer ? withDefault(value, this.evaluate(declaration.initializer)) : value;
  }

  /** The parameter of a callback that an array's own method calls: one of the array's items. */
  #iterated(declaration: ts.ParameterDeclaration): Value | undefined {
    const callback = declaration.parent;
    const call = callback.parent;
    if (!call || !ts.isCallExpression(call) || call.arguments[0] !== callback || !ts.isPropertyAccessExpression(call.expression)) return undefined;
    const position = callback.parameters.indexOf(declaration);
    if (!iterations.has(call.expression.name.text) || position !== 0) return undefined;
    const items = this.evaluate(call.expression.expression);
    return items.kind === 'array' ? this.elementOf(items, keyAt(call)) : undefined;
  }

  #bindingElement(element: ts.BindingElement): Value {
    const pattern = element.parent;
    const holder = pattern.parent;
    const whole = ts.isBindingElement(holder) ? this.#bindingElement(holder) : ts.isParameter(holder) ? this.#parameter(holder) : this.initial(holder);
    let value: Value;
    if (ts.isArrayBindingPattern(pattern)) {
      const index = pattern.elements.indexOf(element);
      value = element.dotDotDotToken && whole.kind === 'array' ? arrayOf(whole.items.slice(index)) : this.member(whole, String(index));
    } else if (element.dotDotDotToken) value = whole;
    else {
      const name = this.propertyName(element.propertyName ?? element.name);
      value = name === undefined ? unknown(this.#nameAt(element.name)) : this.member(whole, name);
    }
    return element.initializer ? withDefault(value, this.evaluate(element.initializer)) : value;
  }

  #importOf(node: ts.Node): Value {
    let at = node;
    while (!ts.isImportDeclaration(at)) at = at.parent;
    return ts.isStringLiteral(at.moduleSpecifier) ? this.modules.imported(at.moduleSpecifier.text, at) : unknown('module');
  }

  #enum(node: ts.EnumDeclaration): Value {
    const entries: Entry[] = [];
    for (const member of node.members) {
      const name = this.propertyName(member.name);
      if (name !== undefined) entries.push({ name, value: lazy(() => (member.initializer ? this.evaluate(member.initializer) : unknown(name))) });
    }
    return { kind: 'object', entries, node };
  }

  #object(node: ts.ObjectLiteralExpression): Value {
    const entries: Entry[] = [];
    for (const property of node.properties) {
      if (ts.isSpreadAssignment(property)) {
        // What a field is made of anew (`this.options = { ...this.options, url }`) is what it was to begin with.
        const before = this.classes.spreadOfItself(property.expression, node);
        entries.push({ spread: lazy(() => before?.() ?? this.evaluate(property.expression)) });
        continue;
      }
      const name = this.propertyName(property.name);
      if (name === undefined) continue;
      if (ts.isPropertyAssignment(property)) {
        const value = property.initializer;
        entries.push({ name, value: lazy(() => this.evaluate(value)) });
      } else if (ts.isShorthandPropertyAssignment(property)) entries.push({ name, value: lazy(() => this.evaluate(property.name)) });
      else if (ts.isMethodDeclaration(property)) entries.push({ name, value: () => ({ kind: 'function', node: property, bindings: new Map(), self: undefined }) });
      else if (ts.isGetAccessorDeclaration(property)) entries.push({ name, value: lazy(() => this.returned(property)) });
    }
    return { kind: 'object', entries, node, isClosed: surroundingsOf(node) !== 'function' };
  }

  #template(node: ts.TemplateExpression): Value {
    const parts: Value[] = [text(node.head.text, node)];
    for (const span of node.templateSpans) parts.push(this.#interpolated(span.expression), text(span.literal.text, node));
    return concatAll(parts);
  }

  /** A value that goes into text: what is not known is called what the code calls it there. */
  #interpolated(node: ts.Expression): Value {
    const value = this.evaluate(node);
    const name = ts.isIdentifier(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.name.text : undefined;
    return name !== undefined && (value.kind === 'unknown' || value.kind === 'result') && !isOpen(value) ? unknown(name, value) : value;
  }

  #tagged(node: ts.TaggedTemplateExpression): Value {
    const tag = this.evaluate(node.tag);
    const template = node.template;
    if (tag.kind !== 'function') return this.evaluate(template);
    const strings = ts.isNoSubstitutionTemplateLiteral(template) ? [text(template.text, template)] : [text(template.head.text, template), ...template.templateSpans.map(span => text(span.literal.text, template))];
    const values = ts.isNoSubstitutionTemplateLiteral(template) ? [] : template.templateSpans.map(span => this.evaluate(span.expression));
    const result = this.call(tag, [arrayOf(strings), ...values]);
    return result.kind === 'unknown' || result.kind === 'result' ? this.evaluate(template) : result;
  }

  #element(node: ts.ElementAccessExpression): Value {
    return this.elementAt(this.evaluate(node.expression), this.evaluate(node.argumentExpression));
  }

  /** `of[key]`. */
  elementAt(of: Value, key: Value): Value {
    if (key.kind === 'text') return this.member(of, key.text);
    if (!this.budget.step()) return outOfBounds(nameOf(key));
    if (key.kind === 'union') return mapUnion(key, option => this.elementAt(of, option));
    if (key.kind === 'default') return withDefault(this.elementAt(of, key.of), this.elementAt(of, key.fallback));
    if (!isOpen(key)) return this.anyOf(of) ?? memberOf(of, nameOf(key));
    if (of.kind === 'array') return this.elementOf(of, 'any');
    const entries = this.entriesOf(of, MAX_ALTERNATIVES);
    if (!entries || entries.length === 0) return memberOf(of, nameOf(key), key);
    return entries.reduceRight<Value>((otherwise, { name, value }) => {
      const test = this.call({ kind: 'external', name: '===', global: true }, [key, text(name)]);
      return otherwise.kind === 'nothing' ? value : choose(`${nameOf(key)} ${name}`, test, value, otherwise);
    }, nothing);
  }

  /** Any value in a table; undefined where it is none. */
  anyOf(of: Value): Value | undefined {
    if (of.kind === 'array') return this.elementOf(of, 'any');
    const entries = this.entriesOf(of, MAX_ALTERNATIVES);
    return entries && entries.length > 0 ? union(entries.map(entry => entry.value)) : undefined;
  }

  /** A condition's value: text `true` or `false` where it is decided. */
  test(node: ts.Expression): Value {
    const operator = (name: string, ...args: readonly Value[]): Value => this.call({ kind: 'external', name, global: true }, args);
    if (ts.isParenthesizedExpression(node)) return this.test(node.expression);
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return operator('!', this.test(node.operand));
    if (ts.isTypeOfExpression(node)) return operator('typeof', this.evaluate(node.expression));
    if (!ts.isBinaryExpression(node)) return this.evaluate(node);
    const { left, right } = node;
    const side = (expression: ts.Expression): Value => (ts.isTypeOfExpression(expression) ? this.test(expression) : this.evaluate(expression));
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.EqualsEqualsEqualsToken: case ts.SyntaxKind.EqualsEqualsToken: return operator('===', side(left), side(right));
      case ts.SyntaxKind.ExclamationEqualsEqualsToken: case ts.SyntaxKind.ExclamationEqualsToken: return operator('!', operator('===', side(left), side(right)));
      case ts.SyntaxKind.AmpersandAmpersandToken: return operator('&&', this.test(left), this.test(right));
      case ts.SyntaxKind.BarBarToken: return operator('||', this.test(left), this.test(right));
      default: return unknown('condition');
    }
  }

  /** Names a condition: the same text in the same function asks the same. */
  conditionKey(node: ts.Expression): string {
    return `${keyAt(enclosingFunction(node))} ${node.getText()}`;
  }

  #binary(node: ts.BinaryExpression): Value {
    switch (node.operatorToken.kind) {
      case ts.SyntaxKind.PlusToken: return concatAll([this.#interpolated(node.left), this.#interpolated(node.right)]);
      case ts.SyntaxKind.BarBarToken: case ts.SyntaxKind.QuestionQuestionToken: return withDefault(this.evaluate(node.left), this.evaluate(node.right));
      case ts.SyntaxKind.AmpersandAmpersandToken: return choose(this.conditionKey(node.left), this.test(node.left), this.evaluate(node.right), nothing);
      case ts.SyntaxKind.EqualsEqualsEqualsToken: case ts.SyntaxKind.EqualsEqualsToken: case ts.SyntaxKind.ExclamationEqualsEqualsToken: case ts.SyntaxKind.ExclamationEqualsToken: return this.test(node);
      case ts.SyntaxKind.EqualsToken: case ts.SyntaxKind.CommaToken: return this.evaluate(node.right);
      default: return unknown('value');
    }
  }

  #call(node: ts.CallExpression): Value {
    const { expression } = node;
    const first = node.arguments[0];
    if (ts.isIdentifier(expression) && expression.text === 'require' && first && ts.isStringLiteralLike(first) && !declarationOf(expression)) return this.modules.required(first.text, node);
    if (expression.kind === ts.SyntaxKind.ImportKeyword) return first && ts.isStringLiteralLike(first) ? this.modules.imported(first.text, node) : unknown('module');
    if (expression.kind === ts.SyntaxKind.SuperKeyword) return nothing;
    return this.#called(this.evaluate(expression), () => this.args(node));
  }

  #items(nodes: readonly ts.Expression[]): readonly Value[] {
    return layOut(nodes.map(node => (ts.isSpreadElement(node) ? spreadOf(this.evaluate(node.expression)) : this.evaluate(node))));
  }

  #nameAt(node: ts.Node): string {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
    if (ts.isPropertyAccessExpression(node)) return node.name.text;
    if (ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)) return this.#nameAt(node.expression);
    if ('name' in node && node.name && ts.isIdentifier(node.name as ts.Node)) return (node.name as ts.Identifier).text;
    return 'value';
  }
}

/** Of an object with more names no list is made. */
const MAX_ENTRIES = 500;
const globalObjects = new Set(['window', 'globalThis', 'self', 'global']);
const iterations = new Set(['map', 'forEach', 'flatMap', 'filter', 'some', 'every', 'find', 'each']);

function keyAt(node: ts.Node): string {
  return `${node.getSourceFile().fileName}:${node.pos}`;
}

function isParameterPart(element: ts.BindingElement): boolean {
  let at: ts.Node = element;
  while (ts.isBindingElement(at)) at = at.parent.parent;
  return ts.isParameter(at);
}
