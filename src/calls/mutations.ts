/** What changes the values of names in a file: assignments, and calls of methods that change what they are called on. */
import { groupBy } from '../util/group-by.ts';
import { declarationOf, type NameDeclaration } from './bindings.ts';
import { assignmentsIn, callsIn } from './file-index.ts';
import { ts } from './ts.ts';

/** An expression that changes what a name holds. */
export interface Mutation {
  readonly node: ts.Node;
  /** The property path below the name; empty where the name itself is assigned. */
  readonly path: readonly ts.Expression[];
}

const mutationsByFile = new WeakMap<ts.SourceFile, ReadonlyMap<string, readonly Mutation[]>>();
/** For each name whose mutations were asked for: whose they are. */
const mutationsByDeclaration = new WeakMap<readonly Mutation[], ReadonlyMap<NameDeclaration | undefined, readonly Mutation[]>>();
const mutatingMethods = new Set(['push', 'unshift', 'set', 'append', 'assign', 'interceptors']);

/** All mutations of what a declaration names, in source order. */
export function mutationsOf(declaration: NameDeclaration, name: ts.Identifier): readonly Mutation[] {
  const named = mutationsIn(name.getSourceFile()).get(name.text);
  if (!named) return [];
  let byDeclaration = mutationsByDeclaration.get(named);
  // Minified code has few names for many things.
  if (!byDeclaration) mutationsByDeclaration.set(named, byDeclaration = groupBy(named, mutation => declarationOf(rootOf(mutation.node))));
  return byDeclaration.get(declaration) ?? [];
}

/** All that assigns something to a name or to a member of it, whatever declares the name. */
export function assignmentsTo(source: ts.SourceFile, name: string): readonly ts.Node[] {
  const nodes = mutationsIn(source).get(name)?.map(({ node }) => node) ?? [];
  return nodes.filter(node => !ts.isCallExpression(node) || (ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'assign'));
}

function mutationsIn(source: ts.SourceFile): ReadonlyMap<string, readonly Mutation[]> {
  let byName = mutationsByFile.get(source);
  if (!byName) mutationsByFile.set(source, byName = findMutations(source));
  return byName;
}

function findMutations(source: ts.SourceFile): ReadonlyMap<string, readonly Mutation[]> {
  const found = new Map<string, Mutation[]>();
  const add = (target: ts.Expression, node: ts.Node): void => {
    const path: ts.Expression[] = [];
    let at = target;
    while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isNonNullExpression(at) || ts.isParenthesizedExpression(at) || ts.isAsExpression(at)) {
      if (ts.isPropertyAccessExpression(at)) path.unshift(at.name);
      else if (ts.isElementAccessExpression(at)) path.unshift(at.argumentExpression);
      at = at.expression;
    }
    if (!ts.isIdentifier(at)) return;
    const list = found.get(at.text);
    if (list) list.push({ node, path });
    else found.set(at.text, [{ node, path }]);
  };
  for (const node of assignmentsIn(source)) {
    if (ts.isObjectLiteralExpression(node.left) || ts.isArrayLiteralExpression(node.left)) {
      for (const target of patternTargets(node.left)) add(target, node);
    } else add(node.left, node);
  }
  for (const node of callsIn(source)) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || !mutatingMethods.has(node.expression.name.text)) continue;
    const target = node.expression.name.text === 'assign' ? node.arguments[0] : node.expression.expression;
    if (target && !ts.isObjectLiteralExpression(target)) add(target, node);
  }
  for (const list of found.values()) list.sort((a, b) => a.node.pos - b.node.pos || b.node.end - a.node.end);
  return found;
}

function patternTargets(pattern: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression): ts.Expression[] {
  if (ts.isArrayLiteralExpression(pattern)) return pattern.elements.filter(element => ts.isIdentifier(element));
  return pattern.properties.flatMap(property =>
    (ts.isShorthandPropertyAssignment(property) ? [property.name] : ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer) ? [property.initializer] : []));
}

function rootOf(node: ts.Node): ts.Identifier {
  let at: ts.Node = node;
  for (;;) {
    if (ts.isIdentifier(at)) return at;
    if (ts.isBinaryExpression(at)) {
      const left: ts.Expression = at.left;
      at = ts.isObjectLiteralExpression(left) || ts.isArrayLiteralExpression(left) ? patternTargets(left)[0] ?? left : left;
      if (ts.isObjectLiteralExpression(at) || ts.isArrayLiteralExpression(at)) return ts.factory.createIdentifier('');
    } else if (ts.isCallExpression(at)) {
      const callee = at.expression as ts.PropertyAccessExpression;
      at = callee.name.text === 'assign' ? at.arguments[0] ?? callee : callee.expression;
    } else at = (at as ts.PropertyAccessExpression).expression;
  }
}
