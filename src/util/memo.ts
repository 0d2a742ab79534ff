/** Answers that are kept, since the same is asked again and again. */

/** Answers by question. Whoever asks makes sure that the same question always has the same answer. */
export class Memo<Answer extends object | boolean> {
  readonly #max: number;
  readonly #known = new Map<string, Answer>();

  /** Of more than `max` answers none is kept: new questions may come without an end. */
  constructor(max: number) {
    this.#max = max;
  }

  of(question: string, answer: () => Answer): Answer {
    const known = this.#known.get(question);
    if (known !== undefined) return known;
    const found = answer();
    if (this.#known.size >= this.#max) this.#known.clear();
    this.#known.set(question, found);
    return found;
  }
}

/** The same for questions to an object, which are forgotten with it. */
export class OwnedMemo<Owner extends object, Answer extends object | boolean> {
  readonly #max: number;
  readonly #memos = new WeakMap<Owner, Memo<Answer>>();

  /** `max` answers of each object. */
  constructor(max: number) {
    this.#max = max;
  }

  of(owner: Owner, question: string, answer: () => Answer): Answer {
    let memo = this.#memos.get(owner);
    if (!memo) this.#memos.set(owner, memo = new Memo(this.#max));
    return memo.of(question, answer);
  }
}
