/** Nest: the base URL of an `HttpService` stands in the module that registers it. */
import { nestBase, type Sending } from './clients.ts';
import { callsIn } from './file-index.ts';
import type { Interpreter } from './interpreter.ts';
import type { ts } from './ts.ts';
import { nothing } from './value.ts';

/** A request with the base that the nearest `HttpModule.register` gives, where it goes through an `HttpService`. */
export function withNestBase(sending: Sending, interpreter: Interpreter, sources: readonly ts.SourceFile[], node: ts.Node): Sending {
  if (sending.base !== nestBase) return sending;
  const own = foldersOf(node.getSourceFile().fileName);
  const modules = sources.filter(source => registersHttpModule(source.text))
    .map(source => ({ source, distance: distance(foldersOf(source.fileName), own) })).sort((a, b) => a.distance - b.distance);
  for (const { source } of modules) {
    const register = callsIn(source).find(call => /^HttpModule\.register(Async)?$/.test(call.expression.getText()));
    if (!register) continue;
    const [options = nothing] = interpreter.args(register);
    const factory = interpreter.member(options, 'useFactory');
    const base = interpreter.member(factory.kind === 'function' ? interpreter.call(factory, []) : options, 'baseURL');
    return { ...sending, base: base.kind === 'nothing' ? undefined : base };
  }
  return { ...sending, base: undefined };
}

/** Whether a module of Nest's is in a text: it gives the services that it imports their base URL. */
export function registersHttpModule(text: string): boolean {
  return text.includes('HttpModule.register');
}

function foldersOf(file: string): readonly string[] {
  return file.split('/').slice(0, -1);
}

/** How many steps up and down lead from one folder to the other. */
function distance(from: readonly string[], to: readonly string[]): number {
  const fork = from.findIndex((folder, index) => folder !== to[index]);
  const shared = fork < 0 ? from.length : fork;
  return from.length + to.length - 2 * shared;
}
