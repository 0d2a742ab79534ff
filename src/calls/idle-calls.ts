/** Calls that certainly send nothing and call nothing of the project: most of them, and told by a look at their names. */
import { isBuiltinMethod } from './builtin-methods.ts';
import { isSilentGlobal, isSilentNamespace } from './clients.ts';
import { isDeclaredIn, shadowedIn, type CallNode } from './file-index.ts';
import type { Sources } from './modules.ts';
import { isSilentName } from './silent-names.ts';
import { ts } from './ts.ts';

export class IdleCalls {
  readonly #sources: Sources;
  readonly #shadowed = new Set<string>();
  #read = 0;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Whether a call is idle. One that is given an address of Zoom's may not be: a file that writes one has none. */
  has(call: CallNode, source: ts.SourceFile): boolean {
    const { expression } = call;
    if (ts.isIdentifier(expression)) {
      if (isDeclaredIn(source, expression.text)) return !namesHost(source) && isSilentName(expression);
      return ts.isNewExpression(call) || (isSilentGlobal(expression.text) && !namesHost(source));
    }
    if (!ts.isPropertyAccessExpression(expression) || ts.isNewExpression(call)) return false;
    if (this.isBuiltin(expression.name.text)) return !namesHost(source);
    const root = expression.expression;
    if (!ts.isIdentifier(root)) return false;
    if (isDeclaredIn(source, root.text)) return !namesHost(source) && isSilentName(root);
    return isSilentNamespace(root.text) && expression.name.text !== 'say';
  }

  /** Whether a method of this name is JavaScript's own: no file that has been read uses the name for one of its own. */
  isBuiltin(name: string): boolean {
    return isBuiltinMethod(name) && !this.#isShadowed(name);
  }

  #isShadowed(name: string): boolean {
    const { loaded } = this.#sources;
    for (; this.#read < loaded.length; this.#read++) {
      const source = loaded[this.#read];
      if (source) for (const own of shadowedIn(source)) this.#shadowed.add(own);
    }
    return this.#shadowed.has(name);
  }
}

const hosts = new WeakMap<ts.SourceFile, boolean>();

/** Whether one of Zoom's hosts is written in a file. */
export function namesHost(source: ts.SourceFile): boolean {
  let names = hosts.get(source);
  if (names === undefined) hosts.set(source, names = /zoom(gov)?\.(us|com)/.test(source.text));
  return names;
}
