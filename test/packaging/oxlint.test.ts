import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import plugin from '../../src/plugin/index.ts';
import { check, collectFacts } from '../../src/index.ts';
import { expectedLines } from '../plugin/lint.ts';
import { InstalledApp, ROOT } from './installed-app.ts';

const OXLINT = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');

/** The rules for code, as a user of oxlint turns them on. */
const CODE_RULES = Object.fromEntries(Object.keys(plugin.rules).map(name => [`zoom-scopes/${name}`, 'error']));

interface Reported {
  readonly message: string;
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number; readonly column: number } }[];
}

function oxlint(app: InstalledApp, settings: object = {}): readonly string[] {
  app.write('.oxlintrc.json', { ignorePatterns: ['node_modules'], categories: { correctness: 'off' }, jsPlugins: ['eslint-plugin-zoom-scopes'], rules: CODE_RULES, settings });
  const { stdout, stderr } = spawnSync(process.execPath, [OXLINT, '--format', 'json', '.'], { cwd: app.root, encoding: 'utf8' });
  expect(stderr).toBe('');
  const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Reported[] };
  return diagnostics
    .map(({ message, code, filename, labels: [label] }) => `${filename.replaceAll('\\', '/')}:${label?.span.line}:${label?.span.column} ${/\((.*)\)/.exec(code)?.[1]} ${message}`)
    .sort();
}

/** What ESLint would show of it in code. */
function expected(app: InstalledApp, strict = false): readonly string[] {
  const lines = expectedLines(check(collectFacts(app.root), undefined, { strict }).findings);
  return lines.filter(line => /^\S+\.[jt]sx?:/.test(line)).map(line => line.replace(/-\d+:\d+ /, ' '));
}

test.each(['plugin/standup-scheduler', 'project/two-apps', 'demo'])('the rules for code run in oxlint as they are: %s', { timeout: 60_000 }, fixture => {
  using app = new InstalledApp(fixture);
  const lines = oxlint(app);
  expect(lines).toEqual(expected(app));
  expect(lines.length).toBeGreaterThan(0);
});

test('settings hold in oxlint', { timeout: 60_000 }, () => {
  using app = new InstalledApp('verdicts/22-me-without-user');
  expect(oxlint(app)).toEqual([]);
  const lines = oxlint(app, { zoomScopes: { strict: true } });
  expect(lines).toEqual(expected(app, true));
  expect(lines.length).toBe(1);
});
