import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { check, collectFacts, loadCatalogue } from '../../src/index.ts';

const MANIFEST = JSON.stringify({ app_type: 's2s_oauth', app_name: 'Nightly', scopes: ['user:read:admin', 'recording:read:admin'] });
const USERS = "export const users = bearer => fetch('https://api.zoom.us/v2/users', { headers: { Authorization: bearer } });\n";
const CALL = "fetch(`https://api.zoom.us/v2/users/${user}/recordings`);\n";

let root = '';

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What is said of `recording:read:admin` in a project with this file beside the others. */
function verdictWith(file: string, text: string, prepare: (file: string) => void = () => undefined): string {
  root = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-'));
  const write = (name: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  };
  write('package.json', '{ "name": "nightly" }');
  write('zoom-app.json', MANIFEST);
  write('src/users.js', USERS);
  write(file, text);
  prepare(path.join(root, file));
  const { findings, undecided } = check(collectFacts(root), loadCatalogue());
  if (findings.some(({ scope }) => scope === 'recording:read:admin')) return 'unused';
  return undecided.find(({ scope }) => scope === 'recording:read:admin')?.reason ?? 'needed';
}

const CLIENT = "export const get = path => fetch(`https://api.zoom.us/v2${path}`);\nget('/users');\n";

const UNREAD = 'a file could not be read to the end and could need it';
const LONG = 'const row = 0;\n'.repeat(70_000);
const PADDING = 'const row = 0;\n'.repeat(400_000);

describe('a file that is not read to the end lets no scope be called unused', () => {
  test('where it is too large and names a host of Zoom', () => {
    expect(verdictWith('src/bundle.js', PADDING + CALL)).toBe(UNREAD);
  });

  test('unless it is too large and has nothing to do with Zoom', () => {
    expect(verdictWith('src/rows.js', `${PADDING}const zoomIn = 2;\n`)).toBe('unused');
  });

  test('where it is too large and in another language', () => {
    expect(verdictWith('jobs/sync.py', `${PADDING}requests.get("https://api.zoom.us/v2/users/me/recordings")\n`)).toBe(UNREAD);
  });

  test('where it is too long to be parsed and names a host of Zoom', () => {
    expect(verdictWith('src/bundle.js', LONG + CALL)).toBe(UNREAD);
  });

  test('unless it is too long to be parsed and is about zooming alone', () => {
    expect(verdictWith('src/rows.js', `${LONG}const scope = '/rows', zoomIn = 2;\n`)).toBe('unused');
  });

  test('where it is too long to be parsed and imports a wrapper', () => {
    expect(verdictWith('src/rows.js', `import { get } from './client.js';\n${LONG}get('/users/me/recordings');\n`, (file) => writeFileSync(path.join(path.dirname(file), 'client.js'), CLIENT))).toBe(UNREAD);
  });

  test('where it is nested too deeply', () => {
    expect(verdictWith('src/deep.js', `// Zoom\n${'('.repeat(20_000)}${CALL.trim().slice(0, -1)}${')'.repeat(20_000)};\n`)).toBe(UNREAD);
  });

  test('where its syntax is broken', () => {
    expect(verdictWith('src/recordings.js', `export async function recordings(user {\n  ${CALL}}\n// Zoom`)).not.toBe('unused');
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('where it may not be read', () => {
    expect(verdictWith('src/recordings.js', CALL, (file) => chmodSync(file, 0o000))).toBe(UNREAD);
  });

  test('where only its text is odd: marks, line ends and bytes that are no UTF-8 hide no call', () => {
    expect(verdictWith('src/recordings.js', `\uFEFF// \uFFFD\r\n${CALL.replace('\n', '\r\n')}`)).toBe('needed');
  });
});
