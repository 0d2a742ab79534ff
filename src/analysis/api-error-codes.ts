/** What the codes of Zoom's answers mean that no missing scope explains; the table is `data/api-errors.json`. */
import { createRequire } from 'node:module';

/** What is behind an answer, and what to do. */
export interface ApiErrorCause {
  /** `consent` and `authorize` have to do with scopes, though none is missing from the token. */
  readonly about: 'account' | 'authorize' | 'client' | 'consent' | 'rate' | 'request' | 'token';
  readonly cause: string;
  readonly advice: string;
}

interface Row extends ApiErrorCause {
  readonly code: number;
  /** What Zoom's message has in it: a code alone may be anybody's. */
  readonly message: string;
}

/** The cause of an answer, by code and message; without a message, by code. */
export function causeOf(code: number, message: string | null): ApiErrorCause | undefined {
  const row = rows().find((each) => each.code === code && (message === null || new RegExp(each.message, 'i').test(message)));
  return row && { about: row.about, cause: row.cause, advice: row.advice };
}

let loaded: readonly Row[] | undefined;

function rows(): readonly Row[] {
  return (loaded ??= (createRequire(import.meta.url)('#data/api-errors.json') as { readonly errors: readonly Row[] }).errors);
}
