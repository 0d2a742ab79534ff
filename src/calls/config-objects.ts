/** Requests that stand as data: objects with a Zoom URL that a framework will execute. */
import { objectsIn } from './file-index.ts';
import type { Interpreter } from './interpreter.ts';
import type { Outcome, Outcomes } from './outcome.ts';
import { ts } from './ts.ts';
import { text, type Value } from './value.ts';

/** A request that stands as data. */
export interface DescribedRequest {
  readonly node: ts.Node;
  readonly outcome: Outcome;
}

const urlKeys = new Set(['url', 'uri', 'endpoint', 'requestUrl']);
/** What stands beside a URL that is to be requested. */
const companions = ['method', 'headers', 'body', 'data', 'params', 'json', 'query', 'qs'];
const nowhere = { names: [], isZoomFile: false };

/** The requests that objects of a file describe; `isUsed` tells which text a request has used. */
export function describedIn(source: ts.SourceFile, interpreter: Interpreter, outcomes: Outcomes, isUsed: (node: ts.Node) => boolean): readonly DescribedRequest[] {
  const found: DescribedRequest[] = [];
  const taken = new Set<ts.Node>();
  const add = (node: ts.Node, url: Value, method: Value): void => {
    const read = outcomes.of({ url, method, base: undefined, isKnownClient: true, isConfigured: true, hasVerb: false }, nowhere);
    for (const outcome of read) {
      if (outcome.confidence !== 'certain' || outcome.nodes.some(at => isUsed(at) || taken.has(at))) continue;
      found.push({ node, outcome: { ...outcome, isOpen: false } });
    }
    for (const outcome of read) for (const at of outcome.nodes) taken.add(at);
  };
  if (!/zoom/i.test(source.text)) return [];
  for (const node of objectsIn(source)) for (const property of node.properties) {
    if (!property.name || ts.isShorthandPropertyAssignment(property) || !urlKeys.has(interpreter.propertyName(property.name) ?? '')) continue;
    const config = interpreter.evaluate(node);
    const url = called(interpreter, interpreter.member(config, interpreter.propertyName(property.name) ?? ''));
    if (companions.some(name => interpreter.member(config, name).kind !== 'nothing')) add(property, url, methodBeside(interpreter, config));
  }
  return found;
}

function called(interpreter: Interpreter, value: Value): Value {
  return value.kind === 'function' ? interpreter.call(value, value.node.parameters.map(parameter => interpreter.declared(parameter))) : value;
}

/** The method that stands beside a URL; GET where there is none, as the frameworks have it. */
function methodBeside(interpreter: Interpreter, config: Value): Value {
  const method = interpreter.member(config, 'method');
  if (method.kind === 'nothing') return text('GET');
  return method.kind === 'function' ? called(interpreter, method) : method;
}
