/** Members of classes, constructor functions and their instances, and what a type annotation says a value is. */
import { groupBy } from '../util/group-by.ts';
import { declarationOf, enclosingFunction, isFunctionNode } from './bindings.ts';
import { assignmentsIn, callsIn, classesIn } from './file-index.ts';
import type { Interpreter } from './interpreter.ts';
import { ts } from './ts.ts';
import { instanceOf, memberOf, resultOf, union, unknown, type Bindings, type FunctionNode, type OwnerNode, type Value, type ValueOf } from './value.ts';

type ClassNode = ts.ClassLikeDeclaration | FunctionNode;

/** How many classes up an inheritance chain, or aliases along a type, are followed. */
const MAX_CHAIN = 12;

export class Classes {
  readonly #interpreter: Interpreter;
  readonly #assigned = new Map<ts.Node, Map<string, ts.Expression[]>>();

  #members = new WeakMap<Value, Map<string, Value>>();
  #loaded = 0;
  /** The classes that name another in their head, as `extends Base`. */
  readonly #heirs = new Map<string, ts.ClassLikeDeclaration[]>();
  #read = 0;

  constructor(interpreter: Interpreter) {
    this.#interpreter = interpreter;
  }

  /** What is known of a file's classes is to be found out again. */
  forget(source: ts.SourceFile): void {
    this.#members = new WeakMap();
    this.#heirs.clear();
    this.#read = 0;
    for (const owner of this.#assigned.keys()) if (owner.getSourceFile() === source) this.#assigned.delete(owner);
  }

  /** What `this` belongs to inside a node: a class, an object literal, or a constructor function. */
  ownerOf(node: ts.Node): OwnerNode | undefined {
    for (let at = node; !ts.isSourceFile(at); at = at.parent) {
      if (ts.isClassElement(at) && ts.isClassLike(at.parent)) return at.parent;
      if (at === node && !isFunctionNode(node)) continue;
      if (!isFunctionNode(at) || ts.isArrowFunction(at)) continue;
      const { parent } = at;
      if (ts.isObjectLiteralExpression(parent)) return parent;
      if (ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)) return parent.parent;
      return this.#prototypeOwner(at) ?? at;
    }
    return undefined;
  }

  instanceMember(instance: ValueOf<'instance'>, name: string): Value | undefined {
    const members = this.#membersOf(instance);
    const known = members.get(name);
    if (known) return known;
    const value = this.#findMember(instance, name);
    if (value) members.set(name, value);
    return value;
  }

  /** What has been found of an instance, as long as no other file is read that may have subclasses or implementations. */
  #membersOf(instance: ValueOf<'instance'>): Map<string, Value> {
    const { length } = this.#interpreter.sources.loaded;
    if (length !== this.#loaded) {
      this.#loaded = length;
      this.#members = new WeakMap();
    }
    let members = this.#members.get(instance);
    if (!members) this.#members.set(instance, members = new Map<string, Value>());
    return members;
  }

  #findMember(instance: ValueOf<'instance'>, name: string): Value | undefined {
    const own = this.#memberOf(instance, name, instance, 0);
    return own && own.kind !== 'unknown' && own.kind !== 'nothing' ? own : this.#overridden(instance, name) ?? own;
  }

  staticMember(of: ValueOf<'class'>, name: string): Value | undefined {
    if (!ts.isClassLike(of.node)) return this.#assignedTo(of.node, name, of);
    for (const member of this.#membersNamed(of.node, name)) {
      if (!isStatic(member)) continue;
      if (ts.isMethodDeclaration(member)) return { kind: 'function', node: member, bindings: of.bindings, self: of };
      if (ts.isGetAccessorDeclaration(member)) return this.#interpreter.substitute(this.#interpreter.returned(member), new Map<ts.Node, Value>([...of.bindings, [of.node, of]]));
      if (ts.isPropertyDeclaration(member)) {
        const assigned = this.#thisAssignments(of.node).get(name) ?? [];
        const values = [...(member.initializer ? [member.initializer] : []), ...assigned].map(node => this.#interpreter.evaluate(node)).filter(value => value.kind !== 'nothing');
        if (values.length > 0) return this.#interpreter.substitute(union(values), of.bindings);
        return member.type ? this.ofType(member.type) : undefined;
      }
    }
    const parent = this.#superclass(of);
    return parent?.kind === 'class' ? this.staticMember(parent, name) : this.#assignedTo(of.node, name, of);
  }

  staticEntries(of: ValueOf<'class'>): readonly { name: string; value: Value }[] | undefined {
    if (!ts.isClassLike(of.node)) return undefined;
    return of.node.members.flatMap(member => {
      const name = isStatic(member) && ts.isPropertyDeclaration(member) ? this.#interpreter.propertyName(member.name) : undefined;
      return name === undefined ? [] : [{ name, value: this.staticMember(of, name) ?? unknown(name) }];
    });
  }

  /** A property assigned to a function: `request.get = …`. */
  functionMember(of: ValueOf<'function'>, name: string): Value | undefined {
    return this.#assignedTo(of.node, name, undefined);
  }

  /** What `this.name` was assigned earlier in the same method, where nothing stands between that could make it otherwise. */
  assignedBefore(node: ts.PropertyAccessExpression): ts.Expression | undefined {
    const owner = this.ownerOf(node);
    const values = owner && this.#thisAssignments(owner).get(node.name.text);
    if (!values || values.length < 2) return undefined;
    let method: ts.Node = enclosingFunction(node);
    while (ts.isArrowFunction(method)) method = enclosingFunction(method);
    return values.findLast(value => {
      const statement = value.parent.parent;
      return value.end <= node.pos && ts.isExpressionStatement(statement) && ts.isBlock(statement.parent) && statement.parent.parent === method;
    });
  }

  /** For `...this.name` in an object that is assigned to `this.name`: what else the field is assigned. */
  spreadOfItself(spread: ts.Expression, object: ts.ObjectLiteralExpression): (() => Value) | undefined {
    if (!isFieldOf(spread) || !isSpreadIntoItself(object, spread.name.text)) return undefined;
    const owner = this.ownerOf(spread);
    if (!owner) return undefined;
    return () => {
      const { text: name } = spread.name;
      const values = (this.#thisAssignments(owner).get(name) ?? []).filter(value => !ts.isObjectLiteralExpression(value) || !isSpreadIntoItself(value, name));
      const declared = ts.isClassLike(owner) ? owner.members.find(member => ts.isPropertyDeclaration(member) && member.name.getText() === name) : undefined;
      if (declared && ts.isPropertyDeclaration(declared) && declared.initializer) values.push(declared.initializer);
      return union(values.map(value => this.#interpreter.evaluate(value)));
    };
  }

  /** `super.name`. */
  superMember(node: ts.Node, name: string): Value {
    const owner = this.ownerOf(node);
    if (!owner || !ts.isClassLike(owner)) return unknown(name);
    const parent = this.#superclass({ kind: 'class', node: owner, bindings: new Map() });
    if (parent?.kind !== 'class') return parent ? memberOf(resultOf(parent, [], true), name) : unknown(name);
    return this.#memberOf(instanceOf(parent, undefined), name, { kind: 'this', node: owner }, 0) ?? unknown(name);
  }

  /** What a value of this type is, as far as classes tell: an instance with unknown arguments. */
  ofType(type: ts.TypeNode, depth = 0): Value | undefined {
    if (depth > MAX_CHAIN) return undefined;
    if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
      for (const part of type.types) {
        const value = this.ofType(part, depth + 1);
        if (value) return value;
      }
      return undefined;
    }
    if (ts.isParenthesizedTypeNode(type)) return this.ofType(type.type, depth + 1);
    if (ts.isTypeQueryNode(type)) return ts.isIdentifier(type.exprName) ? this.#interpreter.evaluate(type.exprName) : undefined;
    if (ts.isImportTypeNode(type) || !ts.isTypeReferenceNode(type)) return undefined;
    const argument = type.typeArguments?.[0];
    if (ts.isIdentifier(type.typeName)) {
      const name = type.typeName.text;
      if (argument && transparentTypes.has(name)) return this.ofType(argument, depth + 1);
      if (argument && name === 'ReturnType') {
        const callee = this.ofType(argument, depth + 1);
        return callee && this.#interpreter.call(callee, []);
      }
      if (argument && name === 'InstanceType') return valueOfType(this.ofType(argument, depth + 1));
      return this.#ofName(type.typeName, depth);
    }
    const left = ts.isIdentifier(type.typeName.left) ? this.#interpreter.evaluate(type.typeName.left) : undefined;
    return left && valueOfType(this.#interpreter.member(left, type.typeName.right.text));
  }

  #ofName(name: ts.Identifier, depth: number): Value | undefined {
    const declaration = declarationOf(name);
    if (declaration && (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration))) {
      const value = valueOfType(this.#interpreter.declared(declaration));
      if (value) return value;
      let at: ts.Node = declaration;
      while (!ts.isImportDeclaration(at)) at = at.parent;
      const file = ts.isStringLiteral(at.moduleSpecifier) ? this.#interpreter.sources.resolve(at.moduleSpecifier.text, name.getSourceFile().fileName) : undefined;
      if (file !== undefined) this.#interpreter.dependencies.read(name.getSourceFile().fileName, file);
      const source = file === undefined ? undefined : this.#interpreter.sources.file(file);
      const original = ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : undefined;
      return source && original !== undefined ? this.#ofTypeDeclaration(source, original, depth) : undefined;
    }
    if (declaration) return valueOfType(this.#interpreter.declared(declaration));
    return this.#ofTypeDeclaration(name.getSourceFile(), name.text, depth);
  }

  /** An interface's implementing classes, an alias's type. */
  #ofTypeDeclaration(source: ts.SourceFile, name: string, depth: number): Value | undefined {
    for (const statement of source.statements) {
      if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name) return this.ofType(statement.type, depth + 1);
      if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) {
        this.#interpreter.dependencies.ask(source.fileName, `implements ${name}`);
        const classes = this.#heirsOf('implements', name);
        if (classes.length > 0) return union(classes.map(node => instanceOf({ kind: 'class', node, bindings: new Map() }, undefined)));
        const parent = statement.heritageClauses?.[0]?.types[0];
        return parent && ts.isIdentifier(parent.expression) ? this.#ofName(parent.expression, depth + 1) : undefined;
      }
    }
    return undefined;
  }

  #memberOf(instance: ValueOf<'instance'>, name: string, self: Value, depth: number): Value | undefined {
    if (depth > MAX_CHAIN) return undefined;
    const { node } = instance.of;
    const bindings = this.#instanceBindings(instance, self);
    const own = ts.isClassLike(node) ? this.#classMember(node, name, self, bindings) : this.#functionField(node, name);
    if (own) return own.kind === 'function' && own.self ? own : this.#interpreter.substitute(own, bindings);
    const parent = this.#superclass(instance.of);
    if (!parent) return ts.isClassLike(node) ? this.staticMember(instance.of, name) : undefined;
    if (parent.kind !== 'class') {
      return memberOf(resultOf(parent, this.#superArgs(node, bindings) ?? [], true), name);
    }
    return this.#memberOf(instanceOf(parent, this.#superArgs(node, bindings) ?? (this.#constructorOf(node) ? undefined : instance.args)), name, self, depth + 1);
  }

  #instanceBindings(instance: ValueOf<'instance'>, self: Value): Bindings {
    const { of, args } = instance;
    const bindings = new Map<ts.Node, Value>(of.bindings);
    bindings.set(of.node, self);
    const constructor = this.#constructorOf(of.node);
    if (constructor && args) for (const [node, value] of this.#interpreter.bind({ kind: 'function', node: constructor, bindings: new Map(), self: undefined }, args)) bindings.set(node, value);
    return bindings;
  }

  #classMember(node: ts.ClassLikeDeclaration, name: string, self: Value, bindings: Bindings): Value | undefined {
    const interpreter = this.#interpreter;
    let type: ts.TypeNode | undefined;
    const values: Value[] = [];
    let found = false;
    for (const member of this.#membersNamed(node, name)) {
      if (isStatic(member)) continue;
      if (ts.isConstructorDeclaration(member)) {
        for (const parameter of member.parameters) {
          if (ts.isParameterPropertyDeclaration(parameter, member) && ts.isIdentifier(parameter.name) && parameter.name.text === name) {
            found = true;
            values.push(interpreter.declared(parameter));
          }
        }
      } else if (ts.isMethodDeclaration(member)) {
        if (member.body) return { kind: 'function', node: member, bindings, self };
      } else if (ts.isGetAccessorDeclaration(member)) {
        if (member.body) return interpreter.returned(member);
      } else if (ts.isPropertyDeclaration(member)) {
        found = true;
        type = member.type;
        if (member.initializer) values.push(interpreter.evaluate(member.initializer));
      }
    }
    const assigned = this.#thisAssignments(node).get(name) ?? [];
    for (const value of assigned) values.push(interpreter.evaluate(value));
    const said = values.filter(value => value.kind !== 'nothing' && !(value.kind === 'text' && value.text === ''));
    if (said.length > 0) return union(said);
    if (type) {
      const typed = this.ofType(type);
      if (typed) return typed;
    }
    return found || assigned.length > 0 ? values[0] ?? unknown(name) : undefined;
  }

  #functionField(node: FunctionNode, name: string): Value | undefined {
    const values = this.#thisAssignments(node).get(name);
    return values && union(values.map(value => this.#interpreter.evaluate(value)));
  }

  /** What an abstract member is in the classes that extend this one. */
  #overridden(instance: ValueOf<'instance'>, name: string): Value | undefined {
    const { node } = instance.of;
    if (!ts.isClassLike(node) || !node.name) return undefined;
    const own = node.name.text;
    this.#interpreter.dependencies.ask(node.getSourceFile().fileName, `extends ${own}`);
    const subclasses = this.#heirsOf('extends', own);
    const values = subclasses.flatMap(subclass => {
      const of: ValueOf<'class'> = { kind: 'class', node: subclass, bindings: new Map() };
      const self: ValueOf<'instance'> = instanceOf(of, undefined);
      const value = this.#classMember(subclass, name, self, new Map([[subclass, self]]));
      return value ? [value] : [];
    });
    return values.length > 0 ? union(values) : undefined;
  }

  #heirsOf(relation: 'extends' | 'implements', name: string): readonly ts.ClassLikeDeclaration[] {
    const { loaded } = this.#interpreter.sources;
    for (; this.#read < loaded.length; this.#read++) {
      const source = loaded[this.#read];
      for (const node of source ? classesIn(source) : []) for (const key of heritageOf(node)) {
        const known = this.#heirs.get(key);
        if (known) known.push(node);
        else this.#heirs.set(key, [node]);
      }
    }
    return this.#heirs.get(`${relation} ${name}`) ?? [];
  }

  /** The members of a class that have this name, or whose names must be worked out and come to it, and its constructors. */
  #membersNamed(node: ts.ClassLikeDeclaration, name: string): readonly ts.ClassElement[] {
    const { byName, computed } = membersOf(node);
    const named = byName.get(name) ?? byName.get(undefined) ?? [];
    const further = computed.filter(member => member.name && this.#interpreter.propertyName(member.name) === name);
    return further.length > 0 ? [...named, ...further].sort((a, b) => a.pos - b.pos) : named;
  }

  #superclass(of: ValueOf<'class'>): Value | undefined {
    if (!ts.isClassLike(of.node)) return undefined;
    const parent = of.node.heritageClauses?.find(clause => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
    return parent && this.#interpreter.substitute(this.#interpreter.evaluate(parent.expression), of.bindings);
  }

  #superArgs(node: ClassNode, bindings: Bindings): readonly Value[] | undefined {
    const constructor = this.#constructorOf(node);
    if (!constructor?.body || !ts.isClassLike(node)) return undefined;
    const call = callsIn(constructor.body).find(at => at.expression.kind === ts.SyntaxKind.SuperKeyword);
    return call && this.#interpreter.args(call).map(arg => this.#interpreter.substitute(arg, bindings));
  }

  #constructorOf(node: ClassNode): FunctionNode | undefined {
    return ts.isClassLike(node) ? membersOf(node).constructors.find(constructor => constructor.body !== undefined) : node;
  }

  /** `this.name = …` in a class or constructor function, and `Name.prototype.name = …` of the latter. */
  #thisAssignments(owner: OwnerNode): Map<string, ts.Expression[]> {
    let names = this.#assigned.get(owner);
    if (names) return names;
    const collected = new Map<string, ts.Expression[]>();
    this.#assigned.set(owner, names = collected);
    const add = (name: string, value: ts.Expression): void => {
      const known = collected.get(name);
      if (known) known.push(value);
      else collected.set(name, [value]);
    };
    for (const { left, right } of assignmentsIn(owner)) {
      if ((!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) || left.expression.kind !== ts.SyntaxKind.ThisKeyword || this.ownerOf(left.expression) !== owner) continue;
      const name = ts.isPropertyAccessExpression(left) ? left.name.text : this.#interpreter.propertyName(left.argumentExpression);
      if (name !== undefined) add(name, right);
    }
    for (const call of callsIn(owner)) {
      if (!call.arguments || call.arguments[0]?.kind !== ts.SyntaxKind.ThisKeyword || call.expression.getText() !== 'Object.assign') continue;
      for (const argument of call.arguments.slice(1)) if (ts.isObjectLiteralExpression(argument)) {
        for (const property of argument.properties) if (ts.isPropertyAssignment(property)) add(this.#interpreter.propertyName(property.name) ?? '', property.initializer);
      }
    }
    if (isFunctionNode(owner)) for (const { target, name, value } of prototypeAssignments(owner.getSourceFile(), nameOfFunction(owner))) if (this.#functionNamed(target) === owner) add(name, value);
    return collected;
  }

  /** `Name.prop = value` beside a function or class. */
  #assignedTo(node: ClassNode, name: string, self: Value | undefined): Value | undefined {
    const own = node.name && ts.isIdentifier(node.name) ? node.name : ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name : undefined;
    if (!own) return undefined;
    const values = propertyAssignments(node.getSourceFile(), own.text, name).map(entry => this.#interpreter.evaluate(entry.value));
    if (values.length === 0) return undefined;
    const value = union(values);
    return self ? this.#interpreter.substitute(value, new Map([[node, self]])) : value;
  }

  #prototypeOwner(node: FunctionNode): FunctionNode | undefined {
    const { parent } = node;
    if (!ts.isBinaryExpression(parent) || parent.right !== node || !ts.isPropertyAccessExpression(parent.left)) return undefined;
    const holder = parent.left.expression;
    if (holder.kind === ts.SyntaxKind.ThisKeyword) {
      const owner = this.ownerOf(holder);
      return owner && isFunctionNode(owner) ? owner : undefined;
    }
    return ts.isPropertyAccessExpression(holder) && holder.name.text === 'prototype' && ts.isIdentifier(holder.expression) ? this.#functionNamed(holder.expression) : undefined;
  }

  #functionNamed(name: ts.Identifier): FunctionNode | undefined {
    const declaration = declarationOf(name);
    if (!declaration) return undefined;
    if (ts.isFunctionDeclaration(declaration)) return declaration;
    return ts.isVariableDeclaration(declaration) && declaration.initializer && ts.isFunctionExpression(declaration.initializer) ? declaration.initializer : undefined;
  }
}

const transparentTypes = new Set(['Promise', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Awaited', 'Ref', 'Omit', 'Pick']);

function valueOfType(value: Value | undefined): Value | undefined {
  if (!value) return undefined;
  if (value.kind === 'class') return instanceOf(value, undefined);
  if (value.kind === 'external' || (value.kind === 'member' && value.of.kind === 'external')) return resultOf(value, [], true);
  return undefined;
}

function isFieldOf(node: ts.Expression): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** Whether an object is assigned to `this.name` and has what that was spread into it. */
function isSpreadIntoItself(object: ts.ObjectLiteralExpression, name: string): boolean {
  const { parent } = object;
  const isNamed = (node: ts.Expression): boolean => isFieldOf(node) && node.name.text === name;
  return ts.isBinaryExpression(parent) && isNamed(parent.left) && object.properties.some(property => ts.isSpreadAssignment(property) && isNamed(property.expression));
}

function isStatic(member: ts.ClassElement): boolean {
  return ts.canHaveModifiers(member) && (ts.getModifiers(member)?.some(modifier => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false);
}

/** What a class inherits by name: `extends Base`, `implements Client`. */
export function heritageOf(node: ts.ClassLikeDeclaration): ReadonlySet<string> {
  return new Set((node.heritageClauses ?? []).flatMap(({ token, types }) =>
    types.flatMap(({ expression }) => (ts.isIdentifier(expression) ? [`${token === ts.SyntaxKind.ExtendsKeyword ? 'extends' : 'implements'} ${expression.text}`] : []))));
}

interface Members {
  readonly constructors: readonly ts.ConstructorDeclaration[];
  /** In source order, each with the constructors, whose parameters may be members; these alone under `undefined`. */
  readonly byName: ReadonlyMap<string | undefined, readonly ts.ClassElement[]>;
  /** Those whose names are expressions. */
  readonly computed: readonly ts.ClassElement[];
}

const membersByClass = new WeakMap<ts.ClassLikeDeclaration, Members>();

function membersOf(node: ts.ClassLikeDeclaration): Members {
  let members = membersByClass.get(node);
  if (!members) membersByClass.set(node, members = findMembers(node));
  return members;
}

function findMembers(node: ts.ClassLikeDeclaration): Members {
  const constructors = node.members.filter(member => ts.isConstructorDeclaration(member));
  const named = node.members.filter(member => member.name && !ts.isComputedPropertyName(member.name));
  const byName = new Map<string | undefined, readonly ts.ClassElement[]>([[undefined, constructors]]);
  for (const [name, own] of groupBy(named, member => (member.name as Exclude<ts.PropertyName, ts.ComputedPropertyName>).text)) {
    byName.set(name, constructors.length > 0 ? [...own, ...constructors].sort((a, b) => a.pos - b.pos) : own);
  }
  return { constructors, byName, computed: node.members.filter(member => member.name && ts.isComputedPropertyName(member.name)) };
}

/** The name by which statements beside a function can mean it. */
function nameOfFunction(node: FunctionNode): string | undefined {
  const name = ts.isFunctionExpression(node) && ts.isVariableDeclaration(node.parent) ? node.parent.name : node.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

interface PropertyAssignment { readonly target: ts.Identifier; readonly name: string; readonly value: ts.Expression }

/** What stands at the top of a file as `Name.prototype.prop = value`, and as `Name.prop = value`. */
interface TopAssignments {
  readonly prototypes: ReadonlyMap<string, readonly PropertyAssignment[]>;
  readonly properties: ReadonlyMap<string, readonly PropertyAssignment[]>;
}

function prototypeAssignments(source: ts.SourceFile, target: string | undefined): readonly PropertyAssignment[] {
  return (target !== undefined && topAssignments(source).prototypes.get(target)) || [];
}

function propertyAssignments(source: ts.SourceFile, target: string, name: string): readonly PropertyAssignment[] {
  return topAssignments(source).properties.get(`${target} ${name}`) ?? [];
}

const assignmentsBySource = new WeakMap<ts.SourceFile, TopAssignments>();

function topAssignments(source: ts.SourceFile): TopAssignments {
  let found = assignmentsBySource.get(source);
  if (!found) assignmentsBySource.set(source, found = findAssignments(source));
  return found;
}

function findAssignments(source: ts.SourceFile): TopAssignments {
  const prototypes: PropertyAssignment[] = [];
  const properties: PropertyAssignment[] = [];
  for (const statement of source.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression) || statement.expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
    const { left, right: value } = statement.expression;
    if (!ts.isPropertyAccessExpression(left)) continue;
    const { expression: holder, name: { text: name } } = left;
    if (ts.isIdentifier(holder)) properties.push({ target: holder, name, value });
    else if (ts.isPropertyAccessExpression(holder) && holder.name.text === 'prototype' && ts.isIdentifier(holder.expression)) prototypes.push({ target: holder.expression, name, value });
  }
  return { prototypes: groupBy(prototypes, ({ target }) => target.text), properties: groupBy(properties, ({ target, name }) => `${target.text} ${name}`) };
}
