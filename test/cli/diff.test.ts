import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const BOOK_CLUB = fileURLToPath(new URL('../../fixtures/commands/diff/book-club', import.meta.url));

let scratch = '';
let root = '';

function git(...args: readonly string[]): void {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  execFileSync('git', ['-c', 'user.name=Reader', '-c', 'user.email=reader@club.example', ...args], { cwd: root, env });
}

// One repository: the branch asks for meetings and no longer for the phone, and calls one thing that it does not ask for.
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-diff-'));
  root = path.join(scratch, 'book-club');
  cpSync(BOOK_CLUB, root, { recursive: true });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'the club as it was');
  const manifest = path.join(root, 'zoom-app.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('phone:read', 'meeting:write'));
  appendFileSync(
    path.join(root, 'src/club.ts'),
    `
/** An evening for each book. */
export async function planEvening(token: string): Promise<unknown> {
  return zoom('/users/me/meetings', token, 'POST');
}

export async function webinars(token: string): Promise<unknown> {
  return zoom('/users/me/webinars', token);
}
`,
  );
});
afterAll(() => rmSync(scratch, { recursive: true }));

describe('zoom-scopes diff', () => {
  test('says what came and went, why, and who must consent again', async () => {
    const { code, stdout, stderr } = await zoomScopes(['diff', 'main', root]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(/\([0-9a-f]{7}\)/, '(commit)')).toMatchInlineSnapshot(`
      "Scopes since main (commit):

      Book club (user-managed, zoom-app.json)

        Declared:
          + meeting:write
              POST /users/{userId}/meetings  src/club.ts:15
          - phone:read

        Needed by the calls:
          + meeting:write
              POST /users/{userId}/meetings  src/club.ts:15
          + webinar:read
              GET /users/{userId}/webinars  src/club.ts:19

        Not declared yet: webinar:read. To declare it is to ask for more.

        Users must consent again: meeting:write is new. An app that is published goes through review again.
      "
    `);
  });

  test('prints JSON', async () => {
    const { stdout } = await zoomScopes(['diff', 'main', root, '--format', 'json']);
    const { schemaVersion, ref, apps } = JSON.parse(stdout);
    expect({ schemaVersion, ref }).toEqual({ schemaVersion: 1, ref: 'main' });
    expect(apps).toMatchObject([
      {
        name: 'Book club',
        presence: 'both',
        declared: { added: [{ scope: 'meeting:write', calls: [{ operation: 'POST /users/{userId}/meetings', line: 15, isNew: true }] }], dropped: [{ scope: 'phone:read' }] },
        undeclared: ['webinar:read'],
        consent: { again: 'everyone', added: ['meeting:write'], dropped: ['phone:read'] },
      },
    ]);
  });

  test('prints a table in markdown', async () => {
    const { stdout } = await zoomScopes(['diff', 'main', root, '--format', 'markdown']);
    expect(stdout).toContain('| `meeting:write` | declared | `POST /users/{userId}/meetings` |');
    expect(stdout).toContain('| `phone:read` | no longer declared |  |');
    expect(stdout).toContain('Users must consent again:');
  });

  test('fails on a change where it is asked to', async () => {
    expect((await zoomScopes(['diff', 'main', root, '--exit-code'])).code).toBe(1);
  });

  test('leaves the work tree and nothing behind', async () => {
    const before = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
    const own = mkdtempSync(path.join(scratch, 'tmp-'));
    await zoomScopes(['diff', 'main', root], { env: { TMPDIR: own, TEMP: own, TMP: own } });
    expect(readdirSync(own)).toEqual([]);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })).toBe(before);
  });

  test.each([
    [['diff', 'paperbacks'], 'git knows no commit "paperbacks".'],
    [['diff', 'main', tmpdir()], 'This folder is in no git repository.'],
    [['diff', 'main', '--config', path.join(tmpdir(), 'zoom-scopes.config.json')], 'The configuration lies outside of .'],
  ])('%j cannot run', async (args, said) => {
    const { code, stdout, stderr } = await zoomScopes(args, { cwd: root });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('    at ');
  });
});
