import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badInputs, type BadInput } from './bad-inputs.ts';
import { CLI, zoomScopes } from './zoom-scopes.ts';

let parent: string;

beforeAll(() => {
  parent = realpathSync(mkdtempSync(path.join(tmpdir(), 'zoom-scopes-bad-')));
  mkdirSync(path.join(parent, 'cache'));
});

afterAll(() => rmSync(parent, { recursive: true }));

function layOut({ files, git }: BadInput, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, entry] of Object.entries(files)) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (typeof entry === 'string') writeFileSync(target, entry);
    else if ('link' in entry) symlinkSync(entry.link, target);
    else mkdirSync(target);
  }
  const run = (...args: readonly string[]): unknown => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  if (git !== undefined) run('init', '--initial-branch=main');
  if (git !== 'committed') return;
  run('add', '--all');
  run('-c', 'user.name=planner', '-c', 'user.email=planner@example.com', 'commit', '--message=all');
}

/** The texts of all files, to see that none is lost or added. */
function textsIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !`${entry.parentPath}${path.sep}`.includes(`${path.sep}.git${path.sep}`));
  return Object.fromEntries(files.map(({ parentPath, name }) => [path.join(parentPath, name), readFileSync(path.join(parentPath, name), 'utf8')]));
}

describe.concurrent('a person is told what is wrong, where, and what to do', () => {
  test.each(badInputs.map((input, at) => ({ ...input, at })))('$name', { timeout: 60_000 }, async (bad) => {
    const folder = path.join(parent, String(bad.at), 'planner');
    layOut(bad, folder);
    writeFileSync(path.join(folder, '..', 'README.md'), '# Not of this project\n');
    const before = textsIn(path.dirname(folder));
    const { code, stdout, stderr } = await zoomScopes(bad.args, {
      cwd: folder,
      env: { XDG_CACHE_HOME: path.join(parent, 'cache'), ...bad.env },
      ...(bad.input !== undefined && { input: bad.input }),
    });
    const lines = stdout.split('\n').map((line) => line.trim());
    const line = bad.line === undefined ? stdout : (lines.find((one) => one === bad.line) ?? stdout);
    expect({ code, stderr: stderr.replaceAll(folder, '<project>'), line }).toEqual({
      code: bad.code,
      stderr: bad.stderr === undefined ? '' : `${bad.stderr}\n`,
      line: bad.line ?? '',
    });
    expect(stdout + stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    expect(textsIn(path.dirname(folder))).toEqual(before);
  });
});

test('each bad input has a name of its own, and there are enough of them', () => {
  expect(new Set(badInputs.map(({ name }) => name)).size).toBe(badInputs.length);
  expect(badInputs.length).toBeGreaterThanOrEqual(100);
});

test('a root behind a link is a root like any other', async () => {
  const folder = path.join(parent, 'linked');
  mkdirSync(path.join(folder, 'services/courses'), { recursive: true });
  writeFileSync(path.join(folder, 'services/courses/zoom-app.json'), '{ "app_type": "s2s_oauth", "scopes": ["meetng:read:admin"] }');
  symlinkSync('services/courses', path.join(folder, 'courses'));
  const { code, stdout } = await zoomScopes(['check', 'courses', '--no-cache'], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('zoom-app.json:1:40  error  no-unknown-scope') });
});

test.skipIf(process.platform === 'win32')('a reader who stops early is no failure', () => {
  const { stdout, stderr } = spawnSync('sh', ['-c', '"$0" "$1" operations --format json | head -c 1', process.execPath, CLI], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '[', stderr: '' });
});
