import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fileKind } from '../../src/project/file-kind.ts';
import { ProjectFiles, type FileOptions } from '../../src/project/files.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function lay(files: Readonly<Record<string, string | Buffer>>, name = 'meetly'): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'scopes-'));
  folders.push(parent);
  const root = path.join(parent, name);
  mkdirSync(root);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  return root;
}

const paths = (root: string, options?: FileOptions) => new ProjectFiles(root, options).all.map(file => file.path);

describe('listing', () => {
  it('leaves out dependencies, build output, generated files and tests', () => {
    const root = lay({
      'src/zoom.ts': '',
      'src/build/steps.ts': '',
      'app/api/test/route.ts': '',
      'manifest.json': '{}',
      '.env.local': '',
      'README.md': '',
      'node_modules/axios/index.js': '',
      'packages/web/node_modules/got/index.js': '',
      'dist/zoom.js': '',
      '.next/server/page.js': '',
      'public/vendor/jquery.js': '',
      'public/zoom.min.js': '',
      'src/zoom.d.ts': '',
      'src/zoom.test.ts': '',
      'src/__mocks__/zoom.ts': '',
      'test/zoom.ts': '',
      'cypress/login.ts': '',
    });
    expect(paths(root)).toEqual(['.env.local', 'app/api/test/route.ts', 'manifest.json', 'src/build/steps.ts', 'src/zoom.ts']);
    expect(paths(root, { includeTests: true })).toEqual(
      expect.arrayContaining(['cypress/login.ts', 'src/__mocks__/zoom.ts', 'src/zoom.test.ts', 'test/zoom.ts']),
    );
  });

  it('looks at the path below the root only', () => {
    const root = lay({ 'test/build/sample/zoom.ts': '', 'test/build/sample/package.json': '{}' });
    expect(paths(path.join(root, 'test/build/sample'))).toEqual(['package.json', 'zoom.ts']);
  });

  it('honours .gitignore files without git, the inner one last', () => {
    const root = lay({
      '.gitignore': 'generated/\n*.local.ts\n/tmp\n',
      'generated/zoom.ts': '',
      'keys.local.ts': '',
      'tmp/zoom.ts': '',
      'src/tmp/zoom.ts': '',
      'src/.gitignore': '!dev.local.ts\n',
      'src/dev.local.ts': '',
      'src/other.local.ts': '',
    });
    expect(paths(root)).toEqual(['src/dev.local.ts', 'src/tmp/zoom.ts']);
  });

  it('asks git where there is a work tree, below its top as well', () => {
    const root = lay({ '.gitignore': '*.gen.ts\n.env\n', 'web/zoom.ts': '', 'web/zoom.gen.ts': '', 'web/.env': '', 'web/gone.ts': '', 'web/é.ts': '' });
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
    git('init', '-q');
    git('add', '.');
    rmSync(path.join(root, 'web/gone.ts'));
    writeFileSync(path.join(root, 'web/untracked.ts'), '');
    expect(paths(path.join(root, 'web'))).toEqual(['untracked.ts', 'zoom.ts', 'é.ts']);
  });

  it('lists a root that an outer repository ignores', () => {
    const root = lay({ '.gitignore': 'scratch/\n', 'scratch/zoom.ts': '' });
    execFileSync('git', ['init', '-q'], { cwd: root });
    expect(paths(path.join(root, 'scratch'))).toEqual(['zoom.ts']);
  });

  it('lists repositories inside', () => {
    const root = lay({ 'zoom.ts': '', 'inner/zoom.ts': '' });
    execFileSync('git', ['init', '-q'], { cwd: root });
    execFileSync('git', ['init', '-q'], { cwd: path.join(root, 'inner') });
    expect(paths(root)).toEqual(['inner/zoom.ts', 'zoom.ts']);
  });

  it('follows no link, neither in a circle nor out of the root', () => {
    const root = lay({ 'src/zoom.ts': '' });
    const outside = lay({ 'secret.ts': '' });
    symlinkSync('..', path.join(root, 'src/loop'));
    symlinkSync(outside, path.join(root, 'src/outside'));
    symlinkSync(path.join(outside, 'secret.ts'), path.join(root, 'src/link.ts'));
    expect(paths(root)).toEqual(['src/zoom.ts']);
    execFileSync('git', ['init', '-q'], { cwd: root });
    expect(paths(root)).toEqual(['src/zoom.ts']);
  });
});

describe('reading', () => {
  it('takes an unsaved text for that of the disk, and for a file not yet saved', () => {
    const root = lay({ 'src/zoom.ts': 'old' });
    const files = new ProjectFiles(root, { overlay: new Map([['src/zoom.ts', 'new'], ['src/next.ts', 'next']]) });
    expect(files.all.map(file => file.path)).toEqual(['src/next.ts', 'src/zoom.ts']);
    expect(files.read('src/zoom.ts')).toBe('new');
    expect(files.read('src/next.ts')).toBe('next');
  });

  it('reads nothing that is not listed', () => {
    const root = lay({ 'src/zoom.ts': '', 'node_modules/got/index.js': 'got' });
    const files = new ProjectFiles(root);
    expect(files.read('node_modules/got/index.js')).toBeUndefined();
    expect(files.read('../meetly/src/zoom.ts')).toBeUndefined();
  });

  it('drops a byte order mark, UTF-16 as well', () => {
    const root = lay({ 'a.ts': '\ufeffzoomClient', 'b.ts': Buffer.from('\ufeffzoomClient', 'utf16le') });
    const files = new ProjectFiles(root);
    expect([files.read('a.ts'), files.read('b.ts')]).toEqual(['zoomClient', 'zoomClient']);
    expect(files.survey.hinted('code')).toEqual(['a.ts', 'b.ts']);
  });

  it('shows of a component its scripts only, each at its place', () => {
    const text = '<template>\r\n  <p>{{ zoom }}</p>\r\n</template>\r\n<script setup lang="ts">\r\nconst zoom = "</p>";\r\n</script>\r\n';
    const files = new ProjectFiles(lay({ 'Meeting.vue': text }));
    const code = files.readCode('Meeting.vue') ?? '';
    expect(code).toHaveLength(text.length);
    expect(code.indexOf('const zoom = "</p>";')).toBe(text.indexOf('const zoom'));
    expect(code).not.toContain('template');
  });

  it('says where a component does not parse, and goes on', () => {
    const files = new ProjectFiles(lay({ 'Lobby.svelte': '<p>Live</p>\n<script>\n  const room = ;\n</script>\n', 'rooms.ts': 'zoom' }));
    expect(files.readCode('Lobby.svelte')?.trim()).toBe('');
    expect(files.readCode('rooms.ts')).toBe('zoom');
    const message = 'This component does not parse, so calls in it may not be seen: Unexpected token.';
    expect(files.diagnosticsOf(['rooms.ts'])).toEqual([]);
    expect(files.diagnosticsOf(['Lobby.svelte'])).toEqual([{ place: { file: 'Lobby.svelte', line: 3, column: 16 }, message }]);
  });

  it('goes on without a file that is too large or cannot be read', () => {
    const root = lay({ 'zoom-data.ts': `// ${'x'.repeat(5 * 1024 * 1024)}`, 'zoom.ts': 'zoom' });
    symlinkSync(root, path.join(root, 'self'));
    const files = new ProjectFiles(root);
    rmSync(path.join(root, 'zoom.ts'));
    expect(files.read('zoom.ts')).toBeUndefined();
    expect(files.read('zoom-data.ts')).toBeUndefined();
    expect(files.diagnosticsOf([])).toEqual([
      { place: { file: 'zoom-data.ts', line: 1, column: 1 }, message: 'Skipped: the file is larger than 5 MB.' },
      { place: { file: 'zoom.ts', line: 1, column: 1 }, message: 'Cannot read this file: it is gone.' },
    ]);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('reports what it may not read', () => {
    const root = lay({ 'zoom.ts': 'zoom', 'closed/zoom.ts': '' });
    chmodSync(path.join(root, 'zoom.ts'), 0);
    chmodSync(path.join(root, 'closed'), 0);
    const files = new ProjectFiles(root);
    files.read('zoom.ts');
    chmodSync(path.join(root, 'closed'), 0o700);
    expect(files.diagnosticsOf([]).map(({ place, message }) => `${place.file}: ${message}`)).toEqual([
      'closed: Cannot read this folder: permission denied.',
      'zoom.ts: Cannot read this file: permission denied.',
    ]);
  });
});

describe('hints', () => {
  it('are the name of Zoom in text or path, scopes, and what the configuration names', () => {
    const root = lay({
      'src/calls.ts': 'fetch("https://api.Zoom.us/v2/users/me")',
      'src/zoomify/index.ts': '',
      'src/scopes.ts': 'export default ["meeting:read"]',
      'src/client.ts': 'callMeetings("/users/me")',
      'src/date.ts': 'export const now = Date.now()',
      'zoom-notes.json': '{ "zoom": true }',
      's2s.json': '{ "app_type": "s2s_oauth" }',
    });
    expect(new ProjectFiles(root).survey.hinted('code')).toEqual(['src/calls.ts', 'src/scopes.ts', 'src/zoomify/index.ts']);
    expect(new ProjectFiles(root, { hints: ['callMeetings'] }).survey.hinted('code')).toContain('src/client.ts');
    expect(new ProjectFiles(root).survey.hinted('json')).toEqual(['s2s.json']);
  });

  it('are not needed in a project that is named after Zoom', () => {
    expect(new ProjectFiles(lay({ 'date.ts': '' }, 'zoom-sync')).survey.hinted('code')).toEqual(['date.ts']);
    expect(new ProjectFiles(lay({ 'date.ts': '', 'package.json': '{ "name": "@meetly/zoom" }' })).survey.hinted('code')).toEqual(['date.ts']);
    expect(new ProjectFiles(lay({ 'date.ts': '', 'package.json': '{ "author": { "name": "Zoom fan" }, "name": "calendar" }' })).survey.hinted('code')).toEqual([]);
  });
});

it.each([
  ['a.ts', 'code'], ['a.CJS', 'code'], ['Code.gs', 'code'], ['a.svelte', 'code'], ['a.jsonc', 'json'],
  ['.env', 'env'], ['config/.env.production', 'env'], ['a.env.md', 'other'], ['a.md', 'other'],
] as const)('%s is read as %s', (file, kind) => {
  expect(fileKind(file)).toBe(kind);
});
