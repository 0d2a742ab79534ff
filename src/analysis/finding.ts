/** What is wrong with an app's scopes. */
import type { Place, Span } from '../util/span.ts';

export type Severity = 'error' | 'warning';

/** A way to mend a finding. It changes what the app may do, so a person decides; hosts make text edits of it. */
export type Change =
  /** Declare it, at the finding's `declareAt`. */
  | { readonly kind: 'add-scope'; readonly scope: string }
  /** Declare all of these in place of the finding's scope. */
  | { readonly kind: 'replace-scope'; readonly by: readonly string[] }
  | { readonly kind: 'remove-scope' }
  /** The scope already stands at `first`: taking the finding's out changes nothing. */
  | { readonly kind: 'remove-duplicate'; readonly first: Span };

/** One thing to tell the user. One primary place; the calls behind it are its evidence. */
export interface Finding {
  readonly rule: string;
  readonly messageId: string;
  readonly severity: Severity;
  readonly app: string;
  readonly span: Span;
  /** The scope the finding is about, as declared; null where it is about a call. */
  readonly scope: string | null;
  /** `GET /users/{userId}`; null where the finding is about a scope. */
  readonly operation: string | null;
  /** What to write instead: scopes to add or to replace with; empty to remove. */
  readonly replacement: readonly string[];
  readonly confidence: 'certain' | 'likely';
  /** One or two sentences: what is wrong, what to do. */
  readonly message: string;
  /** What the message was filled in with, for hosts that fill it in themselves. */
  readonly data: Readonly<Record<string, string>>;
  readonly evidence: readonly Place[];
  /** Each mends it by itself; the best first. */
  readonly changes: readonly Change[];
  /** The list that a missing scope belongs in, in the manifest; null where none is missing, or no manifest is known. */
  readonly declareAt: Span | null;
}
