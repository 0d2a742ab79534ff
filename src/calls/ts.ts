/** The parser. The only module that names it, so that another parser can take its place. */
import { ts } from '#typescript';

export { ts };

/**
 * Visits all that is below a node, in source order, outer before inner, however deep it goes. `visit` says whether to
 * look inside; where `maxDepth` forbids that, the answer is that not all was visited.
 */
export function walk(root: ts.Node, visit: (node: ts.Node) => boolean, maxDepth = Infinity): boolean {
  let isWhole = true;
  const stack: ts.Node[] = [];
  const collect = (child: ts.Node): void => void stack.push(child);
  // One entry for each level that is being walked: how much of the stack is above it.
  const levels: number[] = [];
  const pushChildren = (node: ts.Node): void => {
    while ((levels.at(-1) ?? -1) > stack.length) levels.pop();
    if (levels.length >= maxDepth) {
      isWhole = false;
      return;
    }
    const first = stack.length;
    levels.push(first);
    ts.forEachChild(node, collect);
    // What is to be visited first is to be on top.
    for (let low = first, high = stack.length - 1; low < high; low++, high--) {
      const child = stack[low] as ts.Node;
      stack[low] = stack[high] as ts.Node;
      stack[high] = child;
    }
  };
  pushChildren(root);
  for (let node = stack.pop(); node; node = stack.pop()) if (visit(node)) pushChildren(node);
  return isWhole;
}
