/** Names and operations that a mistyped one may have meant. */
import { distance } from 'fastest-levenshtein';
import { compareText } from '../util/compare-text.ts';
import { hasHole, segmentsOf } from './path.ts';
import type { Operation } from './types.ts';

/** Below this length two edits make another word, not a slip. */
const SHORT_NAME = 8;

/** Answers that are kept: a project mistypes few names, and asks for the same ones again. */
const MAX_KEPT = 1_000;

/** Known names, and which of them another one may have meant. */
export class NameIndex {
  readonly #byLength = new Map<number, string[]>();
  readonly #answers = new Map<string, readonly string[]>();

  constructor(names: Iterable<string>) {
    for (const name of names) {
      const alike = this.#byLength.get(name.length);
      if (alike) alike.push(name);
      else this.#byLength.set(name.length, [name]);
    }
  }

  /** The names within a slip of the pen (one edit, two in longer names), best first. */
  nearest(name: string): readonly string[] {
    const known = this.#answers.get(name);
    if (known) return known;
    const answer = this.#find(name);
    if (this.#answers.size < MAX_KEPT) this.#answers.set(name, answer);
    return answer;
  }

  #find(name: string): readonly string[] {
    const bound = name.length < SHORT_NAME ? 1 : 2;
    const near: { readonly name: string; readonly edits: number }[] = [];
    for (let length = name.length - bound; length <= name.length + bound; length += 1) {
      for (const candidate of this.#byLength.get(length) ?? []) {
        const edits = distance(name, candidate);
        if (edits <= bound && edits > 0) near.push({ name: candidate, edits });
      }
    }
    return near.sort((a, b) => a.edits - b.edits || compareText(a.name, b.name)).map((each) => each.name);
  }
}

/** What another method weighs against edits in the path. */
const OTHER_METHOD = 3;

/** A longer path is no slip of the pen. */
const MAX_PATH = 300;

/** Operations whose method and path look alike, best first; none where nothing does. */
export function nearestOperations(
  method: string,
  path: string,
  operations: readonly Operation[],
  max: number,
): readonly Operation[] {
  const wanted = comparable(path);
  if (wanted.length > MAX_PATH) return [];
  const bound = Math.max(4, Math.floor(wanted.length * 0.6));
  const near: { readonly operation: Operation; readonly edits: number }[] = [];
  for (const { operation, form } of formsOf(operations)) {
    const more = operation.method === method ? 0 : OTHER_METHOD;
    // As many edits as one is longer than the other are sure.
    if (Math.abs(form.length - wanted.length) + more > bound) continue;
    const edits = distance(wanted, form) + more;
    if (edits <= bound) near.push({ operation, edits });
  }
  return near
    .sort((a, b) => a.edits - b.edits || compareText(a.operation.id, b.operation.id))
    .slice(0, max)
    .map((each) => each.operation);
}

interface Form {
  readonly operation: Operation;
  readonly form: string;
}

const forms = new WeakMap<readonly Operation[], readonly Form[]>();

function formsOf(operations: readonly Operation[]): readonly Form[] {
  let known = forms.get(operations);
  if (!known) forms.set(operations, (known = operations.map((operation) => ({ operation, form: comparable(operation.path) }))));
  return known;
}

function comparable(path: string): string {
  return segmentsOf(path)
    .map((segment) => (hasHole(segment) ? '{}' : segment))
    .join('/');
}
