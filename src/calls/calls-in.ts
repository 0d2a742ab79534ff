/** The call expressions of a stretch of code. */
import { ts } from './ts.ts';

export type CallNode = ts.CallExpression | ts.NewExpression;

const callsByNode = new WeakMap<ts.Node, readonly CallNode[]>();

/** All calls below a node, in source order. */
export function callsIn(root: ts.Node): readonly CallNode[] {
  const known = callsByNode.get(root);
  if (known) return known;
  const found: CallNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  callsByNode.set(root, found);
  return found;
}
