/**
 * A trie over path segments: which values stand at a path of literal segments, run-time values and parameters. Branches
 * grow when somebody goes there: an app calls a few of Zoom's products, not all.
 */
import { hasHole, isHole, isParameter } from './path.ts';

interface Node<Value> {
  literals: Map<string, Node<Value>> | undefined;
  parameter: Node<Value> | undefined;
  readonly values: Value[];
  /** What stands at or below the node, and has not been sorted in. */
  waiting: Waiting<Value>[];
}

interface Waiting<Value> {
  readonly template: string;
  /** Where the rest of the template begins, a slash or the end. */
  readonly at: number;
  readonly value: Value;
}

/** How a hole of the code is read: as a parameter only, or as any segment. */
export type HoleReading = 'parameter' | 'any-segment';

/** Templates by segments. Literal segments win over parameters; a branch without a fitting value is left again. */
export class PathTrie<Value> {
  readonly #root: Node<Value> = emptyNode();

  /** Puts a value at a template, `/users/{userId}`: a slash before each segment, and none after the last. */
  add(template: string, value: Value): void {
    this.#root.waiting.push({ template, at: 0, value });
  }

  /** The values at a path that `fits` accepts: of the most literal branch that has one, and of every branch that a hole allows. */
  find(segments: readonly string[], holes: HoleReading, fits: (value: Value) => boolean): readonly Value[] {
    return findFrom(this.#root, segments, 0, holes, fits);
  }

  /** Every value at or below a prefix, whatever follows it. */
  under(prefix: readonly string[]): readonly Value[] {
    const found: Value[] = [];
    collectUnder(this.#root, prefix, 0, found);
    return found;
  }
}

function emptyNode<Value>(): Node<Value> {
  return { literals: undefined, parameter: undefined, values: [], waiting: [] };
}

/** The node with what waits sorted in. */
function grown<Value>(node: Node<Value>): Node<Value> {
  const { waiting } = node;
  if (waiting.length === 0) return node;
  node.waiting = [];
  for (const { template, at, value } of waiting) {
    if (at === template.length) {
      node.values.push(value);
      continue;
    }
    const slash = template.indexOf('/', at + 1);
    const end = slash === -1 ? template.length : slash;
    childOf(node, template.slice(at + 1, end)).waiting.push({ template, at: end, value });
  }
  return node;
}

function childOf<Value>(node: Node<Value>, segment: string): Node<Value> {
  if (isParameter(segment)) return (node.parameter ??= emptyNode());
  const literals = (node.literals ??= new Map<string, Node<Value>>());
  const known = literals.get(segment);
  if (known) return known;
  const child = emptyNode<Value>();
  literals.set(segment, child);
  return child;
}

function literalsOf<Value>(node: Node<Value>): readonly Node<Value>[] {
  return [...(node.literals?.values() ?? [])];
}

function findFrom<Value>(
  from: Node<Value>,
  segments: readonly string[],
  at: number,
  holes: HoleReading,
  fits: (value: Value) => boolean,
): readonly Value[] {
  const node = grown(from);
  const segment = segments[at];
  if (segment === undefined) return node.values.filter(fits);
  const next = (child: Node<Value> | undefined): readonly Value[] =>
    child ? findFrom(child, segments, at + 1, holes, fits) : [];
  if (!hasHole(segment)) {
    const literal = next(node.literals?.get(segment));
    return literal.length > 0 ? literal : next(node.parameter);
  }
  const asParameter = next(node.parameter);
  if (holes === 'parameter' || !isHole(segment)) return asParameter;
  return [...asParameter, ...literalsOf(node).flatMap(next)];
}

function collectUnder<Value>(from: Node<Value>, prefix: readonly string[], at: number, found: Value[]): void {
  const node = grown(from);
  found.push(...(at >= prefix.length ? node.values : []));
  for (const child of childrenFor(node, prefix[at])) collectUnder(child, prefix, at + 1, found);
}

/** The branches that a segment may take; after the prefix, all. A literal may be a parameter's value as the rest decides. */
function childrenFor<Value>(node: Node<Value>, segment: string | undefined): readonly Node<Value>[] {
  const parameter = node.parameter ? [node.parameter] : [];
  if (segment === undefined || isHole(segment)) return [...literalsOf(node), ...parameter];
  const literal = hasHole(segment) ? undefined : node.literals?.get(segment);
  return literal ? [literal, ...parameter] : parameter;
}
