/** What comparing an app's calls with its declared scopes comes to, one verdict per call and per declaration. */
import type { CallSite } from '../calls/call-site.ts';
import type { Declaration } from '../declarations/declaration.ts';
import type { Place, Span } from '../util/span.ts';

/** What the declared scopes are for a call. */
export type Coverage =
  | { readonly kind: 'covered' }
  /** No reading of the call is covered. `addAnyOf`: the narrowest scope of each generation that would do. */
  | { readonly kind: 'missing'; readonly addAnyOf: readonly string[] }
  /** No scope that the app's type can hold authorises it. */
  | { readonly kind: 'out-of-reach' }
  /** What is said about a declaration (a typo, a wrong level) mends the call as well. */
  | { readonly kind: 'mended-by-declaration' }
  /** The app declares nothing: said once, not at every call. */
  | { readonly kind: 'nothing-declared' }
  | { readonly kind: 'cannot-tell' };

/** One call and what is to say about it. */
export interface CallVerdict {
  readonly site: CallSite;
  readonly coverage: Coverage;
  /** A path that fits the app's type badly: somebody's id where a token knows its own user only, `me` where it has no user. */
  readonly subjectMismatch: 'only-me' | 'no-me' | null;
}

/** What an app makes of a declared scope. */
export type Use =
  /** `granular`: the granular scopes that would do for a classic one, null where there are none. `userLevel`: what a user-managed app would do with. */
  | {
      readonly kind: 'needed';
      readonly granular: readonly string[] | null;
      readonly userLevel: readonly string[] | null;
    }
  /** An event, a feature or the configuration keeps it. */
  | { readonly kind: 'kept' }
  /** `narrower`: declared scopes that are needed and cover its calls; empty where no call takes it. */
  | { readonly kind: 'unused'; readonly narrower: readonly string[] }
  | { readonly kind: 'redundant'; readonly broader: readonly string[] }
  | { readonly kind: 'broad'; readonly replacement: readonly string[] }
  /** An app of this type cannot hold it. `replacement` is empty where other scopes do its work or none can. */
  | { readonly kind: 'level-mismatch'; readonly replacement: readonly string[] }
  | { readonly kind: 'unknown'; readonly nearest: readonly string[]; readonly malformed: boolean }
  | { readonly kind: 'duplicate'; readonly first: Span }
  /** It may be needed, it may not. Never a finding. */
  | { readonly kind: 'cannot-tell'; readonly reason: string }
  /** Declared beside the declarations that decide: its name is checked, its use is not. */
  | { readonly kind: 'aside' };

/** One declaration and what is to say about it. */
export interface DeclarationVerdict {
  readonly declaration: Declaration;
  readonly use: Use;
  /** The calls behind the verdict, sorted. */
  readonly evidence: readonly Place[];
  /** `likely` where a call behind it is. */
  readonly confidence: 'certain' | 'likely';
}

/** All verdicts about one app. */
export interface Comparison {
  readonly calls: readonly CallVerdict[];
  readonly declarations: readonly DeclarationVerdict[];
}
