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
});
