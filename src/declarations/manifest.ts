/** Reads Zoom app manifests. They are known by their content: teams call them what they like. */
import { getNodeValue, type Node, type ParseError } from 'jsonc-parser';
import { describeParseError, parseJsonTree } from '../util/json.ts';
import { LineIndex, type Place, type Span } from '../util/span.ts';
import type { AppType, Declaration, Feature, PlainFeature } from './declaration.ts';

/** What one manifest says. */
export interface Manifest {
  readonly file: string;
  /** Meeting SDK apps have credentials for joining meetings, and no scopes. */
  readonly kind: 'general' | 'server-to-server' | 'meeting-sdk';
  /** The name users see; null where it is missing. */
  readonly name: string | null;
  readonly type: AppType;
  /** The name of its list of scopes, or of what the list belongs in where there is none yet; absent where the manifest cannot be read. */
  readonly scopeList?: Span;
  readonly declarations: readonly Declaration[];
  readonly features: readonly Feature[];
}

/** What a JSON text turned out to be. */
export type ManifestReading =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** It means to be a manifest and cannot be read. */
  | { readonly kind: 'broken'; readonly place: Place; readonly message: string }
  | { readonly kind: 'other' };

const KINDS: Readonly<Record<string, Manifest['kind']>> = {
  general: 'general',
  s2s_oauth: 'server-to-server',
  meeting_sdk: 'meeting-sdk',
};

const USAGES: Readonly<Record<string, AppType>> = {
  USER_OPERATION: 'user-managed',
  ADMIN_MANAGEMENT: 'admin-managed',
};

/** Reads a JSON text, without a byte order mark. Comments and trailing commas are let pass. */
export function parseManifest(text: string, file: string): ManifestReading {
  const errors: ParseError[] = [];
  const tree = parseJsonTree(text, errors, { allowTrailingComma: true });
  const lines = new LineIndex(text);
  const error = errors[0];
  if (error !== undefined) {
    if (!looksLikeManifest(text)) return { kind: 'other' };
    return {
      kind: 'broken',
      place: { file, ...lines.at(error.offset) },
      message: `This Zoom app manifest is not valid JSON: ${describeParseError(error)}.`,
    };
  }
  const outline = tree && outlineManifest(tree);
  if (!outline) return { kind: 'other' };
  const flaw = findFlaw(tree, outline);
  if (flaw) return { kind: 'broken', place: { file, ...lines.at(flaw.at.offset) }, message: flaw.message };
  return { kind: 'manifest', manifest: readManifest(tree, outline, (node, inset) => spanOf(lines, file, node, inset), file) };
}

function looksLikeManifest(text: string): boolean {
  return /"oauth_information"\s*:/.test(text) || /"app_type"\s*:\s*"(s2s_oauth|meeting_sdk)"/.test(text);
}

/** The span of a node; with `inset`, that of a string without its quotes. */
type Locate = (node: Node, inset?: boolean) => Span;

function spanOf(lines: LineIndex, file: string, node: Node, inset = false): Span {
  const quote = inset && node.type === 'string' ? 1 : 0;
  return lines.span(file, node.offset + quote, node.offset + node.length - quote);
}

function readManifest(tree: Node, outline: ManifestOutline, locate: Locate, file: string): Manifest {
  const { kind, head, body, oauth, scopesOwner, scopes } = outline;
  return {
    file,
    kind,
    name: textAt(body, 'display_information', 'display_name') || textAt(head, 'app_name') || null,
    type: kind === 'server-to-server' ? 'server-to-server' : (USAGES[(oauth && textAt(oauth, 'usage')) ?? ''] ?? 'unknown'),
    scopeList: locate(keyOf(scopes) ?? keyOf(scopesOwner) ?? keyOf(at(head, 'app_type')) ?? tree, true),
    declarations: itemsOf(scopes).flatMap(node => toDeclaration(node, locate)),
    features: kind === 'meeting-sdk' ? [{ kind: 'meeting-sdk', span: locate(at(head, 'app_type') ?? head, true) }] : readFeatures(body, locate),
  };
}

interface Flaw {
  readonly at: Node;
  readonly message: string;
}

/** What leaves open which scopes the manifest declares, or what needs them. */
function findFlaw(tree: Node, { kind, scopes }: ManifestOutline): Flaw | undefined {
  const repeated = findRepeatedKey(tree);
  if (repeated) return { at: repeated, message: `This Zoom app manifest has the key \`${String(repeated.value)}\` twice in one object.` };
  if (kind === 'meeting-sdk' || scopes === undefined) return undefined;
  if (scopes.type !== 'array') return { at: scopes, message: "This Zoom app manifest's `scopes` must be a list." };
  const form = kind === 'server-to-server' ? 'a text' : 'an object with the text `scope`';
  const entry = itemsOf(scopes).find(node => nameOf(node) === undefined);
  return entry && { at: entry, message: `An entry of this Zoom app manifest's \`scopes\` names no scope: it must be ${form}.` };
}

function findRepeatedKey(tree: Node): Node | undefined {
  const open = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    const keys = new Set<unknown>();
    for (const child of node.type === 'object' ? (node.children ?? []) : []) {
      const [key] = child.children ?? [];
      if (keys.has(key?.value)) return key;
      keys.add(key?.value);
    }
    open.push(...(node.children ?? []).toReversed());
  }
  return undefined;
}

/** The parts of a manifest's tree. */
export interface ManifestOutline {
  readonly kind: Manifest['kind'];
  /** Has `app_type`, where there is one. */
  readonly head: Node;
  /** Has `display_information` and `features`. */
  readonly body: Node;
  readonly oauth: Node | undefined;
  /** The object that the list of scopes belongs in. */
  readonly scopesOwner: Node | undefined;
  /** The value of its `scopes`, whatever that is. */
  readonly scopes: Node | undefined;
}

/** Finds the parts; undefined for a tree that is no manifest. */
export function outlineManifest(tree: Node): ManifestOutline | undefined {
  const body = objectAt(tree, 'manifest') ?? tree;
  const oauth = objectAt(body, 'oauth_information');
  const head = at(tree, 'app_type') ? tree : body;
  const kind = kindOf(head, oauth);
  if (kind === undefined) return undefined;
  const scopesOwner = kind === 'server-to-server' ? head : oauth;
  return { kind, head, body, oauth, scopesOwner, scopes: scopesOwner && at(scopesOwner, 'scopes') };
}

function kindOf(head: Node, oauth: Node | undefined): Manifest['kind'] | undefined {
  const stated = KINDS[textAt(head, 'app_type')?.toLowerCase() ?? ''];
  if (stated === 'server-to-server' || stated === 'meeting-sdk') return stated;
  const usage = oauth && textAt(oauth, 'usage');
  const general = oauth !== undefined && (at(oauth, 'scopes')?.type === 'array' || (usage !== undefined && usage in USAGES));
  return general ? 'general' : undefined;
}

function toDeclaration(node: Node, locate: Locate): readonly Declaration[] {
  const name = nameOf(node);
  if (!name) return [];
  const optional: unknown = name === node ? false : valueOf(at(node, 'optional'));
  return [{
    scope: String(getNodeValue(name)),
    span: locate(name, true),
    source: 'manifest',
    optional: optional === true || String(optional).toLowerCase() === 'true',
  }];
}

/** The text that names an entry's scope. */
function nameOf(entry: Node): Node | undefined {
  const name = entry.type === 'string' ? entry : at(entry, 'scope');
  return name?.type === 'string' ? name : undefined;
}

const SWITCHES: readonly { readonly keys: readonly string[]; readonly kind: PlainFeature }[] = [
  { keys: ['embed', 'meeting_sdk'], kind: 'meeting-sdk' },
  { keys: ['embed', 'contact_center_sdk'], kind: 'contact-center-embed' },
  { keys: ['embed', 'phone_sdk'], kind: 'phone-embed' },
  { keys: ['plugin_sdk'], kind: 'plugin-sdk' },
  { keys: ['mcp'], kind: 'mcp' },
];

// What is listed but switched off may be switched on later: a scope for it is not called unused.
function readFeatures(body: Node, locate: Locate): readonly Feature[] {
  const features = objectAt(body, 'features');
  if (features === undefined) return [];
  return [
    ...itemsOf(at(features, 'event_subscription', 'events')).flatMap(subscription => readEvents(subscription, locate)),
    ...readZoomApp(features, locate),
    ...readChatbot(features, locate),
    ...SWITCHES.flatMap(({ keys, kind }) => switchedOn(at(features, ...keys, 'enable')).map(node => ({ kind, span: locate(node) }))),
    ...readEmptySubscription(features, locate),
  ];
}

/** Events are switched on and none is listed: they are subscribed to elsewhere. */
function readEmptySubscription(features: Node, locate: Locate): readonly Feature[] {
  const subscriptions = itemsOf(at(features, 'event_subscription', 'events'));
  if (subscriptions.some(subscription => itemsOf(at(subscription, 'event_types')).length > 0)) return [];
  return switchedOn(at(features, 'event_subscription', 'enable')).map(node => ({ kind: 'webhook', span: locate(node) }));
}

function readEvents(subscription: Node, locate: Locate): readonly Feature[] {
  const stated = textAt(subscription, 'event_usage');
  const usage = stated === undefined ? {} : { usage: stated === 'EVENT_FOR_USER' ? ('user' as const) : ('account' as const) };
  return itemsOf(at(subscription, 'event_types')).flatMap((node): readonly Feature[] => {
    if (node.type !== 'string') return [];
    const event = String(getNodeValue(node));
    const span = locate(node, true);
    const rtms: readonly Feature[] = /[._]rtms_started$/.test(event) ? [{ kind: 'rtms', span }] : [];
    return [{ kind: 'event', event, ...usage, span }, ...rtms];
  });
}

function readZoomApp(features: Node, locate: Locate): readonly Feature[] {
  const zoomApp = at(features, 'in_client_feature', 'zoom_app_api');
  const apis = itemsOf(zoomApp && at(zoomApp, 'zoom_app_apis')).filter(node => node.type === 'string');
  return [
    ...switchedOn(zoomApp && at(zoomApp, 'enable')).map(node => ({ kind: 'zoom-apps-sdk' as const, api: null, span: locate(node) })),
    ...apis.map(node => ({ kind: 'zoom-apps-sdk' as const, api: String(getNodeValue(node)), span: locate(node, true) })),
  ];
}

function readChatbot(features: Node, locate: Locate): readonly Feature[] {
  const product = itemsOf(at(features, 'products')).find(node => node.value === 'ZOOM_CHAT');
  const subscription = switchedOn(at(features, 'team_chat_subscription', 'enable'))[0];
  const evidence = subscription ?? product;
  return evidence ? [{ kind: 'chatbot', span: locate(evidence, true) }] : [];
}

function switchedOn(node: Node | undefined): readonly Node[] {
  return node !== undefined && String(valueOf(node)) === 'true' ? [node] : [];
}

/** The value at these keys. Of a key that stands twice, JSON readers take the last. */
export function at(node: Node, ...keys: readonly string[]): Node | undefined {
  let current: Node | undefined = node;
  for (const key of keys) {
    if (current?.type !== 'object') return undefined;
    const property: Node | undefined = current.children?.findLast(child => child.children?.[0]?.value === key);
    current = property?.children?.[1];
  }
  return current;
}

function keyOf(value: Node | undefined): Node | undefined {
  return value?.parent?.type === 'property' ? value.parent.children?.[0] : undefined;
}

function objectAt(node: Node, key: string): Node | undefined {
  const found = at(node, key);
  return found?.type === 'object' ? found : undefined;
}

function textAt(node: Node, ...keys: readonly string[]): string | undefined {
  const found = at(node, ...keys);
  return found?.type === 'string' ? String(getNodeValue(found)) : undefined;
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

function valueOf(node: Node | undefined): unknown {
  return node && getNodeValue(node);
}
