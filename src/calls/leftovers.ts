/** Zoom URLs that no request used: objects that a framework will execute, and calls through clients we cannot see. */
import type { Interpreter } from './interpreter.ts';
import type { Outcome, Outcomes } from './outcome.ts';
import { ts } from './ts.ts';
import { text, union, unknown, type Value } from './value.ts';

/** A request that stands as data, or a URL whose way out is not known. */
export interface Leftover {
  readonly node: ts.Node;
  readonly outcome: Outcome;
}

const urlKeys = new Set(['url', 'uri', 'endpoint', 'requestUrl']);
const nowhere = { names: [], isZoomFile: false };

/** The leftovers of a file; `isUsed` tells which text a request has used. */
export function leftoversIn(source: ts.SourceFile, interpreter: Interpreter, outcomes: Outcomes, isUsed: (node: ts.Node) => boolean): readonly Leftover[] {
  const found: Leftover[] = [];
  const taken = new Set<ts.Node>();
  const add = (node: ts.Node, url: Value, method: Value, known: boolean): void => {
    const read = outcomes.of({ url, method, base: undefined, isKnownClient: true, isConfigured: known, hasVerb: false }, nowhere);
    for (const outcome of read) {
      if (outcome.confidence !== 'certain' || outcome.nodes.some(at => isUsed(at) || taken.has(at))) continue;
      if (known) found.push({ node, outcome: { ...outcome, isOpen: false } });
      else if (outcome.path !== null && outcome.path !== '/') {
        found.push({ node, outcome: { ...outcome, method: null, resolution: { kind: 'unresolved', why: 'unknown-client', pathPrefix: literalPrefix(outcome.path) } } });
      }
    }
    for (const outcome of read) for (const at of outcome.nodes) taken.add(at);
  };
  const configs = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) for (const property of node.properties) {
      if (!property.name || ts.isShorthandPropertyAssignment(property) || !urlKeys.has(interpreter.propertyName(property.name) ?? '')) continue;
      const config = interpreter.evaluate(node);
      const url = called(interpreter, interpreter.member(config, interpreter.propertyName(property.name) ?? ''));
      add(property, url, methodBeside(interpreter, config), true);
    }
    ts.forEachChild(node, configs);
  };
  const texts = (node: ts.Node): void => {
    if ((ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) && isSendable(node)) add(node, interpreter.evaluate(node), unknown('method'), false);
    ts.forEachChild(node, texts);
  };
  if (!/zoom/i.test(source.text)) return [];
  ts.forEachChild(source, configs);
  ts.forEachChild(source, texts);
  return found;
}

function called(interpreter: Interpreter, value: Value): Value {
  return value.kind === 'function' ? interpreter.call(value, value.node.parameters.map(parameter => interpreter.declared(parameter))) : value;
}

/** The method that stands beside a URL; GET where there is none, as the frameworks have it. */
function methodBeside(interpreter: Interpreter, config: Value): Value {
  const method = interpreter.member(config, 'method');
  if (method.kind === 'nothing') return text('GET');
  return method.kind === 'function' ? called(interpreter, method) : union([method]);
}

/** Whether a text may be the URL of a request at all: not one that is compared, logged, shown or thrown. */
function isSendable(node: ts.Expression): boolean {
  const start = ts.isTemplateExpression(node) ? node.head.text : (node as ts.StringLiteralLike).text;
  const whole = node.getText();
  if (/\s/.test(ts.isTemplateExpression(node) ? whole.replace(/\$\{[^}]*\}/g, '') : start)) return false;
  if (!ts.isTemplateExpression(node) && !/zoom(gov)?\.(us|com)\/(v2|scim2)\//i.test(start)) return false;
  for (let at: ts.Node = node, up = node.parent; ; at = up, up = up.parent) {
    if (ts.isParenthesizedExpression(up) || ts.isAsExpression(up) || ts.isNonNullExpression(up) || ts.isConditionalExpression(up)) continue;
    if (ts.isBinaryExpression(up)) return up.operatorToken.kind === ts.SyntaxKind.EqualsToken || up.operatorToken.kind === ts.SyntaxKind.BarBarToken || up.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    if (ts.isCallExpression(up) && up.expression !== at) return !/^(console\.|expect|assert|describe|it|test|log|logger|nock|res\.redirect)|\.(log|info|warn|error|debug|includes|startsWith|endsWith|indexOf|match|test|replace|split|to\w+|get\w*Attribute|redirect|push|set|append)$/.test(up.expression.getText());
    return ts.isVariableDeclaration(up) || ts.isPropertyAssignment(up) || ts.isReturnStatement(up) || ts.isArrowFunction(up) || ts.isPropertyDeclaration(up);
  }
}

function literalPrefix(path: string): string {
  const known = path.split('/').filter(Boolean);
  const hole = known.findIndex(segment => segment.includes('{'));
  const kept = hole < 0 ? known : known.slice(0, hole);
  return kept.length > 0 ? `/${kept.join('/')}` : '';
}
