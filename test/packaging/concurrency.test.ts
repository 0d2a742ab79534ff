import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { toFullLines } from '../plugin/lint.ts';
import { InstalledApp, ROOT } from './installed-app.ts';
import { modulesLoadedBy, PARSER } from './modules-loaded.ts';

/** Where ESLint does not look for files. */
const CACHE = 'node_modules/.cache/scopes-of-the-campus';
const ESLINT = path.join(ROOT, 'node_modules/eslint/bin/eslint.js');
const COMMAND = path.join(ROOT, 'dist/src/cli.js');

/** Two apps and what they share; calls, wrappers and manifests lie in different files, so whatever thread lints one has to know the others. */
function installCampus(): InstalledApp {
  const app = new InstalledApp('plugin/campus', ['eslint', '@eslint/json']);
  app.write('eslint.config.js', `import zoomScopes from 'eslint-plugin-zoom-scopes';
export default [...zoomScopes.configs.strict, { files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } }];
`);
  return app;
}

/** What one process of ESLint finds, and how many worker threads it had. */
async function eslint(app: InstalledApp, ...args: readonly string[]): Promise<{ readonly lines: readonly string[]; readonly threads: number }> {
  const env = { ...process.env, ZOOM_SCOPES_CACHE: app.path(CACHE), DEBUG: 'eslint:eslint' };
  const child = spawn(process.execPath, [ESLINT, '.', '--format', 'json', ...args], { cwd: app.root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  expect(child.exitCode, stderr).toBe(1);
  const threads = Number(/Linting using (\d+) worker thread/.exec(stderr)?.[1] ?? 0);
  return { lines: toFullLines(JSON.parse(stdout) as ESLint.LintResult[], app.root), threads };
}

/** Whether what the threads left is one cache that is whole: the command, which reads it too, has nothing to parse then. */
function expectGoodCache(app: InstalledApp): void {
  expect(readdirSync(app.path(CACHE))).toEqual([expect.stringMatching(/\.json$/)]);
  const loaded = modulesLoadedBy([COMMAND, 'check', '.'], app.root, { ZOOM_SCOPES_CACHE: app.path(CACHE) });
  expect(loaded).toContainEqual(expect.stringMatching(/\/commands\/check\.js$/));
  expect(loaded).not.toContainEqual(expect.stringMatching(PARSER));
}

test('eslint --concurrency finds the same as one thread, with a cache and without', { timeout: 120_000 }, async () => {
  using app = installCampus();
  const cold = await eslint(app, '--concurrency', '2');
  expectGoodCache(app);
  const warm = await eslint(app, '--concurrency', '2');
  const alone = await eslint(app, '--concurrency', 'off');
  expect([cold.threads, warm.threads, alone.threads]).toEqual([2, 2, 0]);
  expect(alone.lines.length).toBeGreaterThan(5);
  expect(cold.lines).toEqual(alone.lines);
  expect(warm.lines).toEqual(alone.lines);
});

test('two processes at once, of two threads each, find the same and share a cache', { timeout: 120_000 }, async () => {
  using app = installCampus();
  const both = await Promise.all([eslint(app, '--concurrency', '2'), eslint(app, '--concurrency', '2')]);
  expectGoodCache(app);
  const { lines } = await eslint(app, '--concurrency', 'off');
  expect(both.map((run) => run.lines)).toEqual([lines, lines]);
});
