/** The parser. The only module that names it, so that another parser can take its place. */
import ts from '#typescript';

export { ts };

/** Visits all that is below a node, in source order, outer before inner, however deep it goes. `visit` says whether to look inside. */
export function walk(root: ts.Node, visit: (node: ts.Node) => boolean): void {
  const stack: ts.Node[] = [];
  const collect = (child: ts.Node): void => void stack.push(child);
  for (let node: ts.Node | undefined = root; node; node = stack.pop()) {
    if (node !== root && !visit(node)) continue;
    const first = stack.length;
    ts.forEachChild(node, collect);
    reverseFrom(stack, first);
  }
}

/**
 * The same, for a tree that has no links to parents yet: all its nodes get theirs, also those that are not visited. Below
 * `maxDepth` nothing is visited; the answer is that there was nothing there.
 */
export function link(root: ts.Node, visit: (node: ts.Node) => boolean, maxDepth: number): boolean {
  let isWhole = true;
  const stack: ts.Node[] = [];
  // One entry for each level that is being walked: how much of the stack is above it.
  const levels: number[] = [];
  // From this height of the stack on lies what is below a node that is not looked into.
  let hidden = Infinity;
  let parent = root;
  const collect = (child: ts.Node): void => {
    (child as { parent: ts.Node }).parent = parent;
    stack.push(child);
  };
  for (let node: ts.Node | undefined = root; node; node = stack.pop()) {
    const height = stack.length;
    if (height < hidden) {
      hidden = Infinity;
      while ((levels.at(-1) ?? -1) > height) levels.pop();
      const isVisited = node === root || visit(node);
      if (isVisited && levels.length < maxDepth) levels.push(height);
      else {
        hidden = height;
        if (isVisited) isWhole = false;
      }
    }
    parent = node;
    ts.forEachChild(node, collect);
    reverseFrom(stack, height);
  }
  return isWhole;
}

/** What is to be visited first is to be on top. */
function reverseFrom(stack: ts.Node[], first: number): void {
  for (let low = first, high = stack.length - 1; low < high; low++, high--) {
    const child = stack[low] as ts.Node;
    stack[low] = stack[high] as ts.Node;
    stack[high] = child;
  }
}
