/** Names and what declares them: the little of a binder that call finding needs, by syntax alone. */
import { varsIn } from './file-index.ts';
import { ts } from './ts.ts';
import type { FunctionNode } from './value.ts';

/** A node that a name can stand for. */
export type NameDeclaration =
  | ts.VariableDeclaration | ts.BindingElement | ts.ParameterDeclaration
  | ts.FunctionDeclaration | ts.FunctionExpression | ts.ClassLikeDeclaration | ts.EnumDeclaration
  | ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport | ts.ImportEqualsDeclaration;

type Names = Map<string, NameDeclaration>;

const tables = new WeakMap<ts.Node, Names>();

/** The declaration that an identifier at this place refers to; undefined for globals. */
export function declarationOf(identifier: ts.Identifier): NameDeclaration | undefined {
  const name = identifier.text;
  for (let node: ts.Node | undefined = identifier.parent; node; node = node.parent) {
    if (!scopeKinds.has(node.kind)) continue;
    const found = tableOf(node).get(name);
    if (found) return found;
  }
  return undefined;
}

/** The innermost function around a node, or its source file. */
export function enclosingFunction(node: ts.Node): FunctionNode | ts.SourceFile {
  let at = node.parent;
  while (at && !ts.isSourceFile(at) && !isFunctionNode(at)) at = at.parent;
  return at;
}

/** Whether a node stands in another, or is it. */
export function isWithin(node: ts.Node, ancestor: ts.Node): boolean {
  return node.pos >= ancestor.pos && node.end <= ancestor.end && node.getSourceFile() === ancestor.getSourceFile();
}

/** What is around a node: a function or class, else an object literal, else nothing. */
export function surroundingsOf(node: ts.Node): 'function' | 'object' | 'module' {
  let found = surroundings.get(node);
  if (found === undefined) {
    const { parent } = node;
    if (ts.isSourceFile(parent)) found = 'module';
    else if (isFunctionNode(parent) || ts.isClassLike(parent)) found = 'function';
    else {
      found = surroundingsOf(parent);
      if (found === 'module' && ts.isObjectLiteralExpression(parent)) found = 'object';
    }
    surroundings.set(node, found);
  }
  return found;
}

const surroundings = new WeakMap<ts.Node, 'function' | 'object' | 'module'>();

export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return functionKinds.has(node.kind);
}

const functionKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.FunctionExpression, ts.SyntaxKind.ArrowFunction, ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor, ts.SyntaxKind.GetAccessor, ts.SyntaxKind.SetAccessor,
]);

const scopeKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ...functionKinds, ts.SyntaxKind.SourceFile, ts.SyntaxKind.Block, ts.SyntaxKind.CaseBlock, ts.SyntaxKind.ModuleBlock, ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ForStatement, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.ForInStatement, ts.SyntaxKind.ClassDeclaration, ts.SyntaxKind.ClassExpression,
]);

function tableOf(scope: ts.Node): Names {
  let names = tables.get(scope);
  if (names) return names;
  names = new Map();
  tables.set(scope, names);
  if (isFunctionNode(scope)) {
    if (ts.isFunctionExpression(scope) && scope.name) names.set(scope.name.text, scope);
    for (const parameter of scope.parameters) bindPattern(parameter, names);
    if (scope.body) hoistVars(scope.body, names);
  } else if (ts.isClassLike(scope)) {
    if (scope.name) names.set(scope.name.text, scope);
  } else if (ts.isCatchClause(scope)) {
    if (scope.variableDeclaration) bindPattern(scope.variableDeclaration, names);
  } else if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    if (scope.initializer && ts.isVariableDeclarationList(scope.initializer)) bindList(scope.initializer, names);
  } else {
    if (ts.isSourceFile(scope)) hoistVars(scope, names);
    const statements = ts.isCaseBlock(scope) ? scope.clauses.flatMap(clause => [...clause.statements]) : (scope as ts.BlockLike).statements;
    for (const statement of statements) bindStatement(statement, names);
  }
  return names;
}

function bindStatement(statement: ts.Statement, names: Names): void {
  if (ts.isVariableStatement(statement)) bindList(statement.declarationList, names);
  else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) && statement.name) {
    const known = names.get(statement.name.text);
    // An overload signature must not hide the implementation.
    if (!known || !ts.isFunctionDeclaration(statement) || statement.body) names.set(statement.name.text, statement);
  } else if (ts.isImportEqualsDeclaration(statement)) names.set(statement.name.text, statement);
  else if (ts.isImportDeclaration(statement) && statement.importClause) {
    const { name, namedBindings } = statement.importClause;
    if (name) names.set(name.text, statement.importClause);
    if (namedBindings && ts.isNamespaceImport(namedBindings)) names.set(namedBindings.name.text, namedBindings);
    else if (namedBindings) for (const element of namedBindings.elements) names.set(element.name.text, element);
  }
}

function bindList(list: ts.VariableDeclarationList, names: Names): void {
  for (const declaration of list.declarations) bindPattern(declaration, names);
}

function bindPattern(declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement, names: Names): void {
  if (ts.isIdentifier(declaration.name)) names.set(declaration.name.text, declaration);
  else for (const element of declaration.name.elements) if (ts.isBindingElement(element)) bindPattern(element, names);
}

/** `var` belongs to the function, wherever in it it stands. */
function hoistVars(root: ts.Node, names: Names): void {
  const owner = ts.isSourceFile(root) ? root : enclosingFunction(root);
  for (const list of varsIn(root)) if (enclosingFunction(list) === owner) bindList(list, names);
}
