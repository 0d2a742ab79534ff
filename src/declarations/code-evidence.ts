/** What source code shows of an app besides its scopes: how it gets tokens, and features that need scopes without a call. */
import { LineIndex } from '../util/span.ts';
import type { ContextStep, SourceImport, SourceString, TextPiece } from '../util/source-strings.ts';
import { wordsOf } from '../util/words.ts';
import type { SourceFile } from './code-scopes.ts';
import type { Feature } from './declaration.ts';
import { graphqlFieldsIn } from './graphql-fields.ts';
import { vendorOf } from './vendors.ts';

/** A token flow that decides, or narrows down, the app's type. */
export type TokenFlow = 'account-credentials' | 'authorization-code';

/** The evidence of one file. */
export interface CodeEvidence {
  readonly flows: ReadonlySet<TokenFlow>;
  readonly features: readonly Feature[];
}

/** A feature before it has its place. */
type Shown<Kind = Feature> = Kind extends Feature ? Omit<Kind, 'span'> : never;

const PACKAGES: Readonly<Record<string, Shown>> = {
  '@zoom/appssdk': { kind: 'zoom-apps-sdk', api: null },
  '@zoom/meetingsdk': { kind: 'meeting-sdk' },
  '@zoom/rivet/chatbot': { kind: 'chatbot' },
  '@zoom/plugin-sdk': { kind: 'plugin-sdk' },
  '@zoom/rtms': { kind: 'rtms' },
  '@zoomus/websdk': { kind: 'meeting-sdk' },
};

/** Clients of the API; not what magnifies pictures (`d3-zoom`, `react-zoom-pan-pinch`). */
const CLIENT_PACKAGE = /(?:^|[/@_-])(?:zoom(?:us|api|js|client|sdk)|zoom[-_.]?(?:us|api|client|sdk|lib|node|js|s2s|server|rest|oauth|meetings?|webinars?|video|integration|connector|service)s?(?:[-_.]\w+)*|(?:node|nest|nestjs|api|client|sdk|lib|service|services|integrations?|providers?|connectors?)[-_/]zoom)$/i;

/** Texts that show a feature wherever they stand. */
const TEXTS: readonly (readonly [RegExp, Shown])[] = [
  [/^https?:\/\/mcp[\w.-]*\.zoom\.(us|com)\b/, { kind: 'mcp' }],
  [/(^|\/)v3\/graphql\b/, { kind: 'graphql', field: null }],
  [/^wss:\/\/ws\.zoom\.us\b/, { kind: 'websocket' }],
  [/[?&]type=zak\b/, { kind: 'meeting-sdk' }],
  [/\bapplications\.zoom\.us\/integration\/phone\b/, { kind: 'phone-embed' }],
  [/\bccistatic\.zoom\.us\b|zcc-sdk/, { kind: 'contact-center-embed' }],
];

/** Where Zoom's GraphQL endpoint is written. */
const GRAPHQL = /v3\/graphql\b/;

/** Zoom signs the events that it sends, and asks whether an address receives them. */
const SIGNATURE = /x-zm-signature|endpoint\.url_validation/i;

/** What shows in names and keys. A `download_url` must be read, not declared. */
const NAMES: readonly (readonly [RegExp, Shown])[] = [
  [/(?:(?:\.|\[['"`])\s*|[{,]\s*(?=\w+\s*[,}]))download_url\b/g, { kind: 'recording-download' }],
  [new RegExp(SIGNATURE, 'gi'), { kind: 'webhook' }],
  // Which method of the SDK is called is decided at run time.
  [/\bendpoints(?:\.\w+)?\s*(?:\?\.)?\[(?!['"`])/g, { kind: 'api-package' }],
];

/** The key under which an app names the methods of the Apps SDK that it calls. */
const CAPABILITIES = 'capabilities';

const AUTHORIZE_URL = /(zoom\.us|zoomgov\.com|zoom\.com)\/+oauth\/authorize/i;

/** What Zoom sends events of; the names are common words elsewhere. */
const OBJECTS = [
  'account', 'app', 'calendar', 'chat_channel', 'chat_message', 'clinical_notes', 'clip', 'contact_center', 'group', 'information_barriers', 'mail', 'meeting',
  'node', 'number_management', 'phone', 'quality_management', 'recording', 'revenue_accelerator', 'room', 'rtms', 'scheduler', 'session', 'task', 'team_chat',
  'user', 'video_management', 'visitor_management', 'webinar', 'whiteboard', 'workspace', 'zoom_events', 'zoomroom',
];
const EVENT = new RegExp(String.raw`^(?:(?:${OBJECTS.join('|')})\.[a-z][a-z_\d]*(?:\.[a-z][a-z_\d]*)*|bot_(?:notification|installed))$`);
const EVENT_WORDS = new Set(['event', 'events', 'on', 'once', 'subscribe', 'subscription', 'subscriptions', 'webhook', 'webhooks']);

/** Reads one file. */
export function findCodeEvidence(source: SourceFile): CodeEvidence {
  const { file, text, strings } = source;
  const lines = new LineIndex(text);
  const aboutZoom = vendorOf(file) === 'zoom' || /zoom/i.test(text);
  const said = {
    receivesEvents: vendorOf(file) === 'zoom' || wordsOf(file).some(word => EVENT_WORDS.has(word)) || SIGNATURE.test(text),
    hasCapabilities: text.includes(CAPABILITIES),
  };
  const shown = [
    ...strings.imports.flatMap(featureOfImport),
    ...(aboutZoom ? strings.strings.flatMap(string => featuresOfString(string, said)) : []),
    ...(GRAPHQL.test(text) ? strings.strings.flatMap(fieldsOfString) : []),
    ...(aboutZoom ? featuresOfNames(text) : []),
  ];
  return {
    flows: new Set([...strings.imports.flatMap(flowsOfImport), ...strings.strings.flatMap(string => flowsOfString(string, source))]),
    features: shown.map(({ feature, start, end }): Feature => ({ ...feature, span: lines.span(file, start, end) })),
  };
}

/** What a file says as a whole, so that not every string need be asked where it stands. */
interface Said {
  readonly receivesEvents: boolean;
  readonly hasCapabilities: boolean;
}

interface ShownAt {
  readonly feature: Shown;
  readonly start: number;
  readonly end: number;
}

function featureOfImport({ module, start, end }: SourceImport): readonly ShownAt[] {
  const name = Object.keys(PACKAGES).find(known => module === known || module.startsWith(`${known}/`));
  const feature = name === undefined ? featureOfUnknownPackage(module) : PACKAGES[name];
  return feature ? [{ feature, start, end }] : [];
}

/** Packages are not read: by their names these sign users in at Zoom, or call its API. */
function featureOfUnknownPackage(module: string): Shown | undefined {
  if (/^[./#~]/.test(module)) return undefined;
  if (/^(?:next-auth|@auth\/[\w-]+|arctic|passport)\b.*\bzoom\b/.test(module)) return { kind: 'sign-in' };
  return CLIENT_PACKAGE.test(module) && !module.startsWith('@zoom/') ? { kind: 'api-package' } : undefined;
}

function featuresOfString(string: SourceString, { receivesEvents, hasCapabilities }: Said): readonly ShownAt[] {
  const [piece] = string.pieces;
  if (!piece) return [];
  const { text, start } = piece;
  const at = { start, end: start + text.length };
  const feature = TEXTS.find(([pattern]) => pattern.test(text))?.[1];
  if (feature) return [{ feature, ...at }];
  if (/^zoom\b/i.test(text) && isToolOfService(string.path)) return [{ feature: { kind: 'api-package' }, ...at }];
  if (text === 'zoom' && isSignIn(string.path)) return [{ feature: { kind: 'sign-in' }, ...at }];
  if (hasCapabilities && string.pieces.length === 1 && !text.includes('/') && isCapability(string.path)) return [{ feature: { kind: 'zoom-apps-sdk', api: text }, ...at }];
  if (string.pieces.length !== 1 || !EVENT.test(text) || !isEventPlace(string, receivesEvents)) return [];
  const event: ShownAt = { feature: { kind: 'event', event: text }, ...at };
  return /rtms_started$/.test(text) ? [event, { feature: { kind: 'rtms' }, ...at }] : [event];
}

/** What a query asks for, in a file that knows the endpoint. */
function fieldsOfString(string: SourceString): readonly ShownAt[] {
  const [piece] = string.pieces;
  if (!piece) return [];
  const text = string.pieces.map(part => part?.text ?? '').join('');
  const at = { start: piece.start, end: piece.start + piece.text.length };
  return graphqlFieldsIn(text).map(field => ({ feature: { kind: 'graphql', field }, ...at }));
}

function featuresOfNames(text: string): readonly ShownAt[] {
  return NAMES.flatMap(([pattern, feature]) => {
    const first = firstOutsideComments(text, pattern);
    return first ? [{ feature, start: first.index, end: first.index + first[0].length }] : [];
  });
}

function firstOutsideComments(text: string, pattern: RegExp): RegExpExecArray | undefined {
  let commentEnd = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index < commentEnd) continue;
    if (!/^\s*(?:\/\/|\*)/.test(text.slice(text.lastIndexOf('\n', match.index) + 1, match.index + 2))) return match;
    const lineEnd = text.indexOf('\n', match.index);
    commentEnd = lineEnd < 0 ? text.length : lineEnd;
  }
  return undefined;
}

// `zoomSdk.config({ capabilities: ['getMeetingContext'] })`
function isCapability([record, call]: readonly ContextStep[]): boolean {
  return record?.kind === 'property' && record.name === CAPABILITIES && call?.kind === 'argument' && call.callee.endsWith('.config');
}

// `signInWithOAuth({ provider: 'zoom' })`, `passport.authenticate('zoom')`
function isSignIn([step]: readonly ContextStep[]): boolean {
  if (step?.kind === 'property') return /^(?:provider|strategy|connection|connector)$/.test(step.name);
  return step?.kind === 'argument' && /(?:signIn\w*|authenticate|login\w*)$/i.test(step.callee);
}

// `nango.triggerAction('zoom', …)`: the service calls Zoom with code of its own.
function isToolOfService(path: readonly ContextStep[]): boolean {
  return path.some(step => step.kind === 'argument' && /(?:triggerAction|triggerSync|listRecords|getRecords|executeAction|executeTool)$/.test(step.callee));
}

// Compared with something, or in a list that is called one of events; not the key of a translation.
function isEventPlace({ path, enclosing }: SourceString, receivesEvents: boolean): boolean {
  const says = (name: string): boolean => wordsOf(name).some(word => EVENT_WORDS.has(word));
  const [step] = path;
  if (step === undefined) return receivesEvents || enclosing.some(says);
  return says(step.kind === 'argument' ? (step.callee.split('.').at(-1) ?? '') : step.name);
}

function flowsOfImport({ module, names }: SourceImport): readonly TokenFlow[] {
  if (!module.startsWith('@zoom/rivet')) return [];
  return names.flatMap((name): readonly TokenFlow[] => {
    if (name.endsWith('S2SAuthClient')) return ['account-credentials'];
    return name.endsWith('OAuthClient') || name === 'TeamChatClient' ? ['authorization-code'] : [];
  });
}

function isGrantType([step]: readonly ContextStep[]): boolean {
  return step?.kind === 'property' && /^grant_?type$/i.test(step.name);
}

function flowsOfString(string: SourceString, { text: source }: SourceFile): readonly TokenFlow[] {
  const text = string.pieces.map((piece: TextPiece | null) => piece?.text ?? '').join('');
  // Only Zoom has this grant.
  if (text === 'account_credentials' || text.includes('grant_type=account_credentials')) return ['account-credentials'];
  if (AUTHORIZE_URL.test(text)) return ['authorization-code'];
  const inUrl = /zoom\.(us|com)\/+oauth\/token\?.*grant_type=authorization_code/.test(text);
  return inUrl || (text === 'authorization_code' && isGrantType(string.path) && /zoom(gov)?\.(us|com)\/+oauth/.test(source)) ? ['authorization-code'] : [];
}
