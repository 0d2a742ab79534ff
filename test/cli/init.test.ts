import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { zoomScopes, type Outcome } from './zoom-scopes.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/commands/init/', import.meta.url));
const scratch: string[] = [];

afterEach(() => {
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true });
});

function copyOf(fixture: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-'));
  scratch.push(folder);
  cpSync(path.join(FIXTURES, fixture), folder, { recursive: true });
  return folder;
}

function init(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return zoomScopes(['init', ...args], { cwd });
}

const configOf = (root: string): string => path.join(root, 'zoom-scopes.config.json');

test('one app with a manifest needs nothing, and is shown', async () => {
  const root = copyOf('choir-calendar');
  const { code, stdout, stderr } = await init(root, '--write');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "Looked at 1 code file; 1 may have to do with Zoom.

    Choir calendar (Server-to-Server, zoom-app.json)
      type: as the manifest says
      calls: 1
      sent from: src/rehearsals.js:3 (1 call)
      declared scopes: 1

    No configuration is needed.

    Next:

      npx zoom-scopes check

    In the editor, by ESLint:

      // eslint.config.js
      import zoomScopes from 'eslint-plugin-zoom-scopes';

      export default [...zoomScopes.configs.recommended];

    In CI:

      # .github/workflows/zoom-scopes.yml
      on: [pull_request]
      jobs:
        zoom-scopes:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - uses: actions/setup-node@v4
              with: { node-version: 22 }
            - run: npm ci
            - run: npx zoom-scopes check --format github
    "
  `);
  expect(existsSync(configOf(root))).toBe(false);
});

test('without a manifest it proposes a configuration, and says what only the user knows', async () => {
  const root = copyOf('old-dialler');
  const { stdout } = await init(root);
  expect(stdout.slice(0, stdout.indexOf('Next:'))).toMatchInlineSnapshot(`
    "Looked at 1 code file; 1 may have to do with Zoom.

    old-dialler (type not known)
      type: not known: neither a manifest nor the code tells
      calls: 2, of which 1 could not be read
      sent from: src/calls.js:3 (2 calls)
      declared scopes: 0

    A configuration is needed. No manifest was found for old-dialler. The type of old-dialler is not known.
    With --write, this becomes zoom-scopes.config.json:

      {
        "$schema": "./node_modules/eslint-plugin-zoom-scopes/data/zoom-scopes.config.schema.json",
        "apps": [
          {
            "name": "old-dialler",
            "scopes": []
          }
        ]
      }

    Left to you:
      - Say of old-dialler which "type" it is: "user-managed", "admin-managed" or "server-to-server".
      - List under "scopes" what old-dialler has in the Marketplace, or save its manifest in the repository.
      - Of old-dialler a call could not be read; zoom-scopes scan shows where. A wrapper that cannot be seen through goes under "wrappers".

    "
  `);
  expect(existsSync(configOf(root))).toBe(false);
});

test('writes what it proposed, which check then takes', async () => {
  const root = copyOf('district');
  const { stdout } = await init(root, '--write');
  expect(stdout).toContain('Wrote zoom-scopes.config.json. There are several apps: Box office, Rehearsals.');
  expect(JSON.parse(readFileSync(configOf(root), 'utf8'))).toEqual({
    $schema: './node_modules/eslint-plugin-zoom-scopes/data/zoom-scopes.config.schema.json',
    apps: [
      { name: 'Box office', root: 'apps/box-office', manifest: 'manifest.json' },
      { name: 'Rehearsals', root: 'apps/rehearsals', manifest: 'zoom-app.json' },
    ],
  });
  const { code, stdout: report } = await zoomScopes(['check', root, '--format', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(report)).toMatchObject({ findings: [], minimal: { 'Box office': { proven: true }, Rehearsals: { proven: true } } });
});

test('overwrites nothing', async () => {
  const root = copyOf('district');
  writeFileSync(configOf(root), '{ "strict": true }');
  const { code, stdout } = await init(root, '--write');
  expect(code).toBe(0);
  expect(stdout).toContain('There is a configuration, zoom-scopes.config.json. It stays as it is.');
  expect(readFileSync(configOf(root), 'utf8')).toBe('{ "strict": true }');
});

test('finds nothing where there is nothing', async () => {
  const root = copyOf('choir-calendar');
  rmSync(path.join(root, 'src'), { recursive: true });
  rmSync(path.join(root, 'zoom-app.json'));
  const { code, stdout } = await init(root, '--write');
  expect(code).toBe(0);
  expect(stdout).toContain('Nothing of the Zoom API was found here.');
  expect(existsSync(configOf(root))).toBe(false);
});

test('answers programs', async () => {
  const { stdout } = await init(copyOf('district'), '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    codeFiles: 2,
    apps: [
      { name: 'Box office', type: 'user-managed', typeFrom: 'manifest', manifest: 'apps/box-office/manifest.json', calls: 1, declarations: 1 },
      { name: 'Rehearsals', type: 'server-to-server', clients: [{ place: { file: 'apps/rehearsals/src/rehearsals.js', line: 3 }, calls: 1 }] },
    ],
    configuration: { file: 'zoom-scopes.config.json', state: 'proposed' },
  });
});

test('exits 2 where there is no such folder', async () => {
  const { code, stderr } = await zoomScopes(['init', `${FIXTURES}/nowhere`]);
  expect(code).toBe(2);
  expect(stderr).toContain('There is no such folder.');
});
