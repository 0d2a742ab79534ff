/** Records which parameters' callers an answer hangs on, also where it was worked out for somebody else before. */
import type { Lazy, Value } from './value.ts';
import type { ts } from './ts.ts';

/** Parameters; empty for none. */
export type Consulted = ReadonlySet<ts.ParameterDeclaration>;

const NONE: Consulted = new Set();

export class Consults {
  /** What the running work has consulted so far; undefined for nothing yet. */
  #current: Set<ts.ParameterDeclaration> | undefined;
  #isWatched = false;

  note(parameter: ts.ParameterDeclaration): void {
    if (this.#isWatched) (this.#current ??= new Set()).add(parameter);
  }

  /** Says again what was consulted for an answer that is given again. */
  repeat(consulted: Consulted): void {
    for (const parameter of consulted) this.note(parameter);
  }

  /** What work comes to and what it consulted, which whoever it is done for consulted too. */
  during<T>(work: () => T): { readonly result: T; readonly consulted: Consulted } {
    const [around, isWatched] = [this.#current, this.#isWatched];
    this.#current = undefined;
    this.#isWatched = true;
    try {
      const result = work();
      return { result, consulted: this.#current ?? NONE };
    } finally {
      const consulted: Consulted = this.#current ?? NONE;
      this.#current = around;
      this.#isWatched = isWatched;
      this.repeat(consulted);
    }
  }

  /** Work that is nobody's in particular. */
  apart(work: () => void): void {
    const isWatched = this.#isWatched;
    this.#isWatched = false;
    try {
      work();
    } finally {
      this.#isWatched = isWatched;
    }
  }

  /** A value that is computed when first asked for; whoever asks has consulted what it hangs on. */
  lazy(compute: () => Value): Lazy {
    let known: { readonly result: Value; readonly consulted: Consulted } | undefined;
    return () => {
      if (known) this.repeat(known.consulted);
      else known = this.during(compute);
      return known.result;
    };
  }
}
