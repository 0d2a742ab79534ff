import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { findCalls, type FoundCalls } from '../../src/calls/find-calls.ts';
import { Importers } from '../../src/calls/importers.ts';
import { findImports } from '../../src/util/module-imports.ts';

type Texts = Readonly<Record<string, string>>;

const resolve = (specifier: string): string | undefined => (specifier.startsWith('./') ? `${specifier.slice(2)}.js` : undefined);

/** Which of these files import a name of `client.js`. */
function importersOf(texts: Texts, ...names: readonly string[]): readonly string[] {
  const importers = new Importers();
  const imports = new Map(Object.entries(texts).map(([file, text]) => [file, findImports(text)]));
  importers.update({ files: Object.keys(texts), readFile: file => texts[file], importsOf: file => imports.get(file) ?? [], resolve });
  return importers.of(new Map([['client.js', new Set(names)]]));
}

describe('files that import a name', () => {
  const entry = "export * from './client';\nexport * from './totals';\n";

  it.each([
    ['by that name', "import { total, ask } from './index';", true],
    ['as a type too', "import { type Total, ask } from './index';", true],
    ['over several lines', "import {\n  total,\n  ask,\n} from './index';", true],
    ['under another name', "import { ask as put } from './index';", true],
    ['with all others', "import * as crm from './index';", true],
    ['by default', "import crm from './index';", true],
    ['by require', "const { ask } = require('./index');", true],
    ['when it is needed', "const load = () => import('./index');", true],
    ['in a second statement', "import { total } from './index';\nimport * as crm from './index';", true],
    ['another name', "import { total } from './index';", false],
    ['another name, twice', "import { total } from './index';\nexport { total } from './index';", false],
    ['another file', "import { ask } from './totals';", false],
  ])('%s', (_how, text, isImporter) => {
    expect(importersOf({ 'client.js': '', 'totals.js': '', 'index.js': entry, 'page.js': text }, 'ask')).toEqual(['index.js', ...(isImporter ? ['page.js'] : [])]);
  });

  it.each([
    ["import { ask } from './client';", ['page.js']],
    ["import client from './client';", ['page.js']],
    ["import { other } from './client';", []],
  ])('from the file itself: %s', (text, found) => {
    expect(importersOf({ 'client.js': '', 'page.js': text }, 'ask')).toEqual(found);
  });

  it.each([
    ['some names', "export { ask } from './client';", 'ask', true],
    ['some other names', "export { other } from './client';", 'ask', false],
    ['another name', "export { ask as put } from './client';", 'put', true],
    ['a name for all', "export * as crm from './client';", 'crm', true],
    ['all, by module.exports', "module.exports = require('./client');", 'ask', true],
  ])('through a file that passes on %s', (_what, text, name, isImporter) => {
    expect(importersOf({ 'client.js': '', 'index.js': text, 'page.js': `import { ${name} } from './index';` }, 'ask').includes('page.js')).toBe(isImporter);
  });

  it('through files in a circle', () => {
    const texts = { 'client.js': '', 'a.js': "export * from './client';\nexport * from './b';", 'b.js': "export * from './a';", 'page.js': "import { ask } from './b';", 'other.js': "import { total } from './b';" };
    expect(importersOf(texts, 'ask')).toEqual(['a.js', 'b.js', 'page.js']);
  });
});

describe('what is read', () => {
  const find = (texts: Texts, files: readonly string[], faint: readonly string[] = []): FoundCalls =>
    findCalls({ files, faint, candidates: Object.keys(texts), catalogue: loadCatalogue(), rootName: 'campus', readFile: file => texts[file], resolve });

  it('of files that speak of zooming, those that import a client through a file that passes it on', () => {
    const texts = {
      'client.js': "import axios from 'axios';\nexport const zoom = axios.create({ baseURL: process.env.ZOOM_API_URL });\nexport const paths = { users: '/users' };\n",
      'index.js': "export * from './client';\n",
      'list.js': "import { zoom, paths } from './index';\nexport const list = () => zoom.get(paths.users);\n",
      'map.js': "import { draw } from './draw';\nexport const levels = [1, 2].map(zoom => draw(zoom));\n",
      'draw.js': 'export const draw = zoom => zoom * 2;\n',
    };
    const found = find(texts, ['client.js'], ['draw.js', 'list.js', 'map.js']);
    expect(found.calls.map(({ span, method, path }) => [span.file, method, path])).toEqual([['list.js', 'GET', '/users']]);
    expect(found.read).toEqual(['client.js', 'index.js', 'list.js']);
  });

  it('of files that import from a package, those that take the wrapper', () => {
    const texts = {
      'crm.js': "export const ask = path => fetch(`https://api.zoom.us/v2${path}`);\n",
      'index.js': "export * from './crm';\nexport * from './totals';\n",
      'totals.js': 'export const total = values => values.length;\n',
      'people.js': "import { ask } from './index';\nask('/users');\n",
      'sums.js': "import { total } from './index';\ntotal([1]);\n",
    };
    const found = find(texts, ['crm.js']);
    expect(found.calls.map(({ span, path }) => [span.file, path])).toEqual([['people.js', '/users']]);
    expect(found.read).not.toContain('sums.js');
  });
});
