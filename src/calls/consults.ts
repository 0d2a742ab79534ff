/** Records which parameters' callers an answer hangs on, also where it was worked out for somebody else before. */
import type { Lazy, Value } from './value.ts';
import type { ts } from './ts.ts';

/** Parameters; empty for none. */
export type Consulted = ReadonlySet<ts.ParameterDeclaration>;

/** More than this is not told apart. */
const MAX_CONSULTED = 64;

const NONE: Consulted = new Set();

/** Stands for so many parameters that an answer may hang on any caller. */
export const EVERYBODY: Consulted = new Set();

export class Consults {
  /** What the running work has consulted so far. Sets are shared by all that hangs on the same, and not changed. */
  #current = NONE;
  #isWatched = false;

  note(parameter: ts.ParameterDeclaration): void {
    if (this.#isWatched && this.#current !== EVERYBODY && !this.#current.has(parameter)) this.#set([...this.#current, parameter]);
  }

  /** Says again what was consulted for an answer that is given again. */
  repeat(consulted: Consulted): void {
    const current = this.#current;
    if (!this.#isWatched || consulted === current || consulted === NONE || current === EVERYBODY) return;
    if (current === NONE || consulted === EVERYBODY) this.#current = consulted;
    else if ([...consulted].some(parameter => !current.has(parameter))) this.#set([...current, ...consulted]);
  }

  /** What work comes to and what it consulted, which whoever it is done for consulted too. */
  during<T>(work: () => T): { readonly result: T; readonly consulted: Consulted } {
    const [around, isWatched] = [this.#current, this.#isWatched];
    this.#current = NONE;
    this.#isWatched = true;
    try {
      const result = work();
      return { result, consulted: this.#current };
    } finally {
      const consulted = this.#current;
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

  #set(parameters: readonly ts.ParameterDeclaration[]): void {
    const consulted = new Set(parameters);
    this.#current = consulted.size > MAX_CONSULTED ? EVERYBODY : consulted;
  }
}
