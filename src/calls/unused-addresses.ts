/** Addresses of the API that stand in code and that no request was seen to use: a proxy, a command line or a queue may. */
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
  const speaking = sources.filter(source => /zoom/i.test(source.text));
  const joined = speaking.flatMap(source => searchIn(source, context.used, node => joinedPath(node, context)));
  const written = speaking.flatMap(source => searchIn(source, context.used, writtenPath));
  return [...joined, ...written];
}

function searchIn(source: ts.SourceFile, used: ReadonlySet<ts.Node>, pathOf: (node: ts.Node) => string | undefined): readonly UnusedAddress[] {
  const taken = [...used].filter(node => node.getSourceFile() === source);
  const isUsed = (node: ts.Node): boolean => taken.some(other => other.pos < node.end && node.pos < other.end);
  const found: UnusedAddress[] = [];
  const visit = (node: ts.Node): void => {
    if (isNoValue(node)) return;
    const path = isUsed(node) ? undefined : pathOf(node);
    if (path === undefined) ts.forEachChild(node, visit);
    else found.push({ node, path: wholeSegments(path) });
  };
  visit(source);
  return found;
}

function isNoValue(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return TELLING.test(node.expression.getText());
  return (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isJsxAttribute(node)) && ALLOWING.test(node.name.getText().replaceAll(/['"`]/g, ''));
}

/** The path of an address that is written here. */
function writtenPath(node: ts.Node): string | undefined {
  const match = ADDRESS.exec(textOf(node) ?? '');
  return match ? (match[1] ?? '') : undefined;
}

/** The path of an address that is put together here from a name and a text. */
function joinedPath(node: ts.Node, { used, baseUrls, evaluate }: AddressContext): string | undefined {
  const value = isJoined(node) ? evaluate(node) : undefined;
  for (const reading of value ? readings(value) : []) {
    const address = addressOf(reading, baseUrls);
    if (address.kind !== 'zoom') continue;
    for (const part of reading.nodes) used.add(part);
    return address.path.replaceAll(/\uE000\d+\uE001/g, '{}');
  }
  return undefined;
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(span => `{}${span.literal.text}`).join('') : undefined;
}

/** `ZOOM_API + '/users/' + id`, `${this.base}/users`: a name that may hold a base, and a path behind it. */
function isJoined(node: ts.Node): node is ts.TemplateExpression | ts.BinaryExpression {
  if (ts.isTemplateExpression(node)) {
    const [first] = node.templateSpans;
    return node.head.text === '' && first !== undefined && first.literal.text.startsWith('/') && BASE.test(first.expression.getText());
  }
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && /^[\w.]+\s*\+\s*(['"`])\//.test(node.getText()) && BASE.test(node.getText());
}

/** A hole may hold a whole path or a query: what follows it is not known, nor is a segment that it is a part of. */
function wholeSegments(path: string): string {
  const segments = path.split('/').filter(segment => segment !== '');
  const broken = segments.findIndex(segment => segment.includes('{}') && segment !== '{}');
  const whole = broken === -1 ? segments : segments.slice(0, broken);
  while (whole.at(-1) === '{}') whole.pop();
  return whole.map(segment => `/${segment}`).join('');
}
