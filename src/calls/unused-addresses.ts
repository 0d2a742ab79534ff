/** Addresses of the API that stand in code and that no request was seen to use: a proxy, a command line or a queue may. */
import { ts } from './ts.ts';

/** Where an address stands, and what it leads to at least. */
export interface UnusedAddress {
  readonly node: ts.Node;
  /** Relative to the API base, whole segments only, holes as `{}`; '' for the base itself. */
  readonly path: string;
}

const ADDRESS = /\b(?:api(?:-[\w{}]+)?|fileapi)\.zoom(?:gov)?\.(?:us|com)(?!\/(?:oauth|v3\/graphql)\b)(?:\/v2)?((?:\/[\w.~%@:{}-]*)*)|\b(?<!\.)zoom(?:gov)?\.(?:us|com)\/v2((?:\/[\w.~%@:{}-]*)*)/i;

/** What is told to people, or lists hosts that may be talked to. */
const TELLING = /(?:^|\.)(?:console\.\w+|log|logger\.\w+|debug|info|warn|error|trace|describe|it|test)$|Error$/;
const ALLOWING = /src$|csp|security|origin|allow|whitelist|domain|docs?$|description|title|message|label|help|example|placeholder/i;

/** The unused addresses of a file; `used` are the nodes of text that requests are made of. */
export function unusedAddressesIn(source: ts.SourceFile, used: Iterable<ts.Node>): readonly UnusedAddress[] {
  if (!/zoom(?:gov)?\.(?:us|com)/i.test(source.text)) return [];
  const taken = [...used].filter(node => node.getSourceFile() === source);
  const isUsed = (node: ts.Node): boolean => taken.some(other => other.pos < node.end && node.pos < other.end);
  const found: UnusedAddress[] = [];
  const visit = (node: ts.Node): void => {
    if (isNoValue(node)) return;
    const text = textOf(node);
    const match = text === undefined ? null : ADDRESS.exec(text);
    if (match && !isUsed(node)) found.push({ node, path: wholeSegments(match[1] ?? match[2] ?? '') });
    if (!match) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isNoValue(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return TELLING.test(node.expression.getText());
  return (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || ts.isJsxAttribute(node)) && ALLOWING.test(node.name.getText().replaceAll(/['"`]/g, ''));
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(span => `{}${span.literal.text}`).join('') : undefined;
}

/** A hole may hold a whole path or a query: what follows it is not known, nor is a segment that it is a part of. */
function wholeSegments(path: string): string {
  const segments = path.split('/').filter(segment => segment !== '');
  const broken = segments.findIndex(segment => segment.includes('{}') && segment !== '{}');
  const whole = broken === -1 ? segments : segments.slice(0, broken);
  while (whole.at(-1) === '{}') whole.pop();
  return whole.map(segment => `/${segment}`).join('');
}
