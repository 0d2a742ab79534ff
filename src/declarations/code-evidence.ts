/** What source code shows of an app besides its scopes: how it gets tokens, and features that need scopes without a call. */
import { LineIndex } from '../util/span.ts';
import type { ContextStep, SourceImport, SourceString, TextPiece } from '../util/source-strings.ts';
import { wordsOf } from '../util/words.ts';
import type { SourceFile } from './code-scopes.ts';
import type { Feature } from './declaration.ts';
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
  '@zoom/rtms': { kind: 'rtms' },
  '@zoomus/websdk': { kind: 'meeting-sdk' },
};

const AUTHORIZE_URL = /(zoom\.us|zoomgov\.com|zoom\.com)\/+oauth\/authorize/i;

/** Objects whose webhook events Zoom sends; the names are common words elsewhere. */
const EVENT = /^(account|app|chat_channel|chat_message|clip|contact_center|meeting|phone|recording|room|scheduler|session|task|team_chat|user|video_management|webinar|whiteboard|zoomroom)\.[a-z][a-z_\d]*(\.[a-z][a-z_\d]*)*$/;
const EVENT_WORDS = new Set(['event', 'events', 'on', 'once', 'subscribe', 'subscription', 'subscriptions', 'webhook', 'webhooks']);

/** Reads one file. */
export function findCodeEvidence(source: SourceFile): CodeEvidence {
  const { file, text, strings } = source;
  const lines = new LineIndex(text);
  const aboutZoom = vendorOf(file) === 'zoom' || /zoom/i.test(text);
  const shown = [
    ...strings.imports.flatMap(featureOfImport),
    ...strings.strings.flatMap(string => (aboutZoom ? featuresOfString(string, vendorOf(file) === 'zoom') : [])),
  ];
  return {
    flows: new Set([...strings.imports.flatMap(flowsOfImport), ...strings.strings.flatMap(string => flowsOfString(string, source))]),
    features: shown.map(({ feature, start, end }): Feature => ({ ...feature, span: lines.span(file, start, end) })),
  };
}

interface ShownAt {
  readonly feature: Shown;
  readonly start: number;
  readonly end: number;
}

function featureOfImport({ module, start, end }: SourceImport): readonly ShownAt[] {
  const name = Object.keys(PACKAGES).find(known => module === known || module.startsWith(`${known}/`));
  const feature = name === undefined ? undefined : PACKAGES[name];
  return feature ? [{ feature, start, end }] : [];
}

function featuresOfString(string: SourceString, inZoomFile: boolean): readonly ShownAt[] {
  const [piece] = string.pieces;
  if (!piece) return [];
  const { text, start } = piece;
  const at = { start, end: start + text.length };
  if (/^https?:\/\/mcp[\w.-]*\.zoom\.(us|com)\b/.test(text)) return [{ feature: { kind: 'mcp' }, ...at }];
  if (string.pieces.length === 1 && isCapability(string.path)) return [{ feature: { kind: 'zoom-apps-sdk', api: text }, ...at }];
  if (string.pieces.length !== 1 || !EVENT.test(text) || !isEventPlace(string, inZoomFile)) return [];
  const event: ShownAt = { feature: { kind: 'event', event: text }, ...at };
  return /rtms_started$/.test(text) ? [event, { feature: { kind: 'rtms' }, ...at }] : [event];
}

// `zoomSdk.config({ capabilities: ['getMeetingContext'] })`
function isCapability([record, call]: readonly ContextStep[]): boolean {
  return record?.kind === 'property' && record.name === 'capabilities' && call?.kind === 'argument' && call.callee.endsWith('.config');
}

// Compared with something, or in a list that is called one of events; not the key of a translation.
function isEventPlace({ path, enclosing }: SourceString, inZoomFile: boolean): boolean {
  const says = (name: string): boolean => wordsOf(name).some(word => EVENT_WORDS.has(word));
  const [step] = path;
  if (step === undefined) return inZoomFile || enclosing.some(says);
  return says(step.kind === 'argument' ? (step.callee.split('.').at(-1) ?? '') : step.name);
}

function flowsOfImport({ module, names }: SourceImport): readonly TokenFlow[] {
  if (!module.startsWith('@zoom/rivet')) return [];
  return names.flatMap((name): readonly TokenFlow[] => {
    if (name.endsWith('S2SAuthClient')) return ['account-credentials'];
    return name.endsWith('OAuthClient') || name === 'TeamChatClient' ? ['authorization-code'] : [];
  });
}

function flowsOfString(string: SourceString, { text: source }: SourceFile): readonly TokenFlow[] {
  const text = string.pieces.map((piece: TextPiece | null) => piece?.text ?? '').join('');
  // Only Zoom has this grant.
  if (text === 'account_credentials' || text.includes('grant_type=account_credentials')) return ['account-credentials'];
  if (AUTHORIZE_URL.test(text)) return ['authorization-code'];
  const [step] = string.path;
  const grants = step?.kind === 'property' && /^grant_?type$/i.test(step.name) && text === 'authorization_code';
  const inUrl = /zoom\.(us|com)\/+oauth\/token\?.*grant_type=authorization_code/.test(text);
  return inUrl || (grants && /zoom(gov)?\.(us|com)\/+oauth/.test(source)) ? ['authorization-code'] : [];
}
