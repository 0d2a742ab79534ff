/** Files that say no more than that something is zoomed are read where what they import speaks of Zoom. */
import { expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { findCalls } from '../../src/calls/find-calls.ts';

const texts: Readonly<Record<string, string>> = {
  'client.js': "import axios from 'axios';\nexport const zoom = axios.create({ baseURL: process.env.ZOOM_API_URL });\nexport const paths = { users: '/users' };\n",
  'index.js': "export * from './client';\n",
  'list.js': "import { zoom, paths } from './index';\nexport const list = () => zoom.get(paths.users);\n",
  'map.js': "import { draw } from './draw';\nexport const levels = [1, 2].map(zoom => draw(zoom));\n",
  'draw.js': 'export const draw = zoom => zoom * 2;\n',
};

it('a file is read that imports a client through a file that passes it on, and none that draws maps', () => {
  const found = findCalls({
    files: ['client.js'], faint: ['draw.js', 'list.js', 'map.js'], candidates: Object.keys(texts), catalogue: loadCatalogue(), rootName: 'campus',
    readFile: file => texts[file], resolve: specifier => (specifier.startsWith('./') ? `${specifier.slice(2)}.js` : undefined),
  });
  expect(found.calls.map(({ span, method, path }) => [span.file, method, path])).toEqual([['list.js', 'GET', '/users']]);
  expect(found.read).toEqual(['client.js', 'index.js', 'list.js']);
});
