/** What is wrong with an app's scopes. */
import type { Place, Span } from '../util/span.ts';

export type Severity = 'error' | 'warning';

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
}
