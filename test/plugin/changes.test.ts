import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../src/plugin/index.ts';
import { copyApp, createEslint, ESLINTS } from './lint.ts';

const GRANULAR: Linter.Config = { files: ['**/*.{js,json}'], ignores: ['**/package.json'], rules: { 'zoom-scopes/prefer-granular-scope': 'warn' } };

let root = '';

beforeEach(() => {
  root = copyApp('plugin/standup-scheduler');
  for (const file of ['src', 'zoom-app.json']) rmSync(path.join(root, file), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, content: unknown): string {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(path.join(root, file), text);
  return text;
}

function writeCalls(...calls: readonly string[]): void {
  const requests = calls.map(call => call.split(' ')).map(([method = '', at = '']) => `fetch('https://api.zoom.us/v2${at}', { method: '${method}' });\n`);
  write('src/calls.js', requests.join(''));
}

/** What a user is offered in a file, and what comes of it. */
async function offers(file: string, text: string, ...config: readonly Linter.Config[]): Promise<Readonly<Record<string, string>>> {
  const [result] = await createEslint(root, [...plugin.configs.recommended, ...config]).lintText(text, { filePath: path.join(root, file) });
  const entries = (result?.messages ?? []).flatMap(({ line, message, suggestions = [] }) => {
    if (suggestions.length === 0) return [[`${line}: ${message}`, 'nothing is offered'] as const];
    return suggestions.map(({ desc, fix }) => [`${line}: ${desc}`, text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])] as const);
  });
  return Object.fromEntries(entries);
}

function manifest(...scopes: readonly string[]): string {
  return `{\n  "app_type": "s2s_oauth",\n  "scopes": [\n${scopes.map(scope => `    "${scope}"`).join(',\n')}\n  ]\n}\n`;
}

describe('in a manifest', () => {
  test('a scope that calls lack is added, of either generation', async () => {
    const text = write('zoom-app.json', manifest('user:read:admin', 'zoomapp:inmeeting'));
    writeCalls('GET /users', 'POST /users/7/meetings', 'POST /users/8/meetings');
    expect(await offers('zoom-app.json', text)).toMatchObject({
      '3: Add meeting:write:admin.': manifest('meeting:write:admin', 'user:read:admin', 'zoomapp:inmeeting'),
      '3: Add meeting:write:meeting:admin.': manifest('meeting:write:meeting:admin', 'user:read:admin', 'zoomapp:inmeeting'),
    });
  });

  test('calls that lack the same are one problem, which names them', async () => {
    write('zoom-app.json', manifest('user:read:admin'));
    writeCalls('GET /users', 'POST /users/7/meetings', 'POST /users/8/meetings', 'GET /groups');
    const [result] = await createEslint(root, plugin.configs.recommended).lintFiles('zoom-app.json');
    expect(result?.messages.map(({ line, column, endColumn, message }) => `${line}:${column}-${endColumn} ${message}`)).toEqual([
      '3:4-10 This list lacks meeting:write:admin or meeting:write:meeting:admin for POST /users/{userId}/meetings (see src/calls.js:2 and src/calls.js:3).',
      '3:4-10 This list lacks group:read:admin or group:read:list_groups:admin for GET /groups (see src/calls.js:4).',
    ]);
  });

  test('an empty list gets its first', async () => {
    writeCalls('GET /users/me');
    const text = write('zoom-app.json', '{\n  "oauth_information": {\n    "usage": "USER_OPERATION",\n    "scopes": []\n  }\n}\n');
    write('zoom-scopes.config.json', { apps: [{ name: 'standup', manifest: 'zoom-app.json', scopes: ['meeting:read'] }] });
    expect((await offers('zoom-app.json', text))['4: Add user:read.']).toContain('"scopes": [\n      {\n        "scope": "user:read",\n        "optional": false\n      }\n    ]');
  });

  test('an unused scope goes with its comma', async () => {
    writeCalls('GET /users');
    const text = write('zoom-app.json', manifest('user:read:admin', 'recording:read:admin'));
    expect(await offers('zoom-app.json', text)).toEqual({ '5: Remove it.': manifest('user:read:admin') });
  });

  test('a broad scope becomes the narrower one, and stays as optional as it was', async () => {
    writeCalls('GET /users');
    const text = write('zoom-app.json', '{ "oauth_information": { "usage": "ADMIN_MANAGEMENT", "scopes": [{ "scope": "user:write:admin", "optional": true }] } }');
    expect(await offers('zoom-app.json', text)).toEqual({ '1: Replace it with user:read:admin.': text.replace('user:write:admin', 'user:read:admin') });
  });

  test('one scope becomes several', async () => {
    writeCalls('GET /users', 'GET /users/7');
    const text = write('zoom-app.json', manifest('user:read:admin'));
    expect(await offers('zoom-app.json', text, GRANULAR)).toEqual({
      '4: Replace it with user:read:list_users:admin and user:read:user:admin.': manifest('user:read:list_users:admin', 'user:read:user:admin'),
    });
  });

  test('a typo is corrected', async () => {
    writeCalls('GET /users');
    const text = write('zoom-app.json', manifest('usr:read:admin'));
    expect((await offers('zoom-app.json', text))['4: Replace it with user:read:admin.']).toBe(manifest('user:read:admin'));
  });

  test('nothing is offered where there is nothing to choose', async () => {
    const text = write('zoom-app.json', manifest('user:read:admin', 'spaceship:read:admin'));
    writeCalls('GET /users', 'GET /spaceships');
    expect(Object.values(await offers('zoom-app.json', text))).toEqual(['nothing is offered']);
  });
});

test('what a comment turns off at the call is not said of the list either', async () => {
  write('zoom-app.json', manifest('user:read:admin'));
  writeCalls('GET /users');
  write('src/groups.js', "// eslint-disable-next-line zoom-scopes/no-missing-scope -- the gateway adds it\nawait fetch('https://api.zoom.us/v2/groups');\n");
  const results = await createEslint(root, [...plugin.configs.recommended, { linterOptions: { reportUnusedDisableDirectives: 'error' } }]).lintFiles('.');
  expect(results.flatMap(({ messages }) => messages)).toEqual([]);
});

describe('in code', () => {
  test('an array', async () => {
    writeCalls('GET /users/me');
    const text = write('src/zoom-scopes.js', "export const ZOOM_SCOPES = ['user:read', 'recording:read'];\n");
    expect(await offers('src/zoom-scopes.js', text)).toEqual({ '1: Remove it.': "export const ZOOM_SCOPES = ['user:read'];\n" });
  });

  test('a text', async () => {
    writeCalls('GET /users/me');
    const text = write('src/zoom-login.js', "export const zoom = { scope: 'user:write recording:read' };\n");
    expect(await offers('src/zoom-login.js', text)).toEqual({
      '1: Replace it with user:read.': "export const zoom = { scope: 'user:read recording:read' };\n",
      '1: Remove it.': "export const zoom = { scope: 'user:write' };\n",
    });
  });

  test.each(['%20', '+'])('an authorize URL, with %s between', async separator => {
    writeCalls('GET /users/me');
    const url = (...scopes: readonly string[]): string => `export const login = 'https://zoom.us/oauth/authorize?response_type=code&scope=${scopes.join(separator)}&state=1';\n`;
    const text = write('src/login.js', url('user%3Awrite', 'recording%3Aread'));
    expect(await offers('src/login.js', text)).toEqual({ '1: Replace it with user:read.': url('user%3Aread', 'recording%3Aread'), '1: Remove it.': url('user%3Awrite') });
    const [result] = await createEslint(root, plugin.configs.recommended).lintFiles('src/login.js');
    const underlined = result?.messages.map(({ column, endColumn = 0 }) => text.slice(column - 1, endColumn - 1));
    expect(underlined).toEqual(['user%3Awrite', 'recording%3Aread']);
  });

  test('what a call lacks is said to belong in the manifest', async () => {
    write('zoom-app.json', manifest('user:read:admin'));
    writeCalls('GET /users', 'GET /groups');
    const text = write('src/groups.js', "await fetch('https://api.zoom.us/v2/groups');\n");
    expect(Object.entries(await offers('src/groups.js', text))).toEqual([[expect.stringContaining('to zoom-app.json'), 'nothing is offered']]);
  });
});

describe.each(ESLINTS)('%s --fix', (_version, Host) => {
  async function fix(file: string): Promise<string | undefined> {
    const eslint = new Host({ cwd: root, overrideConfigFile: true, overrideConfig: plugin.configs.recommended, fix: true });
    const [result] = await eslint.lintFiles(file);
    return result?.output;
  }

  test('drops exact duplicates', async () => {
    writeCalls('GET /users', 'GET /groups');
    write('zoom-app.json', manifest('user:read:admin', 'group:read:admin', 'user:read:admin', 'user:read:admin'));
    expect(await fix('zoom-app.json')).toBe(manifest('user:read:admin', 'group:read:admin'));
  });

  test('drops them in code too', async () => {
    writeCalls('GET /users/me');
    write('src/zoom-scopes.js', "export const ZOOM_SCOPES = [\n  'user:read',\n  'user:read',\n];\nexport const LOGIN = 'https://zoom.us/oauth/authorize?scope=user:read+user:read';\n");
    expect(await fix('src/zoom-scopes.js')).toBe("export const ZOOM_SCOPES = [\n  'user:read',\n];\nexport const LOGIN = 'https://zoom.us/oauth/authorize?scope=user:read';\n");
  });

  test('keeps what two lists have in common', async () => {
    writeCalls('GET /users/me');
    write('src/zoom-scopes.js', "export const zoomScopes = { viewer: ['user:read', 'zoomapp:inmeeting'], host: ['user:read', 'zoomapp:inmeeting'] };\n");
    expect(await fix('src/zoom-scopes.js')).toBeUndefined();
  });

  test('keeps a duplicate that differs, and offers to remove it', async () => {
    writeCalls('GET /users');
    const entry = (optional: boolean): string => `{ "scope": "user:read:admin", "optional": ${optional} }`;
    const text = write('zoom-app.json', `{ "oauth_information": { "usage": "ADMIN_MANAGEMENT", "scopes": [${entry(false)}, ${entry(true)}] } }`);
    expect(await fix('zoom-app.json')).toBeUndefined();
    expect(Object.keys(await offers('zoom-app.json', text))).toEqual(['1: Remove it.']);
  });

  test('changes nothing that alters rights', async () => {
    writeCalls('GET /users', 'POST /users/7/meetings', 'GET /rooms');
    write('zoom-app.json', manifest('user:write:admin', 'recording:read:admin', 'rooms:read:admin', 'meeting:write'));
    const eslint = new Host({ cwd: root, overrideConfigFile: true, overrideConfig: [...plugin.configs.strict], fix: true });
    const results = await eslint.lintFiles('.');
    expect(results.flatMap(({ messages }) => messages).length).toBeGreaterThan(3);
    expect(results.map(({ output }) => output)).toEqual(results.map(() => undefined));
  });
});
