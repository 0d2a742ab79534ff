import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { InstalledApp, ROOT } from './installed-app.ts';
import { LanguageClient, type Diagnostic } from './language-client.ts';

/** The server of VS Code's ESLint extension. */
const SERVER = path.join(ROOT, 'node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server');

/** What the extension answers its server, with `"eslint.validate": ["javascript", "json"]`. */
function settingsOf(root: string): object {
  return {
    validate: 'on',
    packageManager: 'npm',
    useESLintClass: true,
    useFlatConfig: true,
    experimental: { useFlatConfig: false },
    codeAction: { disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' }, showDocumentation: { enable: true } },
    codeActionOnSave: { mode: 'all' },
    format: false,
    quiet: false,
    onIgnoredFiles: 'off',
    options: {},
    rulesCustomizations: [],
    run: 'onType',
    problems: { shortenToSingleLine: false },
    nodePath: null,
    workspaceFolder: { name: 'app', uri: pathToFileURL(root).href },
    workingDirectory: { mode: 'location' },
  };
}

const MISSING = {
  code: 'zoom-scopes/no-missing-scope',
  severity: 1,
  range: { start: { line: 3, character: 46 }, end: { line: 3, character: 73 } },
  message: expect.stringMatching(/^POST \/users\/\{userId\}\/meetings needs meeting:write:admin or meeting:write:meeting:admin.*zoom-app\.json/),
};

const LACKING = {
  code: 'zoom-scopes/no-missing-scope',
  severity: 1,
  range: { start: { line: 4, character: 3 }, end: { line: 4, character: 9 } },
  message: 'This list lacks meeting:write:admin or meeting:write:meeting:admin for POST /users/{userId}/meetings (see src/standup.js:4).',
};

test('an editor shows findings while one types, and mends them with a click', { timeout: 120_000 }, async () => {
  using app = new InstalledApp('plugin/standup-scheduler', ['eslint', '@eslint/json']);
  app.write('eslint.config.js', "import zoomScopes from 'eslint-plugin-zoom-scopes';\nexport default [...zoomScopes.configs.recommended];\n");
  const [code, manifest] = [app.path('src/standup.js'), app.path('zoom-app.json')];
  await using client = new LanguageClient(process.execPath, [SERVER, '--stdio'], app.root, settingsOf(app.root));
  await client.initialize(app.root);
  client.open(code, 'javascript', readFileSync(code, 'utf8'));
  client.open(manifest, 'json', readFileSync(manifest, 'utf8'));

  expect(await client.diagnostics(code)).toMatchObject([MISSING]);
  expect(await client.diagnostics(manifest)).toMatchObject([LACKING]);

  // Reading meetings is what the app has a scope for.
  client.type(code, "'POST'", "'GET'");
  expect(await client.diagnostics(code)).toEqual([]);
  expect(await client.diagnostics(manifest)).toEqual([]);

  client.type(code, "'GET'", "'POST'");
  expect(await client.diagnostics(code)).toMatchObject([MISSING]);
  const [lacking] = await client.diagnostics(manifest);
  expect(lacking).toMatchObject(LACKING);

  const actions = await client.codeActions(manifest, lacking as Diagnostic);
  expect(actions.map(({ title }) => title)).toEqual(expect.arrayContaining([expect.stringContaining('Add meeting:write:admin.'), expect.stringContaining('Add meeting:write:meeting:admin.')]));
  for (const action of actions.filter(({ title }) => title.includes('Add meeting:write:admin.'))) await client.apply(action);
  expect(JSON.parse(client.textOf(manifest))).toMatchObject({ scopes: ['meeting:read:admin', 'meeting:write:admin'] });
  expect(await client.diagnostics(manifest)).toEqual([]);
  expect(await client.diagnostics(code)).toEqual([]);

  client.type(manifest, 'meeting:write:admin', 'meting:write:admin');
  const [typo] = await client.diagnostics(manifest);
  expect(typo).toMatchObject({ code: 'zoom-scopes/no-unknown-scope', range: { start: { line: 6, character: 5 }, end: { line: 6, character: 23 } } });
});
