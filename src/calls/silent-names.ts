/** Names that stand for something of JavaScript's or Node's own that sends nothing: collections, files, paths. */
import { OwnedMemo } from '../util/memo.ts';
import { isWithin } from './bindings.ts';
import { declarationsIn, isDeclaredIn } from './file-index.ts';
import { assignmentsTo } from './mutations.ts';
import { ts } from './ts.ts';

/** Classes whose methods send nothing and call nothing. */
const silentClasses = new Set(['Date', 'FormData', 'Headers', 'Map', 'RegExp', 'Set', 'URLSearchParams', 'WeakMap', 'WeakSet']);

const SILENT_MODULE = /^(?:node:)?(?:assert|buffer|crypto|fs|os|path|perf_hooks|querystring|readline|string_decoder|timers|url|zlib)(?:\/\w+)?$/;

/** Of each file so many names. */
const MAX_NAMES = 10_000;

/** For each name, where it is silent. */
const silent = new OwnedMemo<ts.SourceFile, readonly ts.Node[]>(MAX_NAMES);

/** Whether a name that is declared in its file sends nothing when it is called, and has no method that does. */
export function isSilentName(name: ts.Identifier): boolean {
  const source = name.getSourceFile();
  return silent.of(source, name.text, () => silentScopes(source, name.text)).some(scope => isWithin(name, scope));
}

/** Where a name holds; nowhere, unless all that a file gives the name to is silent: then it does not matter which is meant. */
function silentScopes(source: ts.SourceFile, name: string): readonly ts.Node[] {
  const scopes = declarationsIn(source, name).map(silentScope);
  return scopes.every(scope => scope !== undefined) && assignmentsTo(source, name).length === 0 ? scopes : [];
}

/** Where a declaration of something silent holds; undefined for all others. */
function silentScope(declaration: ts.Node): ts.Node | undefined {
  let at = declaration;
  while (ts.isImportSpecifier(at) || ts.isNamedImports(at) || ts.isNamespaceImport(at) || ts.isImportClause(at) || ts.isBindingElement(at) || ts.isObjectBindingPattern(at)) at = at.parent;
  if (ts.isImportDeclaration(at)) return isSilentModule(at.moduleSpecifier) ? at.parent : undefined;
  if (ts.isImportEqualsDeclaration(at)) return ts.isExternalModuleReference(at.moduleReference) && isSilentModule(at.moduleReference.expression) ? at.parent : undefined;
  if (!ts.isVariableDeclaration(at) || !at.initializer || !(at.parent.flags & ts.NodeFlags.Const)) return undefined;
  const isSilent = ts.isCallExpression(at.initializer) ? requiresSilent(at.initializer) : at === declaration && makesSilent(at.initializer);
  const statement = at.parent.parent;
  return !isSilent ? undefined : ts.isVariableStatement(statement) ? statement.parent : statement;
}

function requiresSilent({ expression, arguments: [specifier] }: ts.CallExpression): boolean {
  return isGlobal(expression) && expression.text === 'require' && isSilentModule(specifier);
}

function makesSilent(node: ts.Expression): boolean {
  return ts.isNewExpression(node) && isGlobal(node.expression) && silentClasses.has(node.expression.text);
}

function isSilentModule(specifier: ts.Node | undefined): boolean {
  return specifier !== undefined && ts.isStringLiteralLike(specifier) && SILENT_MODULE.test(specifier.text);
}

function isGlobal(node: ts.Node): node is ts.Identifier {
  return ts.isIdentifier(node) && !isDeclaredIn(node.getSourceFile(), node.text);
}
