/** Reading ends on any input, never throws, and gives the same answer each time. */
import { describe, expect, it } from 'vitest';
import { findCalls } from '../../src/calls/find-calls.ts';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';

const call = "export const me = token => fetch('https://api.zoom.us/v2/users/me', { headers: { token } });\n";

function find(files: Readonly<Record<string, string>>): ReturnType<typeof findCalls> {
  return findCalls({
    files: Object.keys(files), candidates: Object.keys(files), readFile: file => (Object.hasOwn(files, file) ? files[file] : undefined),
    resolve: specifier => (Object.hasOwn(files, specifier) ? specifier : undefined), catalogue: loadCatalogue(), rootName: 'hostile',
  });
}

const repeat = (times: number, line: (n: number) => string): string => Array.from({ length: times }, (_, n) => line(n)).join('');

const hostile: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'modules that import each other': {
    'a.js': `import { base } from 'b.js';\nexport const path = base + '/x';\n${call}`,
    'b.js': "import { path } from 'a.js';\nexport const base = path + '/y';\nexport * from 'a.js';\nexport * from 'b.js';\n",
  },
  'a variable that is made of itself': { 'a.js': `let url = '';\nfor (;;) { url = url + url; fetch(url); }\n${call}` },
  'functions that call each other': { 'a.js': `const ping = x => pong(x + '/');\nconst pong = x => ping(x);\nping('https://api.zoom.us/v2');\n${call}` },
  'choices upon choices': { 'a.js': `let path = '/users';\n${Array.from({ length: 60 }, (_, n) => `if (flag${n}) path += '/${n}'; else path = '/' + path;`).join('\n')}\nfetch('https://api.zoom.us/v2' + path);\n${call}` },
  'a class that extends itself': { 'a.js': `class Client extends Client { get(path) { return super.get(path); } }\nnew Client().get('/users/me');\n${call}` },
  'an object that is spread into itself': { 'a.js': `const options = { ...options, url: 'https://api.zoom.us/v2/users' };\nconst more = { ...options, ...more };\naxios(more);\n${call}` },
  'names that every object has': { 'a.js': `import axios from 'axios';\naxios.constructor('/users'); axios['__proto__']('/users'); axios.toString({ url: '/users' });\n${call}` },
  'thousands of texts added up': { 'a.js': `const all = base${repeat(5_000, n => ` + '/${n}'`)};\n${call}` },
  'functions that hand on to the next, thousands of times': { 'a.js': `${call}${repeat(8_000, n => `function step${n}(path) { return step${n + 1}(path + '/next'); }\n`)}step0('/users');` },
  'a variable that is changed at each use': { 'a.js': `let path = '/users';\n${repeat(5_000, n => `path = path + '/${n}'; fetch('https://api.zoom.us/v2' + path);\n`)}${call}` },
  'a switch of thousands': { 'a.js': `const of = key => { switch (key) { ${repeat(3_000, n => `case ${n}: return '/users/${n}'; `)}} };\nfetch('https://api.zoom.us/v2' + of(key));\n${call}` },
  'syntax errors': { 'a.js': `${call}const = ; class { fetch( \`\${ } ;;; <<<<<<< HEAD\n` },
};

describe('hostile input', () => {
  for (const [name, files] of Object.entries(hostile)) {
    it(name, () => {
      const first = find(files);
      expect(first.calls.filter(({ method, path }) => method === 'GET' && path === '/users/me')).not.toEqual([]);
      expect(find(files)).toEqual(first);
    });
  }

  it('code nested thousands deep is reported, not thrown', () => {
    const nested = `${'['.repeat(20_000)}fetch('https://api.zoom.us/v2/users')${']'.repeat(20_000)};`;
    expect(find({ 'deep.js': nested, 'fine.js': call }).calls.map(({ span }) => span.file)).toContain('fine.js');
    expect(find({ 'deep.js': nested, 'fine.js': call }).diagnostics.map(({ place }) => place.file)).toEqual(['deep.js']);
  });

  it.each([[60, 0], [300, 1]])('a path that goes through %i functions leaves %i calls unseen, which are reported', (times, unseen) => {
    const { calls, diagnostics } = find({ 'a.js': `${call}${repeat(times, n => `function step${n}(path) { return step${n + 1}(path + '/next'); }\n`)}step0('/users');` });
    expect(calls.map(({ path }) => path)).toEqual(['/users/me']);
    expect(diagnostics.filter(({ message }) => message.includes('too deeply'))).toHaveLength(unseen);
  });

  it.each([
    ['in a list', `for (const path of [${repeat(60, n => `'/users/u${n}/settings', `)}]) fetch('https://api.zoom.us/v2' + path);`],
    ['of a variable', `let path;\n${repeat(60, n => `if (is${n}) path = '/users/u${n}/settings';\n`)}fetch('https://api.zoom.us/v2' + path);`],
  ])('more alternatives %s than are told apart leave a call that is not known', (_where, code) => {
    expect(find({ 'a.js': code }).calls.map(({ resolution }) => resolution.kind)).toContain('unresolved');
  });
});
