import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ProjectFiles } from '../../src/project/files.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const PROJECT = {
  'package.json': '{ "name": "calendar" }',
  'invoice.ts': "import { total } from './total.js';\nexport const sum = total;\n",
  'total.ts': 'export const total = 1;\n',
  'sync.ts': "fetch('https://api.zoom.us/v2/users/me');\n",
  'sync.py': 'print(1)\n',
};

function lay(): { readonly root: string; readonly files: ProjectFiles } {
  const root = mkdtempSync(path.join(tmpdir(), 'scopes-'));
  folders.push(root);
  for (const [file, text] of Object.entries(PROJECT)) writeFileSync(path.join(root, file), text);
  return { root, files: new ProjectFiles(root) };
}

describe('what the looks come to', () => {
  it.each([
    ['a comment is written', 'invoice.ts', `${PROJECT['invoice.ts']}// not yet\n`],
    ['a call is written where others are', 'sync.ts', `${PROJECT['sync.ts']}fetch('https://api.zoom.us/v2/users');\n`],
    ['an unsaved text is given up', 'total.ts', undefined],
  ])('stays the same when %s', (_what, file, text) => {
    const { files } = lay();
    const { survey } = files;
    files.setText(file, text);
    expect(files.survey).toBe(survey);
  });

  it.each<[what: string, file: string, text: string, look: (files: ProjectFiles) => unknown, now: unknown]>([
    ['a file begins to speak of Zoom', 'total.ts', "fetch('https://api.zoom.us/v2/users');\n", ({ survey }) => survey.hinted('code'), ['sync.ts', 'total.ts']],
    ['a file no longer does', 'sync.ts', "fetch('https://example.com/users/me');\n", ({ survey }) => survey.hinted('code'), []],
    ['a file begins to zoom', 'total.ts', 'map.zoomIn();\n', ({ survey }) => survey.faint, ['total.ts']],
    ['a file imports something else', 'invoice.ts', "import { total } from './sync.js';\n", ({ survey }) => survey.importsOf('invoice.ts').map(({ specifier }) => specifier), ['./sync.js']],
    ['code in another language calls Zoom', 'sync.py', "requests.get('https://api.zoom.us/v2/users')\n", ({ survey }) => survey.troubled.map(([file]) => file), ['sync.py']],
    ['the project is named after Zoom', 'package.json', '{ "name": "zoom-calendar" }', ({ survey }) => survey.hinted('code'), ['invoice.ts', 'sync.ts', 'total.ts']],
    ['a file is new', 'users.ts', "fetch('https://api.zoom.us/v2/users');\n", ({ survey }) => survey.code, ['invoice.ts', 'sync.ts', 'total.ts', 'users.ts']],
  ])('is another when %s, unsaved or not', (_what, file, text, look, now) => {
    const unsaved = lay().files;
    expect(look(unsaved)).not.toEqual(now);
    unsaved.setText(file, text);
    expect(look(unsaved)).toEqual(now);

    const { root, files } = lay();
    expect(look(files)).not.toEqual(now);
    writeFileSync(path.join(root, file), text);
    files.refresh();
    expect(look(files)).toEqual(now);
  });

  it('is another when a file is gone', () => {
    const { root, files } = lay();
    const { key } = files.survey;
    rmSync(path.join(root, 'sync.ts'));
    files.refresh();
    expect(files.survey.hinted('code')).toEqual([]);
    expect(files.survey.key).not.toBe(key);
  });

  it('has a key that tells imports from what goes out again', () => {
    const { files } = lay();
    const keys = ["import './total.js';\n", "export * from './total.js';\n", "import './total.js';\nimport './sync.js';\n"].map(text => {
      files.setText('invoice.ts', text);
      return files.survey.key;
    });
    expect(new Set(keys).size).toBe(3);
  });
});
