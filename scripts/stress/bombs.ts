/** Texts that are small to write down and large to read: what a hostile repository would hold. */

/** A text with a name to report. */
export interface Bomb {
  readonly name: string;
  readonly file: string;
  readonly text: string | Uint8Array;
  /** More files, by path. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Links, by path: what each leads to. */
  readonly links?: Readonly<Record<string, string>>;
  /** Files that nobody may read. */
  readonly locked?: readonly string[];
}

const MEGABYTE = 2 ** 20;
const HEAD = "const base = 'https://api.zoom.us/v2';\n";

/** Bytes by the rule of a simple generator: most are no UTF-8. */
function bytes(count: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: count }, () => (state = (state * 1103515245 + 12345) % 2 ** 31) >> 16);
}

/** All of them. `size`: how large, 1 for the full size. */
export function makeBombs(size: number): readonly Bomb[] {
  const many = (count: number): number => Math.max(10, Math.round(count * size));
  const nested = (open: string, middle: string, close: string, count: number): string => open.repeat(many(count)) + middle + close.repeat(many(count));
  const lines = (count: number, line: (index: number) => string): string => Array.from({ length: many(count) }, (_, index) => line(index)).join('\n');
  const code = (name: string, text: string, file = 'zoom.ts'): Bomb => ({ name, file, text: HEAD + text });
  return [
    code('parentheses in parentheses', `fetch(${nested('(', 'base', ')', 100_000)})`),
    code('arrays in arrays', `fetch(${nested('[', 'base', ']', 50_000)})`),
    code('objects in objects', `fetch(${nested('{a:', 'base', '}', 50_000)})`),
    code('calls in calls', `fetch(${nested('f(', 'base', ')', 20_000)})`),
    code('functions in functions', nested('(() => {', 'fetch(base)', '})();', 10_000)),
    code('templates in templates', `fetch(${nested('`${', 'base', '}`', 10_000)})`),
    code('choices in choices', `fetch(${'a ? b : '.repeat(many(50_000))}base)`),
    code('blocks in blocks', nested('{', 'fetch(base)', '}', 100_000)),
    code('conditions in conditions', `${'if (a) {} else '.repeat(many(30_000))}fetch(base)`),
    code('members of members', `fetch(base${'.a'.repeat(many(100_000))})`),
    code('a chain of calls', `fetch(base)${'.then(x => x)'.repeat(many(30_000))}`),
    code('a long sum', `fetch(base ${"+ 'a' ".repeat(many(100_000))})`),
    code('elements in elements', nested('<a>', '{fetch(base)}', '</a>', 10_000), 'zoom.tsx'),
    code('types in types', `type T = ${nested('Array<', 'string', '>', 20_000)};fetch(base)`),
    code('choices that multiply', `${lines(60, (index) => `const p${index + 1} = c${index} ? p${index} + '/a' : p${index} + '/b';`)}\nfetch(base + p${many(60)});`),
    code('lists that double', `let l = ['/a'];\n${lines(60, () => 'l = [...l, ...l];')}\nfor (const p of l) fetch(base + p);`),
    code('texts that double', `let t = '/a';\n${lines(60, () => 't = t + t;')}\nfetch(base + t);`),
    code('functions that call the next twice', `${lines(60, (index) => `function f${index}(p) { return f${index + 1}(p + 'a') + f${index + 1}(p + 'b'); }`)}\nfetch(base + f0('/'));`),
    code('functions that call one another', `${lines(300, (index) => `function f${index}(p) { return f${(index * 7 + 1) % many(300)}(p) + f${(index * 13 + 5) % many(300)}(p); }`)}\nfetch(base + f0('/'));`),
    code('classes that inherit in a circle', `${lines(2_000, (index) => `class C${index} extends C${(index + 1) % many(2_000)} { go(p) { return super.go(p + '/a'); } }`)}\nnew C0().go(base);`),
    code('objects that spread one another', `${lines(500, (index) => `const o${index} = { ...o${(index + 1) % many(500)}, ...o${(index + 7) % many(500)}, k${index}: base };`)}\nfetch(o0.k9);`),
    code('aliases of aliases', `${lines(20_000, (index) => `const a${index + 1} = a${index};`)}\nfetch(base + a${many(20_000)});`),
    code('wrappers of wrappers', `${lines(3_000, (index) => `const w${index + 1} = (m, p) => w${index}(m, '/x' + p);`)}\nconst w0 = (m, p) => fetch(base + p, { method: m });\nw${many(3_000)}('GET', '/users');`),
    code('one wrapper, called often', `const w = (p) => fetch(base + p);\n${lines(20_000, (index) => `w('/users/${index}');`)}`),
    code('one name, assigned often', `let p = '';\n${lines(20_000, (index) => `if (a) p = p + '/${index}';`)}\nfetch(base + p);`),
    code('a switch of many cases', `let p;\nswitch (a) {\n${lines(20_000, (index) => `case ${index}: p = '/users/${index}'; break;`)}\n}\nfetch(base + p);`),
    code('an object of many keys', `const paths = {\n${lines(50_000, (index) => `k${index}: '/users/${index}',`)}\n};\nfetch(base + paths[k]);`),
    code('a line of minified code', 'function a(b,c){return fetch("https://api.zoom.us/v2/users/"+b,{method:c})}a(1,"GET");'.repeat(many(50_000)), 'zoom.js'),
    code('a line of letters', `fetch('${'a'.repeat(many(4.5 * MEGABYTE))}')`, 'zoom.js'),
    code('a path of many segments', `fetch(base + '${'/users'.repeat(many(100_000))}')`),
    code('a path of many holes', `fetch(\`\${base}${'/${a}'.repeat(many(20_000))}\`)`),
    code('a template of many options', `const a = c ? 'x' : 'y';\nfetch(\`\${base}${'/${a}'.repeat(many(2_000))}\`)`),
    code('patterns that run away', `fetch(base + p.replace(/^(([a-z])+.)+[A-Z]([a-z])+$/, 'a').replace(/(a+)+$/, 'b'), '${'a'.repeat(many(5_000))}!')`),
    code('a comment that does not end', `/* ${'* '.repeat(many(500_000))}`),
    code('a string that does not end', `fetch('${'\\\\'.repeat(many(500_000))}`),
    code('a list of scopes without an end', `const scopes = '${'meeting:read:admin,'.repeat(many(100_000))}';`),
    code('scopes that try the patterns', `const scopes = ['${'a:'.repeat(many(50_000))}', '${'meeting:read'.repeat(many(20_000))}', '${':'.repeat(many(50_000))}', '${'_'.repeat(many(50_000))}:read'];`),
    code('an authorize URL without an end', `const url = 'https://zoom.us/oauth/authorize?scope=${'meeting%3Aread%20'.repeat(many(50_000))}';`),
    { name: 'a component in a component', file: 'zoom.vue', text: `<template>${nested('<div v-if="a">', 'x', '</div>', 3_000)}</template><script setup>fetch('https://api.zoom.us/v2/users')</script>` },
    { name: 'a component that does not end', file: 'zoom.svelte', text: `${'{#if a}'.repeat(many(5_000))}<script>fetch('https://api.zoom.us/v2/users')` },
    { name: 'a page of braces', file: 'zoom.astro', text: `---\nfetch('https://api.zoom.us/v2/users')\n---\n${nested('{a && <b>', 'x', '</b>}', 3_000)}` },
    code('fallbacks that double', `const f0 = { ...a, url: base };\n${lines(60, (index) => `const f${index + 1} = f${index}.a || f${index}.b || f${index};`)}\nfetch(f${many(60)}.url, f${many(60)});`),
    code('one method name in many classes', `${lines(4_000, (index) => `class C${index} extends Base { m${index}() { this.p = '/a'; return fetch(base + this.p); } }`)}\nclass Base { go() { return this.missing; } }\nnew Base().go();`),
    code('a class of many members', `class C {\n${lines(10_000, (index) => `m${index}() { return fetch(base + this.p${index}); } p${index} = '/users';`)}\n}\nnew C().m1();`),
    code('prototypes of many methods', `function C() {}\n${lines(10_000, (index) => `C.prototype.m${index} = function () { return this.m${index + 1}(base); };`)}\nnew C().m0();`),
    code('one short name for all', lines(5_000, (index) => `function f${index}(t) { var e = t; e = e + '/a'; return fetch(base + e); }`)),
    code('cases that fall through', `function f(a) { switch (a) {\n${lines(10_000, (index) => `case ${index}:`)} return '/users'; } }\nfetch(base + f(x));`),
    code('an array of scopes without an end', `const scopes = [${lines(50_000, () => "'meeting:read:admin',")}];`),
    code('a comment that names what is looked for', `// ${'.download_url '.repeat(many(100_000))}`),
    code('a long text, put together', `const a = '${'a'.repeat(many(2 * MEGABYTE))}';\nfetch(base ${'+ a '.repeat(many(100))})`),
    { name: 'bytes that are no text', file: 'zoom.ts', text: bytes(many(MEGABYTE)) },
    { name: 'a byte order mark, twice', file: 'zoom.ts', text: `\uFEFF\uFEFF${HEAD}fetch(base + '/users');` },
    { name: 'UTF-16', file: 'zoom.ts', text: Buffer.from(`\uFEFF${HEAD}fetch(base + '/users');`, 'utf16le') },
    { name: 'lines that end in every way', file: 'zoom.ts', text: ['\r\n', '\r', '\n', '\u2028'].map((end) => `const p = '/users';${end}fetch('https://api.zoom.us/v2' + p);${end}`.repeat(many(2_000))).join('') },
    {
      name: 'modules that import one another in a circle', file: 'zoom.ts', text: `import { a0 } from './zoom0.ts';\nfetch('https://api.zoom.us/v2' + a0);`,
      beside: Object.fromEntries(Array.from({ length: many(300) }, (_, index) => {
        const next = (index + 1) % many(300);
        return [`zoom${index}.ts`, `import { a${next} } from './zoom${next}.ts';\nexport * from './zoom${(index * 7 + 3) % many(300)}.ts';\nexport const a${index} = a${next};`];
      })),
    },
    { name: 'links that lead to one another', file: 'zoom.ts', text: `${HEAD}fetch(base + '/users');`, links: { 'a': 'b', 'b': 'a', 'self': '.', 'zoom-link.ts': 'zoom.ts', 'up': '..' } },
    { name: 'a file that nobody may read', file: 'zoom.ts', text: `${HEAD}fetch(base + '/users');`, beside: { 'zoom-locked.ts': HEAD }, locked: ['zoom-locked.ts'] },
    { name: 'a manifest of 10 MB', file: 'zoom-app.json', text: JSON.stringify({ oauth_information: { scopes: ['meeting:read'], note: 'a'.repeat(many(10 * MEGABYTE)) } }) },
    code('code that is longer than is parsed', `fetch(base + '/users');//${'x'.repeat(MEGABYTE)}`),
    { name: 'a component that is longer than is parsed', file: 'zoom.vue', text: `<script>${HEAD}${lines(50_000, (index) => `fetch(base + '/users/${index}');`)}</script><template>${'<p v-if="a">{{ b }}</p>'.repeat(many(20_000))}</template>` },
    { name: 'code of more than is read', file: 'zoom.js', text: `${HEAD}fetch(base + '/users');//${'x'.repeat(5 * MEGABYTE)}` },
    { name: 'lists in a package', file: 'zoom.ts', text: `${HEAD}fetch(base + '/users');`, beside: { 'package.json': nested('[', '', ']', 100_000), 'tsconfig.json': nested('{"extends":', '1', '}', 100_000) } },
    { name: 'lists in a manifest', file: 'zoom-app.json', text: `{"oauth_information":{"scopes":${nested('[', '', ']', 100_000)}}}` },
    { name: 'objects in a manifest', file: 'zoom-app.json', text: `{"oauth_information":{"scopes":[]},"a":${nested('{"a":', '1', '}', 100_000)}}` },
    { name: 'a manifest of 100,000 scopes', file: 'zoom-app.json', text: JSON.stringify({ oauth_information: { scopes: Array.from({ length: many(100_000) }, (_, index) => `meeting:read:thing${index}`) } }) },
    { name: 'a manifest that says one thing often', file: 'zoom-app.json', text: JSON.stringify({ oauth_information: { scopes: Array.from({ length: many(100_000) }, () => 'meeting:read:admin') } }) },
    { name: 'a manifest of long names', file: 'zoom-app.json', text: JSON.stringify({ oauth_information: { scopes: Array.from({ length: 4 }, () => 'meeting:read:'.repeat(many(100_000))) } }) },
    { name: 'a manifest with keys of every object', file: 'zoom-app.json', text: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"oauth_information":{"scopes":["meeting:read"],"__proto__":{"scopes":["user:read"]}}}' },
    { name: 'a manifest that says its keys twice', file: 'zoom-app.json', text: '{"oauth_information":{"scopes":["meeting:read"],"scopes":["user:read"]},"oauth_information":{"scopes":["recording:read"]}}' },
    { name: 'an environment of long lines', file: '.env', text: `ZOOM_SCOPES=${'meeting:read '.repeat(many(100_000))}\n${'A='.repeat(many(100_000))}` },
  ];
}
