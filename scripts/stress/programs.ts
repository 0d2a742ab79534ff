/** Programs that nobody would write: made from a grammar of what the engine reads, put together by chance. */
import { Random } from '../bench/random.ts';

const NAMES = ['zoom', 'api', 'base', 'path', 'client', 'options', 'self', 'next', 'constructor', '__proto__', 'prototype', 'toString', 'then', 'default', 'x1'] as const;
const PROPERTIES = ['url', 'method', 'baseURL', 'data', 'get', 'post', 'request', 'call', 'apply', 'bind', 'create', 'constructor', '__proto__', 'hasOwnProperty', 'length', 'defaults', 'href', 'pathname', 'searchParams'] as const;
const STRINGS = ["'https://api.zoom.us/v2'", "'/users/me'", "'/meetings/'", "'GET'", "''", "'../..'", "'%'", "'{}'", "'${x}'", '`/users/${path}`', '`${base}${`/${next}`}`', "'\\u{1F600}'", "'meeting:read:admin user:read'"] as const;
const MODULES = ['./a', './b', '../a', '.', 'axios', '@zoom/rivet', 'node:https', './missing', 'got', ''] as const;

/** One program. The same seed gives the same text. */
export function writeProgram(seed: number): string {
  return new Writer(new Random(seed)).program();
}

class Writer {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  program(): string {
    return Array.from({ length: 3 + this.#random.below(25) }, () => this.#statement(4)).join('\n');
  }

  #statement(depth: number): string {
    if (depth <= 0) return `${this.#expression(1)};`;
    const expression = (): string => this.#expression(depth);
    const statement = (): string => this.#statement(depth - 1);
    const name = this.#name();
    return this.#one([
      () => `${this.#random.pick(['const', 'let', 'var'])} ${this.#pattern(2)} = ${expression()};`,
      () => `${name} ${this.#random.pick(['=', '+=', '??=', '||='])} ${expression()};`,
      () => `${name}.${this.#property()} = ${expression()};`,
      () => `function ${name}(${this.#parameters()}) { ${statement()} return ${expression()}; }`,
      () => `async function* ${name}(${this.#parameters()}) { yield ${expression()}; ${statement()} }`,
      () => `class ${name} ${this.#random.pick(['', `extends ${this.#name()}`, `extends (${expression()})`])} { #p = ${expression()}; static ${this.#property()} = ${expression()}; get ${this.#property()}() { return ${expression()}; } async ${this.#property()}(${this.#parameters()}) { ${statement()} return this.#p; } }`,
      () => `if (${expression()}) { ${statement()} } else { ${statement()} }`,
      () => `for (const ${this.#pattern(1)} of ${expression()}) { ${statement()} }`,
      () => `while (${name}) { ${statement()} ${name} = ${expression()}; }`,
      () => `switch (${expression()}) { case ${expression()}: ${statement()} break; default: ${statement()} }`,
      () => `try { ${statement()} } catch ({ ${name} }) { ${statement()} } finally { ${statement()} }`,
      () => `export ${this.#random.pick(['const', 'let'])} ${name} = ${expression()};`,
      () => `export * from '${this.#module()}';`,
      () => `import ${name}, { ${this.#property()} as ${this.#name()} } from '${this.#module()}';`,
      () => `module.exports = ${expression()};`,
      () => `exports.${this.#property()} = require('${this.#module()}');`,
      () => `label: { ${statement()} break label; }`,
      () => `${expression()};`,
    ]);
  }

  #expression(depth: number): string {
    if (depth <= 0) return this.#one([() => this.#name(), () => this.#random.pick(STRINGS), () => String(this.#random.below(9)), () => 'this', () => 'null', () => `process.env.ZOOM_${this.#name().toUpperCase()}`]);
    const part = (): string => this.#expression(depth - 1 - this.#random.below(2));
    return this.#one([
      () => `fetch(${part()}, { method: ${part()} })`,
      () => `${part()}.${this.#property()}(${part()}, ${part()})`,
      () => `${part()}?.[${part()}]`,
      () => `${this.#name()}(...${part()})`,
      () => `new ${this.#random.pick(['URL', 'Request', 'Map', this.#name()])}(${part()}, ${part()})`,
      () => `(${part()} + ${part()})`,
      () => `(${part()} ? ${part()} : ${part()})`,
      () => `(${part()} ${this.#random.pick(['??', '||', '&&', ',', '=='])} ${part()})`.replaceAll(/ \?\? (.*) (\|\||&&) /g, ' ?? $1 ?? '),
      () => `\`\${${part()}}/\${${part()}}\``,
      () => `{ ...${part()}, ${this.#property()}: ${part()}, [${part()}]: ${part()}, ${this.#name()} }`.replace(/^.*$/s, '($&)'),
      () => `[${part()}, ...${part()}].join(${part()})`,
      () => `((${this.#parameters()}) => ${part()})`,
      () => `(function ${this.#name()}(${this.#parameters()}) { return ${part()}; })(${part()})`,
      () => `await import(${part()})`,
      () => `axios.create({ baseURL: ${part()} }).${this.#property()}(${part()})`,
      () => `String(${part()}).replace(/:(\\w+)/g, ${part()})`,
      () => `Object.assign(${part()}, ${part()})`,
      () => `${this.#name()}\`a\${${part()}}b\``,
      () => `(class ${this.#name()} { static x = ${part()} }).x`,
    ]);
  }

  #pattern(depth: number): string {
    if (depth <= 0) return this.#name();
    return this.#one([() => this.#name(), () => `{ ${this.#property()}: ${this.#pattern(depth - 1)} = ${this.#expression(1)}, ...${this.#name()} }`, () => `[${this.#pattern(depth - 1)}, , ...${this.#name()}]`]);
  }

  #parameters(): string {
    return Array.from({ length: this.#random.below(4) }, () => this.#one([() => this.#name(), () => `${this.#name()} = ${this.#expression(1)}`, () => this.#pattern(1)])).join(', ');
  }

  #one(choices: readonly (() => string)[]): string {
    return this.#random.pick(choices)();
  }

  #name(): string {
    return this.#random.pick(NAMES);
  }

  #property(): string {
    return this.#random.pick(PROPERTIES);
  }

  #module(): string {
    return this.#random.pick(MODULES);
  }
}
