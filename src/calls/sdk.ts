/** Calls through the official SDK, `@zoom/rivet`: each endpoint method is one operation. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Interpreter } from './interpreter.ts';
import type { Outcome } from './outcome.ts';
import { ts } from './ts.ts';
import type { Value } from './value.ts';

/** The request of a call of the SDK; undefined for all other calls. */
export function sdkOutcomes(interpreter: Interpreter, catalogue: Catalogue, callee: Value, args: readonly Value[]): readonly Outcome[] | undefined {
  if (callee.kind !== 'member') return undefined;
  if (callee.name === 'say' && isChatbotCallback(interpreter, callee.of)) return outcomeOf(interpreter, catalogue, 'POST', '/im/chat/messages', undefined);
  const groups: string[] = [];
  let at: Value = callee.of;
  while (at.kind === 'member' && at.name !== 'endpoints') {
    groups.unshift(at.name);
    at = at.of;
  }
  if (at.kind !== 'member' || groups.length === 0) return undefined;
  const module = moduleOf(at.of, catalogue);
  if (module === undefined) return undefined;
  const method = catalogue.sdkMethod(module, groups.join('.'), callee.name);
  return method ? outcomeOf(interpreter, catalogue, method.method, method.path, args[0]) : [];
}

/** `users` for an instance of a client of `@zoom/rivet/users`, or of the package itself. */
function moduleOf(client: Value, catalogue: Catalogue): string | undefined {
  if (client.kind === 'union') return client.options.map(option => moduleOf(option, catalogue)).find(found => found !== undefined);
  if (client.kind === 'default') return moduleOf(client.of, catalogue) ?? moduleOf(client.fallback, catalogue);
  if (client.kind !== 'result' || !client.isNew) return undefined;
  const { callee } = client;
  if (callee.kind !== 'member' || rootName(callee) !== '@zoom/rivet') return undefined;
  return catalogue.sdkClient(callee.name)?.module;
}

/** The package that a value comes from, without its sub path. */
function rootName(value: Value): string | undefined {
  let at = value;
  while (at.kind === 'member') at = at.of;
  return at.kind === 'external' ? /^(@[^/]+\/)?[^/]+/.exec(at.name)?.[0] : undefined;
}

/** `say` in a callback that a chatbot client's events are given. */
function isChatbotCallback(interpreter: Interpreter, holder: Value): boolean {
  if (holder.kind !== 'param') return false;
  const call = holder.node.parent.parent;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return false;
  let at = interpreter.evaluate(call.expression);
  while (at.kind === 'member') at = at.of;
  return at.kind === 'result' && at.isNew && rootName(at.callee) === '@zoom/rivet';
}

function outcomeOf(interpreter: Interpreter, catalogue: Catalogue, method: string, template: string, input: Value | undefined): readonly Outcome[] {
  const parameters = input && interpreter.member(input, 'path');
  // Of the values in the path only `me` says more than the template.
  const path = template.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = parameters && interpreter.member(parameters, name);
    return value?.kind === 'text' && value.text === 'me' ? 'me' : hole;
  });
  const subject = /^\/(?:[\w]+\/)?users\/([^/]+)/.exec(path)?.[1];
  return [{
    method, path, resolution: catalogue.lookup(method, path), confidence: 'certain', isOpen: false, nodes: [],
    subject: subject === undefined ? 'none' : subject === 'me' ? 'me' : subject.startsWith('{') ? 'unknown' : 'other',
  }];
}
