import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLEAN = path.join(ROOT, 'fixtures/verdicts/01-covered-call');
const HOOKS = readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8');

/** Minutes: pre-commit installs this package with all that it depends on. */
const INSTALL_TIME = 10 * 60_000;

test.each([
  ['src/zoom.ts', true],
  ['src/Schedule.vue', true],
  ['zoom-app.json', true],
  ['zoom-app.jsonc', true],
  ['deploy/.env.example', true],
  ['README.md', false],
  ['styles/zoom.css', false],
  ['environment.yaml', false],
])('the hook looks at a change of %s: %s', (file, expected) => {
  const [{ files }] = parse(HOOKS) as [{ files: string }];
  expect(new RegExp(files).test(file)).toBe(expected);
});

describe.skipIf(spawnSync('pre-commit', ['--version']).status !== 0)('the hook of pre-commit', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-hooks-'));
  const ours = path.join(scratch, 'eslint-plugin-zoom-scopes');
  const app = path.join(scratch, 'booking');
  afterAll(() => rmSync(scratch, { recursive: true, force: true }), INSTALL_TIME);

  // Git sets variables of its own where a hook runs these tests.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && !name.startsWith('npm_'));
  const env = {
    ...Object.fromEntries(own),
    PRE_COMMIT_HOME: path.join(scratch, 'cache'),
    GIT_CONFIG_GLOBAL: path.join(scratch, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const git = (cwd: string, ...args: readonly string[]) => execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: 'pipe' }).trim();
  const write = (file: string, text: string) => writeFileSync(path.join(app, file), text);
  const read = (file: string) => readFileSync(path.join(app, file), 'utf8');

  function commit(message: string) {
    git(app, 'add', '--all');
    const { status, stdout, stderr } = spawnSync('git', ['commit', '--message', message], { cwd: app, env, encoding: 'utf8' });
    return { isMade: status === 0, output: stdout + stderr };
  }

  beforeAll(() => {
    writeFileSync(path.join(scratch, 'gitconfig'), '[user]\nname = Booking\nemail = booking@meetly.example\n[init]\ndefaultBranch = main\n');
    copyOurRepository();
    cpSync(CLEAN, app, { recursive: true });
    git(app, 'init', '--quiet');
    write(
      '.pre-commit-config.yaml',
      `repos:\n  - repo: ${ours}\n    rev: ${git(ours, 'rev-parse', 'HEAD')}\n    hooks:\n      - id: zoom-scopes\n        language_version: system\n`,
    );
    execFileSync('pre-commit', ['install', '--install-hooks'], { cwd: app, env, stdio: 'pipe' });
  }, INSTALL_TIME);

  /** What git knows and what is new, without the tools that only our own checks need. */
  function copyOurRepository(): void {
    const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' });
    for (const file of files.split('\0')) {
      if (file === '' || /^(fixtures|test)\//.test(file) || !lstatSync(path.join(ROOT, file), { throwIfNoEntry: false })) continue;
      mkdirSync(path.dirname(path.join(ours, file)), { recursive: true });
      cpSync(path.join(ROOT, file), path.join(ours, file));
    }
    const manifest = path.join(ours, 'package.json');
    const { devDependencies, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
    const toBuild = Object.entries(devDependencies).filter(([name]) => name === 'typescript' || name.startsWith('@types/'));
    writeFileSync(manifest, JSON.stringify({ ...rest, devDependencies: Object.fromEntries(toBuild) }));
    git(ours, 'init', '--quiet');
    git(ours, 'add', '--all');
    git(ours, 'commit', '--quiet', '--message', 'eslint-plugin-zoom-scopes');
  }

  test('lets a clean app pass, stops a call without its scope, and lets it pass with it', () => {
    expect(commit('booking')).toEqual({ isMade: true, output: expect.stringMatching(/^Zoom scopes\.+Passed$/m) });

    write('src/delete.js', "export const remove = (id, init) => fetch(`https://api.zoom.us/v2/meetings/${id}/recordings`, { ...init, method: 'DELETE' });\n");
    const stopped = commit('booking: recordings can be deleted');
    expect(stopped.isMade).toBe(false);
    expect(stopped.output).toMatch(/^Zoom scopes\.+Failed$/m);
    expect(stopped.output).toContain('DELETE /meetings/{meetingId}/recordings needs recording:write:admin');

    write('zoom-app.json', read('zoom-app.json').replace('"meeting:write:admin"', '"meeting:write:admin", "recording:write:admin"'));
    expect(commit('booking: recordings can be deleted')).toEqual({ isMade: true, output: expect.stringMatching(/^Zoom scopes\.+Passed$/m) });

    write('README.md', '# Booking\n');
    expect(commit('booking: a README')).toEqual({ isMade: true, output: expect.stringMatching(/^Zoom scopes\.+\(no files to check\)Skipped$/m) });
  }, INSTALL_TIME);
});
