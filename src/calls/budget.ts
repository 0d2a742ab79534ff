/** How much work reading may cost, so that it ends whatever the code is like. */

/** How deep evaluation goes before it says it does not know. */
const MAX_DEPTH = 90;
/** How many nodes and terms the calls of one file, and each one of them, may cost; past it everything new is unknown. */
const MAX_STEPS = 90_000;
const MAX_CALL_STEPS = 40_000;
/** How many terms one substitution may cost, with all that follow from it. */
const MAX_REBUILT = 5_000;
/**
 * How many works that serve all calls may wait for one another, such as functions that hand on what others hand on to them.
 * Real code has them wait seven deep. Where nothing said so, the size of the stack would decide what is found.
 */
const MAX_WAITING = 100;

export class Budget {
  #depth = 0;
  #refusals = 0;
  #steps = 0;
  #limit = MAX_STEPS;
  #fileLimit = MAX_STEPS;
  /** What is left for work that serves all calls. */
  #shared = 0;
  /** What is left to the running substitution; undefined where none runs. */
  #terms: number | undefined;
  #waiting = 0;

  /** How often a bound stood in the way so far. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Takes a step; false where a bound forbids it. */
  step(): boolean {
    const isWithin = this.#depth <= MAX_DEPTH && ++this.#steps <= this.#limit;
    if (!isWithin) this.#refusals++;
    return isWithin;
  }

  /** Takes a step that goes one deeper, until `leave`; false where a bound forbids it. */
  enter(): boolean {
    if (!this.step()) return false;
    this.#depth++;
    return true;
  }

  /** `enter` for a term of a substitution. */
  enterTerm(): boolean {
    if (!this.step()) return false;
    if (this.#terms !== undefined && --this.#terms < 0) {
      this.#refusals++;
      return false;
    }
    this.#depth++;
    return true;
  }

  leave(): void {
    this.#depth--;
  }

  /** Adds what a file may cost that is taken in. */
  addFile(): void {
    this.#shared += MAX_STEPS;
  }

  /** Gives a file an allowance of its own; tells whether the one before was used up. */
  renew(): boolean {
    const isSpent = this.#steps > this.#fileLimit;
    this.#fileLimit = this.#steps + MAX_STEPS;
    this.#limit = this.#fileLimit;
    return isSpent;
  }

  /** Gives one call an allowance within its file's. */
  renewCall(): void {
    this.#limit = Math.min(this.#steps + MAX_CALL_STEPS, this.#fileLimit);
  }

  /** A substitution: what it leads to counts with it, even what is only looked at later. */
  substituting<T>(work: () => T): T {
    if (this.#terms !== undefined) return work();
    this.#terms = MAX_REBUILT;
    try {
      return work();
    } finally {
      this.#terms = undefined;
    }
  }

  /** Work that serves all calls: the call that happens to need it first does not pay for it. Throws a RangeError where too many wait for one another. */
  apart<T>(work: () => T): T {
    if (this.#waiting === MAX_WAITING) throw new RangeError(`More than ${MAX_WAITING} functions hand on to one another`);
    const [depth, limit, terms, start] = [this.#depth, this.#limit, this.#terms, this.#steps];
    this.#waiting++;
    this.#depth = 0;
    this.#terms = undefined;
    this.#limit = start + Math.min(MAX_CALL_STEPS, this.#shared);
    try {
      return work();
    } finally {
      const used = this.#steps - start;
      this.#waiting--;
      this.#shared -= used;
      this.#fileLimit += used;
      this.#limit = limit + used;
      this.#depth = depth;
      this.#terms = terms;
    }
  }
}
