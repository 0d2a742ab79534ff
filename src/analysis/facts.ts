/** What was collected about a project: the input of every check, and nothing else is. */
import type { CallSite } from '../calls/call-site.ts';
import type { AppType, Declaration, Feature } from '../declarations/declaration.ts';
import type { Place, Span } from '../util/span.ts';
import type { Directive } from './directive.ts';

/** One app: declarations, an app type and files. */
export interface App {
  readonly name: string;
  readonly type: AppType;
  /** The manifest's path relative to the root; null for an app without one. */
  readonly manifest: string | null;
  /** Where the manifest lists its scopes, by the name of the list; absent without a manifest. */
  readonly scopeList?: Span;
  /** The manifest is named or there, and could not be read: what it declares, and the app's type, are not known. */
  readonly isManifestUnread?: true;
  /** The code gets tokens of two kinds: some of its calls are made as an app that may be declared elsewhere. */
  readonly hasTwoTokens?: true;
  readonly calls: readonly CallSite[];
  /** What may call Zoom unseen, whatever the operation. */
  readonly blindSpots: readonly BlindSpot[];
  readonly declarations: readonly Declaration[];
  readonly features: readonly Feature[];
  /** Scopes that the configuration keeps whatever the code says. */
  readonly allow: readonly { readonly scope: string; readonly reason: string }[];
}

/** A place in an app that may call Zoom in a way that is not read. */
export type BlindSpot =
  /** A file that cannot be read to the end, or code in a language that is none of ours: any operation may be called. */
  | { readonly kind: 'unread' | 'other-language'; readonly place: Place }
  /** An address of the API that no call was seen to use: what it may lead to lies at or under `path`. */
  | { readonly kind: 'address'; readonly place: Place; readonly path: string };

/** Something about the input that the user should know: what could not be read, or what no longer serves. */
export interface Diagnostic {
  readonly place: Place;
  readonly message: string;
}

/** Everything collected under one root. Sorted; paths relative to the root, with forward slashes. */
export interface Facts {
  readonly apps: readonly App[];
  /** ESLint's disable comments, in files that findings may stand in. */
  readonly directives: readonly Directive[];
  /** What could not be read: the run goes on without it. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was set up for findings that are gone, or until a day that is past. */
  readonly outdated: readonly Diagnostic[];
}
