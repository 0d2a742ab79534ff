import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CLI, zoomScopes } from './zoom-scopes.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const WEBINAR_DESK = fixture('commands/fix/webinar-desk');
const MISSING = fixture('verdicts/02-missing-and-unused');
const VARIANTS = fixture('project/manifest-variants');

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-fix-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function project(source: string): string {
  const folder = path.join(root, 'project');
  cpSync(source, folder, { recursive: true });
  return folder;
}

const read = (folder: string, file = 'zoom-app.json') => readFileSync(path.join(folder, file), 'utf8');

describe('zoom-scopes fix', () => {
  test('shows what it would change as a diff that applies, and writes nothing', async () => {
    const folder = project(WEBINAR_DESK);
    const before = read(folder);
    const { code, stdout, stderr } = await zoomScopes(['fix', folder]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(read(folder)).toBe(before);
    expect(stdout).toContain('Nothing is written.');
    execFileSync('git', ['apply'], { cwd: folder, input: stdout });
    const applied = read(folder);
    expect(applied).not.toBe(before);
    writeFileSync(path.join(folder, 'zoom-app.json'), before);
    await zoomScopes(['fix', folder, '--write']);
    expect(read(folder)).toBe(applied);
  });

  test('writes, keeping comments, tabs, what is allowed and what is suppressed', async () => {
    const folder = project(WEBINAR_DESK);
    const { code, stdout } = await zoomScopes(['fix', folder, '--write']);
    expect(code).toBe(0);
    expect(stdout).toContain('Changed zoom-app.json.');
    expect(read(folder).split('\n').slice(5, 15)).toEqual([
      '\t\t"scopes": [',
      '\t\t\t// Who runs a webinar',
      '\t\t\t{ "scope": "user:read:admin", "optional": true }, // the list of hosts',
      '\t\t\t{ "scope": "report:read:admin", "optional": false },',
      '\t\t\t// eslint-disable-next-line zoom-scopes/no-unused-scope -- the next release uses it',
      '\t\t\t{ "scope": "dashboard_webinars:read:admin", "optional": false },',
      '\t\t\t{ "scope": "webinar:read:admin", "optional": false },',
      '\t\t\t{ "scope": "recording:read:admin", "optional": false }',
      '\t\t]',
      '\t},',
    ]);
    expect((await zoomScopes(['check', folder])).code).toBe(0);
    expect((await zoomScopes(['fix', folder])).code).toBe(0);
  });

  test('names the places that it does not edit, and who must consent again', async () => {
    const folder = project(WEBINAR_DESK);
    const { stdout } = await zoomScopes(['fix', folder]);
    expect(stdout).toContain('.env.example:2:14  user:write:admin');
    expect(stdout).toContain('add recording:read:admin, user:read:admin, webinar:read:admin by hand');
    expect(stdout).toContain('Users must consent again: recording:read:admin, user:read:admin, webinar:read:admin are new.');
    expect(read(folder, '.env.example')).toContain('user:write:admin group:read:admin');
  });

  test('keeps the line ends, the byte order mark and the mode', async () => {
    const folder = project(MISSING);
    const manifest = path.join(folder, 'zoom-app.json');
    const text = `\uFEFF${read(folder).replaceAll('\n', '\r\n')}`;
    writeFileSync(manifest, text);
    chmodSync(manifest, 0o640);
    expect((await zoomScopes(['fix', folder, '--write'])).code).toBe(0);
    expect(read(folder)).toBe(text.replace('meeting:read:admin', 'meeting:write:admin'));
    expect(statSync(manifest).mode & 0o777).toBe(0o640);
  });

  test('a diff of a text without a line end at its end applies too', async () => {
    const folder = project(MISSING);
    writeFileSync(path.join(folder, 'zoom-app.json'), read(folder).trimEnd());
    execFileSync('git', ['apply'], { cwd: folder, input: (await zoomScopes(['fix', folder])).stdout });
    expect(JSON.parse(read(folder)).scopes).toEqual(['meeting:write:admin']);
  });

  test('exits 0 on an app that needs nothing', async () => {
    const { code, stdout } = await zoomScopes(['fix', fixture('verdicts/01-covered-call')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Nothing to change\.\n$/);
  });

  test('leaves to people what only they can mend', async () => {
    const folder = project(fixture('verdicts/20-zooms-own-spelling'));
    const before = read(folder);
    const { code, stdout } = await zoomScopes(['fix', folder, '--write']);
    expect(code).toBe(1);
    expect(stdout).toContain('Left to you:');
    expect(stdout).toContain('division:wirte:admin');
    expect(read(folder)).toBe(before);
  });

  test('an app without a manifest: the places of its scopes', async () => {
    const folder = project(WEBINAR_DESK);
    rmSync(path.join(folder, 'zoom-app.json'));
    const { code, stdout } = await zoomScopes(['fix', folder, '--write']);
    expect(code).toBe(1);
    expect(stdout).toContain('This app has no manifest.');
    expect(stdout).toContain('.env.example:2:31  group:read:admin');
  });

  test('colours the diff where it may', async () => {
    const folder = project(MISSING);
    expect((await zoomScopes(['fix', folder], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[32m+    "meeting:write:admin"\u001b[39m');
    expect((await zoomScopes(['fix', folder])).stdout).not.toContain('\u001b[');
  });
});

describe('zoom-scopes fix refuses', () => {
  async function expectRefusal(args: readonly string[], ...said: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await zoomScopes(['fix', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const words of said) expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
  }

  test('manifests of the same code, until one is named', async () => {
    const folder = project(VARIANTS);
    await expectRefusal([folder, '--write'], 'manifests/development.json', 'manifests/production.json', '--app');
    expect((await zoomScopes(['fix', folder, '--app', 'manifests/production.json'])).stdout).toContain('manifests/production.json');
  });

  test('a configured app with two manifests, until the configuration names one', async () => {
    const folder = project(MISSING);
    const config = path.join(folder, 'zoom-scopes.config.json');
    cpSync(path.join(folder, 'zoom-app.json'), path.join(folder, 'zoom-app.staging.json'));
    writeFileSync(config, '{ "apps": [{ "name": "courses" }] }');
    await expectRefusal([folder], 'zoom-app.json and zoom-app.staging.json', 'in the configuration');
    writeFileSync(config, '{ "apps": [{ "name": "courses", "manifest": "zoom-app.json" }] }');
    expect((await zoomScopes(['fix', folder])).code).toBe(1);
  });

  test('an app that there is not', async () => {
    await expectRefusal([project(MISSING), '--app', 'Curse meetings'], 'There is no app "Curse meetings".', '"Course meetings"');
  });

  test('a manifest that cannot be read', async () => {
    const folder = project(MISSING);
    writeFileSync(path.join(folder, 'zoom-app.json'), read(folder).replace('],', ']').replace('"meeting:read:admin"', '"meeting:read:admin'));
    await expectRefusal([folder, '--write'], 'This Zoom app manifest is not valid JSON', 'Mend the manifest');
  });

  test('a manifest that is not UTF-8', async () => {
    const folder = project(MISSING);
    writeFileSync(path.join(folder, 'zoom-app.json'), Buffer.from(`\uFEFF${read(folder)}`, 'utf16le'));
    await expectRefusal([folder, '--write'], 'not UTF-8');
  });
});

describe('zoom-scopes fix, killed while it writes', () => {
  // Large enough for the write to take a while.
  const padding = JSON.stringify({ note: 'x'.repeat(4_000_000) });

  test('leaves the old manifest or the new one', async () => {
    const folder = project(MISSING);
    const manifest = path.join(folder, 'zoom-app.json');
    const old = read(folder).replace('"active": true,', `"active": true,\n  "metadata": ${padding},`);
    let interrupted = 0;
    for (let round = 0; round < 4; round++) {
      writeFileSync(manifest, old);
      if (await killedWhileWriting(folder)) interrupted++;
      const now = readFileSync(manifest, 'utf8');
      expect([old, old.replace('meeting:read:admin', 'meeting:write:admin')].includes(now)).toBe(true);
    }
    expect(interrupted).toBeGreaterThan(0);
  }, 60_000);

  /** Kills the command as soon as a file of its own appears; true if it did not come to its end. */
  function killedWhileWriting(folder: string): Promise<boolean> {
    const before = new Set(readdirSync(folder));
    const child = spawn(process.execPath, [CLI, 'fix', folder, '--write'], { stdio: 'ignore' });
    const watch = setInterval(() => {
      if (readdirSync(folder).some((file) => !before.has(file))) child.kill('SIGKILL');
    }, 0);
    return new Promise((resolve) =>
      child.on('close', (_code, signal) => {
        clearInterval(watch);
        for (const file of readdirSync(folder)) if (!before.has(file)) rmSync(path.join(folder, file));
        resolve(signal === 'SIGKILL');
      }),
    );
  }
});
