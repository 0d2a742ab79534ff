/** Addresses of the API that stand in code and that no request was seen to use: a proxy, a command line or a queue may. */
import { textsIn, type TextNode } from './file-index.ts';
import { ts } from './ts.ts';
import type { Value } from './value.ts';
import { addressOf, readings } from './zoom-url.ts';

/** Where an address stands, and what it leads to at least. */
export interface UnusedAddress {
  readonly node: ts.Node;
  /** Relative to the API base, whole segments only, holes as `{}`; '' for the base itself. */
  readonly path: string;
}

/** What the search needs of the requests that were found. */
export interface AddressContext {
  /** The nodes of text that requests are made of; those of joined addresses come in. */
  readonly used: Set<ts.Node>;
  readonly baseUrls: readonly string[];
  readonly evaluate: (node: ts.Expression) => Value | undefined;
}

const ADDRESS = /\b(?:(?:api(?:-[\w{}]+)?|fileapi)\.zoom(?:gov)?\.(?:us|com)(?!\/(?:oauth|v3\/graphql)\b)(?:\/v2)?|(?<!\.)zoom(?:gov)?\.(?:us|com)\/v2\b)((?:\/[\w.~%@:{}-]*)*)/i;

/** What is told to people, or lists hosts that may be talked to. */
const TELLING = /(?:^|\.)(?:console\.\w+|log|logger\.\w+|debug|info|warn|error|trace|describe|it|test)$|Error$/;
const ALLOWING = /src$|csp|security|origin|allow|whitelist|domain|docs?$|description|title|message|label|help|example|placeholder/i;

/** Names that an address is put together from. */
const BASE = /zoom|base|api|host|url|endpoint|root|prefix|origin|server/i;

/** The unused addresses of all files: those put together from parts first, for the parts are then used. */
export function unusedAddresses(sources: readonly ts.SourceFile[], context: AddressContext): readonly UnusedAddress[] {
  const search = (kind: keyof AddressTexts, pathOf: (node: TextNode) => string | undefined): readonly UnusedAddress[] => {
    const stretches = stretchesOf(context.used);
    return sources.flatMap(source => searchIn(addressTextsOf(source)[kind], stretches.get(source) ?? [], pathOf));
  };
  const joined = search('joined', node => joinedPath(node, context));
  const written = search('written', writtenPath);
  return [...joined, ...written];
}

/** The texts of a file that look like addresses, whether used or not. */
interface AddressTexts {
  readonly joined: readonly TextNode[];
  readonly written: readonly TextNode[];
}

const addressTexts = new WeakMap<ts.SourceFile, AddressTexts>();

function addressTextsOf(source: ts.SourceFile): AddressTexts {
  let texts = addressTexts.get(source);
  if (!texts) {
    const all = /zoom/i.test(source.text) ? textsIn(source) : [];
    texts = { joined: all.filter(isJoined), written: all.filter(node => writtenPath(node) !== undefined) };
    addressTexts.set(source, texts);
  }
  return texts;
}

/** A stretch of a text, and the furthest that it or one before it goes. */
interface Stretch {
  readonly pos: number;
  readonly reach: number;
}

/** Where nodes stand, by file and in order. */
function stretchesOf(nodes: Iterable<ts.Node>): ReadonlyMap<ts.SourceFile, readonly Stretch[]> {
  const bySource = new Map<ts.SourceFile, ts.Node[]>();
  for (const node of nodes) {
    const known = bySource.get(node.getSourceFile());
    if (known) known.push(node);
    else bySource.set(node.getSourceFile(), [node]);
  }
  return new Map([...bySource].map(([source, found]) => {
    let reach = 0;
    return [source, found.sort((a, b) => a.pos - b.pos).map(({ pos, end }) => ({ pos, reach: reach = Math.max(reach, end) }))];
  }));
}

function overlaps(node: ts.Node, stretches: readonly Stretch[]): boolean {
  let low = 0;
  for (let high = stretches.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.pos ?? 0) < node.end) low = middle + 1;
    else high = middle;
  }
  return (stretches[low - 1]?.reach ?? 0) > node.pos;
}

function searchIn(texts: readonly TextNode[], used: readonly Stretch[], pathOf: (node: TextNode) => string | undefined): readonly UnusedAddress[] {
  const found: UnusedAddress[] = [];
  for (const node of texts) {
    const last = found.at(-1);
    if ((last && node.pos < last.node.end) || overlaps(node, used)) continue;
    const path = pathOf(node);
    if (path !== undefined && !isInNoValue(node)) found.push({ node, path: wholeSegments(path) });
  }
  return found;
}

function isInNoValue(node: ts.Node): boolean {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) if (isNoValue(at)) return true;
  return false;
}

function isNoValue(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return TELLING.test(node.expression.getText());
  return (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isJsxAttribute(node)) && ALLOWING.test(node.name.getText().replaceAll(/['"`]/g, ''));
}

/** The path of an address that is written here. */
function writtenPath(node: TextNode): string | undefined {
  const match = ADDRESS.exec(textOf(node) ?? '');
  return match ? (match[1] ?? '') : undefined;
}

/** The path of an address that is put together here from a name and a text. */
function joinedPath(node: TextNode, { used, baseUrls, evaluate }: AddressContext): string | undefined {
  const value = evaluate(node);
  for (const reading of value ? readings(value) : []) {
    const address = addressOf(reading, baseUrls);
    if (address.kind !== 'zoom') continue;
    if (isInNoValue(node)) return undefined;
    for (const part of reading.nodes) used.add(part);
    return address.path.replaceAll(/\uE000\d+\uE001/g, '{}');
  }
  return undefined;
}

function textOf(node: TextNode): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(span => `{}${span.literal.text}`).join('') : undefined;
}

/** `ZOOM_API + '/users/' + id`, `${this.base}/users`: a name that may hold a base, and a path behind it. */
function isJoined(node: TextNode): boolean {
  if (ts.isTemplateExpression(node)) {
    const [first] = node.templateSpans;
    return node.head.text === '' && first !== undefined && first.literal.text.startsWith('/') && BASE.test(first.expression.getText());
  }
  return ts.isBinaryExpression(node) && /^[\w.]+\s*\+\s*(['"`])\//.test(node.getText()) && BASE.test(node.getText());
}

/** A hole may hold a whole path or a query: what follows it is not known, nor is a segment that it is a part of. */
function wholeSegments(path: string): string {
  const segments = path.split('/').filter(segment => segment !== '');
  const broken = segments.findIndex(segment => segment.includes('{}') && segment !== '{}');
  const whole = broken === -1 ? segments : segments.slice(0, broken);
  while (whole.at(-1) === '{}') whole.pop();
  return whole.map(segment => `/${segment}`).join('');
}
