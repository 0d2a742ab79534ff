/** The part of a call that editors underline: where its path is given. */
import { ts } from './ts.ts';

/** A literal that is a host, with the version at most. */
const BASE = /^['"`]https?:\/\/[^/'"`]*(\/v2)?\/?['"`]$/;

/** `texts`: what the call's URL is read from, wherever it stands. */
export function pathPartOf(call: ts.Node, texts: readonly ts.Node[]): ts.Node {
  const own = texts.filter(text => text.getSourceFile() === call.getSourceFile() && text.pos >= call.pos && text.end <= call.end);
  const text = own.find(part => !BASE.test(part.getText())) ?? own[0];
  return text ? withRest(text, call) : namedPart(call, texts.length > 0);
}

/** With what is added to it: `'/meetings/' + id`. */
function withRest(text: ts.Node, call: ts.Node): ts.Node {
  const { parent } = text;
  const isAdded = parent !== call && ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.PlusToken;
  return isAdded ? withRest(parent, call) : text;
}

/** Where the path is not written in the call: the argument that gives it, or the method's name. */
function namedPart(node: ts.Node, isGiven: boolean): ts.Node {
  if (!ts.isCallExpression(node)) return node;
  const [argument] = node.arguments;
  if (isGiven && argument && !ts.isObjectLiteralExpression(argument)) return argument;
  return ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
}
