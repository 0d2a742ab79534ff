/** Mistakes that the user can mend: they end a run with one sentence and no stack. */

/** The user's mistake. `message` says what is wrong and where, in one sentence; `remedy` what to do about it. */
export class UserError extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.remedy = remedy;
  }
}
