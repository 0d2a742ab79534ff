/** Wrappers that a person declares, where reading them is not enough: in the configuration, or by `@zoomOperation` comments. */
import type { DeclaredWrapper } from './call-hints.ts';
import type { Sending } from './clients.ts';
import { ts } from './ts.ts';
import { sequenceOf, text, type FunctionNode, type Value } from './value.ts';

/** The declared wrapper that is called; undefined for calls of anything else. */
export function wrapperCalled(node: ts.CallExpression | ts.NewExpression, wrappers: readonly DeclaredWrapper[]): DeclaredWrapper | undefined {
  if (wrappers.length === 0) return undefined;
  const called = calledName(node.expression);
  return wrappers.find(({ function: name }) => called === name || called.endsWith(`.${name}`));
}

/** A request as a declared wrapper sends it; undefined for calls of anything else. */
export function declaredSending(node: ts.CallExpression | ts.NewExpression, args: () => readonly Value[], wrappers: readonly DeclaredWrapper[]): Sending | undefined {
  const wrapper = wrapperCalled(node, wrappers);
  if (!wrapper) return undefined;
  const argument = (position: string | number): Value => (typeof position === 'string' ? text(position) : args()[position] ?? { kind: 'unknown', name: 'value' });
  return sendingTo(argument(wrapper.method ?? 'GET'), argument(wrapper.path ?? 0));
}

/** The request that a comment on a function declares: `@zoomOperation GET /users/{userId}`. */
export function commentedSending(node: FunctionNode): Sending | undefined {
  const source = node.getSourceFile();
  if (!hasComments(source)) return undefined;
  const comment = commentAbove(node, source.text);
  const match = /@zoomOperation\s+([A-Za-z]+)\s+(\/[^\s*]*)/.exec(comment);
  return match?.[1] !== undefined && match[2] !== undefined ? sendingTo(text(match[1].toUpperCase()), pathValue(match[2])) : undefined;
}

const commented = new WeakMap<ts.SourceFile, boolean>();

function hasComments(source: ts.SourceFile): boolean {
  let has = commented.get(source);
  if (has === undefined) commented.set(source, has = source.text.includes('@zoomOperation'));
  return has;
}

function sendingTo(method: Value, path: Value): Sending {
  return { method, url: path, base: text('https://api.zoom.us/v2'), isKnownClient: true, isConfigured: false, hasVerb: true };
}

/** `{name}` in a declared path is a value that is not known. */
function pathValue(path: string): Value {
  const parts = path.split(/\{(\w+)\}/).map((part, index): Value => (index % 2 === 0 ? text(part) : { kind: 'unknown', name: part }));
  return sequenceOf(parts);
}

/** The comments directly above a function, or above the statement that names it. */
function commentAbove(node: ts.Node, content: string): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const ranges = ts.getLeadingCommentRanges(content, at.pos) ?? [];
    const comment = ranges.map(range => content.slice(range.pos, range.end)).join('\n');
    if (comment.includes('@zoomOperation')) return comment;
    if (ts.isStatement(at) || ts.isClassElement(at)) return '';
  }
  return '';
}

function calledName(expression: ts.Expression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return `${calledName(expression.expression)}.${expression.name.text}`;
  return ts.isNonNullExpression(expression) || ts.isParenthesizedExpression(expression) ? calledName(expression.expression) : '';
}
