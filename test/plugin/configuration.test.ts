import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import plugin from '../../src/plugin/index.ts';
import { findProject } from '../../src/plugin/project-root.ts';
import { copyApp, createEslint, toLines } from './lint.ts';

let root = '';

beforeEach(() => {
  root = copyApp('plugin/standup-scheduler');
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true });
});

function write(file: string, content: unknown): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
}

function setting(zoomScopes: unknown): Linter.Config {
  return { settings: { zoomScopes } };
}

async function lint(file: string, ...config: readonly Linter.Config[]): Promise<readonly string[]> {
  return toLines(await createEslint(root, [...plugin.configs.recommended, ...config]).lintFiles(file), root);
}

describe('configuration files', () => {
  test('the nearest one upward decides', async () => {
    const call = "await fetch('https://zoom.internal.example/users');\n";
    write('services/hosts/src/hosts.js', call);
    write('services/rooms/src/hosts.js', call);
    expect(await lint('services')).toEqual([]);
    write('services/hosts/zoom-scopes.config.json', { baseUrls: ['https://zoom.internal.example'], apps: [{ name: 'hosts', scopes: ['phone:read:admin'] }] });
    expect(await lint('services')).toEqual([
      expect.stringContaining('services/hosts/src/hosts.js:1:13-1:50 no-missing-scope GET /users needs'),
      expect.stringContaining('services/hosts/zoom-scopes.config.json:1:82-1:98 no-unused-scope'),
    ]);
  });

  test('one that comes while an ESLint goes on linting is seen soon, and in its folder only', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const call = "await fetch('https://zoom.internal.example/users');\n";
    for (const folder of ['hosts', 'hosts/export', 'rooms']) write(`services/${folder}/call.js`, call);
    const eslint = createEslint(root, plugin.configs.recommended);
    const lines = async (): Promise<readonly string[]> => toLines(await eslint.lintFiles('services/**/*.js'), root);
    expect(await lines()).toEqual([]);
    write('services/hosts/zoom-scopes.config.json', { baseUrls: ['https://zoom.internal.example'], apps: [{ name: 'hosts', scopes: ['phone:read:admin'] }] });
    vi.advanceTimersByTime(600);
    expect(await lines()).toEqual([
      expect.stringContaining('services/hosts/call.js:1:13-1:50 no-missing-scope'),
      expect.stringContaining('services/hosts/export/call.js:1:13-1:50 no-missing-scope'),
    ]);
  });

  test('one above the working directory decides, within the repository', async () => {
    write('zoom-scopes.config.json', { allow: [{ scope: 'meeting:read:admin', reason: 'the nightly export' }] });
    write('.git/HEAD', 'ref: refs/heads/main\n');
    const eslint = createEslint(path.join(root, 'src'), plugin.configs.recommended);
    expect(toLines(await eslint.lintFiles('standup.js'), root)).toEqual([expect.stringContaining('src/standup.js:4:47-4:74 no-missing-scope')]);
  });

  test('a wrong one is one problem per file, at its first line', async () => {
    write('zoom-scopes.config.json', '{ "alow": [] }');
    const problem = `${path.join(root, 'zoom-scopes.config.json')}:1:3: There is no option \`alow\`. Did you mean \`allow\`?`;
    const results = await createEslint(root, plugin.configs.recommended).lintFiles(['src/standup.js', 'zoom-app.json']);
    expect(results.map(({ messages }) => messages)).toEqual([
      [expect.objectContaining({ line: 1, column: 1, message: problem, messageId: 'notChecked' })],
      [expect.objectContaining({ line: 1, column: 1, message: problem, messageId: 'notChecked' })],
    ]);
    write('zoom-scopes.config.json', '{ "allow": [] }');
    expect(await lint('src/standup.js')).toEqual([expect.stringContaining('no-missing-scope')]);
  });
});

describe('settings', () => {
  test('go before the configuration, option by option', async () => {
    write('zoom-scopes.config.json', { wrappers: [{ function: 'loadHosts', path: '/users' }], allow: [{ scope: 'user:read:admin', reason: 'the nightly export' }] });
    write('src/hosts.js', 'export const hosts = await loadHosts();\n');
    write('zoom-app.json', { app_type: 's2s_oauth', scopes: ['user:read:admin', 'phone:read:admin', 'meeting:read:admin', 'meeting:write:admin'] });
    expect(await lint('.')).toEqual([expect.stringContaining('no-unused-scope Nothing in this app needs phone:read:admin')]);
    expect(await lint('.', setting({ allow: [{ scope: 'phone:read:admin', reason: 'the billing job' }] }))).toEqual([]);
    expect(await lint('.', setting({ wrappers: [] }))).toEqual([expect.stringContaining('needs phone:read:admin')]);
  });

  test('that are strict make every rule strict', async () => {
    write('zoom-app.json', { app_type: 's2s_oauth', scopes: ['user:read:admin'] });
    write('src/standup.js', "export const owner = await fetch('https://api.zoom.us/v2/users/me');\n");
    rmSync(path.join(root, 'src/agenda.js'));
    rmSync(path.join(root, 'src/zoom-client.js'));
    expect(await lint('.')).toEqual([]);
    expect(await lint('.', setting({ strict: true }))).toEqual([expect.stringContaining('src/standup.js:1:34-1:67 no-level-mismatch')]);
  });

  test.each([
    [{ alow: [] }, 'settings.zoomScopes: There is no option `alow`. Did you mean `allow`?'],
    ['strict', 'settings.zoomScopes: The configuration must be an object. Correct the configuration; the schema describes every option.'],
  ])('that are wrong are said once', async (zoomScopes, problem) => {
    expect(await lint('src/standup.js', setting(zoomScopes))).toEqual([expect.stringMatching(/^src\/standup\.js:1:1-\S+ [\w-]+ settings\.zoomScopes: /)]);
    expect((await lint('src/standup.js', setting(zoomScopes)))[0]).toContain(problem);
  });
});

test('a configuration beyond both the repository and the working directory is somebody else\'s', () => {
  write('zoom-scopes.config.json', { strict: true });
  write('src/.git/HEAD', 'ref: refs/heads/main\n');
  const folder = path.join(root, 'src');
  expect(findProject(folder, folder)).toMatchObject({ root: folder, config: { strict: false } });
  expect(findProject(folder, root)).toMatchObject({ root, config: { strict: true } });
});

test('a file outside of the working directory and of any repository is left alone', () => {
  const folder = path.join(root, 'src');
  expect(findProject(folder, path.join(root, 'elsewhere'))).toBeUndefined();
  expect(findProject(folder, root)?.root).toBe(root);
  write('src/.git/HEAD', 'ref: refs/heads/main\n');
  expect(findProject(folder, path.join(root, 'elsewhere'))?.root).toBe(folder);
});

test('a text without a file is left alone', async () => {
  expect(toLines(await createEslint(root, plugin.configs.recommended).lintText("await fetch('https://api.zoom.us/v2/users');\n"), root)).toEqual([]);
});
