/** A scope that an app declares, and where. */
import type { Span } from '../util/span.ts';

/** What kind of text declares a scope. */
export type DeclarationSource = 'manifest' | 'authorize-url' | 'code' | 'env' | 'config';

/** One scope written in one place. */
export interface Declaration {
  /** As written, unchecked. */
  readonly scope: string;
  /** The scope's own characters, without quotes. */
  readonly span: Span;
  readonly source: DeclarationSource;
  /** In code, the list it surely stands in: the same for all of that list in the file. */
  readonly list?: number;
  /** The manifest lets the user decline it. */
  readonly optional: boolean;
}

/** What decides the levels an app can hold. */
export type AppType = 'user-managed' | 'admin-managed' | 'server-to-server' | 'unknown';

/** Something that needs scopes though no REST call shows it, with the place that says so. */
export type Feature =
  /** `usage`: whose events the manifest subscribes to, the authorising user's or all of the account; absent where it does not say. */
  | { readonly kind: 'event'; readonly event: string; readonly usage?: 'user' | 'account'; readonly span: Span }
  | { readonly kind: 'zoom-apps-sdk'; readonly api: string | null; readonly span: Span }
  /** `field`: a top-level field that is asked for; null for the endpoint, whose queries may be written elsewhere. */
  | { readonly kind: 'graphql'; readonly field: string | null; readonly span: Span }
  | { readonly kind: PlainFeature; readonly span: Span };

/** Features that say all by being there. */
export type PlainFeature =
  | 'rtms'
  | 'chatbot'
  | 'meeting-sdk'
  | 'plugin-sdk'
  | 'contact-center-embed'
  | 'phone-embed'
  /** A file behind a `download_url` is fetched. */
  | 'recording-download'
  | 'mcp'
  /** Users are signed in at Zoom by a package, which asks who they are. */
  | 'sign-in'
  /** A package that calls the API itself. */
  | 'api-package'
  /** Events are received, and no text says which. */
  | 'webhook'
  | 'websocket';
