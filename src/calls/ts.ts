/** The parser. The only module that names it, so that another parser can take its place. */
import { ts } from '#typescript';

export { ts };

/** Visits all that is below a node, in source order, outer before inner, however deep it goes. `visit` says whether to look inside. */
export function walk(root: ts.Node, visit: (node: ts.Node) => boolean): void {
  const stack: ts.Node[] = [];
  let children: ts.Node[] = [];
  const collect = (child: ts.Node): void => void children.push(child);
  const pushChildren = (node: ts.Node): void => {
    children = [];
    ts.forEachChild(node, collect);
    for (let at = children.length - 1; at >= 0; at--) stack.push(children[at] as ts.Node);
  };
  pushChildren(root);
  for (let node = stack.pop(); node; node = stack.pop()) if (visit(node)) pushChildren(node);
}
