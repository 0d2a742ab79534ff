/** A call of the Zoom API as it stands in code. */
import type { Operation, Variant } from '../catalogue/types.ts';
import type { Place, Span } from '../util/span.ts';

/** Why a call could not be read to the end. */
export type UnresolvedReason = 'dynamic-path' | 'dynamic-method' | 'unknown-base' | 'unknown-client' | 'depth-bound';

/** What a call turned out to be. Not knowing is a value. */
export type Resolution =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly variant: Variant }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly { readonly operation: Operation; readonly variant: Variant }[] }
  | { readonly kind: 'not-in-catalogue'; readonly nearest: readonly Operation[] }
  /** `pathPrefix`: the leading whole segments that are known (`/phone`), '' if none. */
  | { readonly kind: 'unresolved'; readonly why: UnresolvedReason; readonly pathPrefix: string };

/** Whose data the path's subject is: literal `me`, somebody by id, a sub account, nobody in particular, or not known. */
export type Subject = 'me' | 'other' | 'unknown' | 'none';

/** One call site. The place is where the path is given; `via` is the way down to the client that sends it. */
export interface CallSite {
  /** The call expression. */
  readonly span: Span;
  /** The part to underline: the path's text or the SDK method's name. */
  readonly pathSpan: Span;
  /** Upper case; null where not known. */
  readonly method: string | null;
  /** Relative to the API base, holes as `{name}`, a literal `me` kept; null where not known. */
  readonly path: string | null;
  readonly resolution: Resolution;
  /** `likely`: the base URL is not known, but everything is named after Zoom and the path fits the catalogue. */
  readonly confidence: 'certain' | 'likely';
  readonly subject: Subject;
  readonly via: readonly Place[];
}
