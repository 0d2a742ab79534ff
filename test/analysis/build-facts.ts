/** Facts written down by hand: an app's calls as `GET /users/{id}`, its scopes as names. */
import type { CallSite, Resolution, Subject, UnresolvedReason } from '../../src/calls/call-site.ts';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import type { AppType, Declaration, DeclarationSource, Feature, PlainFeature } from '../../src/declarations/declaration.ts';
import type { App, Facts } from '../../src/analysis/facts.ts';
import type { Span } from '../../src/util/span.ts';

/** A call as a test writes it; a text is one that can be read to the end. */
export type CallText =
  | string
  | { readonly unread: UnresolvedReason; readonly method?: string; readonly prefix?: string }
  | { readonly likely: string };

/** A scope as a test writes it; a text stands in the manifest. */
export type ScopeText = string | { readonly scope: string; readonly source: DeclarationSource; readonly file?: string; readonly line?: number };

export interface AppText {
  readonly type: AppType;
  readonly calls?: readonly CallText[];
  readonly declared?: readonly ScopeText[];
  /** Each an event, or the kind of another feature. */
  readonly features?: readonly string[];
  readonly allow?: readonly string[];
  /** Files that call Zoom in a language that is not read. */
  readonly otherLanguages?: readonly string[];
  readonly manifest?: string | null;
}

export const catalogue = loadCatalogue();

/** The facts of a project with this one app. */
export function factsOf(text: AppText): Facts {
  return { apps: [appOf(text)], directives: [], diagnostics: [], outdated: [] };
}

/** An app: call number n stands in line n of `src/zoom.js`, scope number n in line n of the manifest. */
export function appOf({ type, calls = [], declared = [], features = [], allow = [], otherLanguages = [], manifest = 'zoom-app.json' }: AppText): App {
  return {
    name: 'app',
    type,
    manifest,
    calls: calls.map((call, at) => callOf(call, at + 1)),
    blindSpots: otherLanguages.map((file) => ({ place: { file, line: 12, column: 1 }, kind: 'other-language' })),
    declarations: declared.map((scope, at) => declarationOf(scope, at + 1)),
    features: features.map((feature, at) => featureOf(feature, at + 100)),
    allow: allow.map((scope) => ({ scope, reason: 'kept by hand' })),
  };
}

function callOf(text: CallText, line: number): CallSite {
  const span = spanAt('src/zoom.js', line);
  const common = { span, pathSpan: span, confidence: 'certain', via: [] } as const;
  if (typeof text === 'object' && 'unread' in text) {
    const { unread, method = null, prefix = '' } = text;
    return { ...common, method, path: null, subject: 'unknown', resolution: { kind: 'unresolved', why: unread, pathPrefix: prefix } };
  }
  const [method = '', path = ''] = (typeof text === 'string' ? text : text.likely).split(' ');
  const resolution: Resolution = catalogue.lookup(method, path);
  return { ...common, method, path, subject: subjectOf(path), resolution, confidence: typeof text === 'string' ? 'certain' : 'likely' };
}

function subjectOf(path: string): Subject {
  const user = /\/users\/([^/]+)/.exec(path)?.[1];
  if (user === undefined) return 'none';
  return user === 'me' ? 'me' : user.startsWith('{') ? 'unknown' : 'other';
}

function declarationOf(text: ScopeText, line: number): Declaration {
  const written = typeof text === 'string' ? { scope: text, source: 'manifest' as const } : text;
  const file = 'file' in written && written.file ? written.file : 'zoom-app.json';
  const at = 'line' in written && written.line ? written.line : line;
  return { scope: written.scope, span: spanAt(file, at), source: written.source, optional: false };
}

function featureOf(text: string, line: number): Feature {
  const span = spanAt('zoom-app.json', line);
  if (text === 'zoom-apps-sdk') return { kind: text, api: null, span };
  if (isPlain(text)) return { kind: text, span };
  return { kind: 'event', event: text, span };
}

function spanAt(file: string, line: number): Span {
  return { file, line, column: 5, endLine: line, endColumn: 10, start: line * 100, end: line * 100 + 5 };
}

const PLAIN: readonly string[] = ['rtms', 'chatbot', 'meeting-sdk', 'plugin-sdk', 'contact-center-embed', 'phone-embed', 'recording-download', 'mcp', 'sign-in', 'api-package', 'webhook', 'websocket'] satisfies readonly PlainFeature[];

function isPlain(text: string): text is PlainFeature {
  return PLAIN.includes(text);
}
