import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/commands/explain/', import.meta.url));
const EVENING = path.join(FIXTURES, 'parents-evening');
const LOG = path.join(EVENING, 'production.log');
const RECORDINGS = '{"code":4711,"message":"Invalid access token, does not contain scopes:[cloud_recording:read:list_user_recordings, cloud_recording:read:list_user_recordings:admin]."}';

test('explains a log: what to add, where the call is, what is stale, what is no scope problem', async () => {
  const { code, stdout, stderr } = await zoomScopes(['explain', 'production.log'], { cwd: EVENING });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "Code 4711, 2 times, first in line 2: The token has none of the scopes that the call needs.
      Any one of these would do: meeting:write:meeting, meeting:write:meeting:admin, meeting:write, meeting:write:admin.
      The call: POST /users/{userId}/meetings.

      Parents evening (Server-to-Server, zoom-app.json)
        Add meeting:write:admin to zoom-app.json, and to the app in the Marketplace. meeting:write:meeting:admin would do as well.
        Then request a new token; one that is cached keeps its old scopes until it expires.
        src/evening.js:6:3  POST /users/{teacher}/meetings
          → src/zoom.js:4:26

    Code 4711, line 4: The token has none of the scopes that the call needs.
      Any one of these would do: user:read:list_users:admin, user:read:admin.
      The call: GET /users.

      Parents evening (Server-to-Server, zoom-app.json)
        user:read:admin is declared already, so the token is older than the declaration, or the Marketplace does not have it yet.
        Then request a new token; one that is cached keeps its old scopes until it expires.
        src/evening.js:3:40  GET /users
          → src/zoom.js:4:26

    Code 124, line 5: The access token is missing, malformed, expired or revoked.
      Zoom says: Invalid access token.
      This is no scope problem. Request a new token; tokens are good for an hour. Check that the header reads Authorization: Bearer and then the token.

    Code 429, line 6: Too many requests: a rate limit of Zoom's is reached.
      Zoom says: You have reached the maximum per-second rate limit for this API. Try again later.
      This is no scope problem. Wait as long as the header Retry-After says, and send fewer at once.
    "
  `);
});

test('prints no token of the log, in no format', async () => {
  for (const format of ['text', 'json']) {
    const { stdout } = await zoomScopes(['explain', LOG, '--project', EVENING, '--format', format]);
    expect(stdout).not.toContain('eyJ');
    expect(stdout).not.toContain('c2VjcmV0');
  }
});

test('reads standard input, and speaks for each type where there is no project', async () => {
  const { code, stdout } = await zoomScopes(['explain'], { cwd: FIXTURES, input: RECORDINGS });
  expect(code).toBe(0);
  expect(stdout).toContain('The call: GET /users/{userId}/recordings.');
  expect(stdout).toMatch(/For a user-managed app\n {4}Add cloud_recording:read:list_user_recordings, and to the app in the Marketplace\./);
  expect(stdout).toMatch(/For a Server-to-Server app\n {4}Add cloud_recording:read:list_user_recordings:admin, and/);
});

test('speaks for the type that is asked for', async () => {
  const { stdout } = await zoomScopes(['explain', '--type', 'user-managed'], { cwd: EVENING, input: RECORDINGS });
  expect(stdout).toContain('Add cloud_recording:read:list_user_recordings,');
  expect(stdout).not.toContain('Server-to-Server');
  const admin = '{"code":4711,"message":"Invalid access token, does not contain scopes:[report:read:user:admin, report:read:admin]."}';
  const outOfReach = await zoomScopes(['explain', '--type', 'user-managed'], { cwd: FIXTURES, input: admin });
  expect(outOfReach.stdout).toContain('It can hold none of them. Use an admin-managed or a Server-to-Server app for this call.');
});

test('tells from the request where the message has no list', async () => {
  const input = 'Error: PUT https://api.zoom.us/v2/meetings/85746065/status 400 {"code":4711,"message":"Invalid access token, does not contain scopes."}';
  const { stdout } = await zoomScopes(['explain'], { cwd: EVENING, input });
  expect(stdout).toContain('The call: PUT /meetings/{meetingId}/status.');
  expect(stdout).toContain('Add meeting:write:admin to zoom-app.json');
  expect(stdout).toContain('src/evening.js:9:3  PUT /meetings/{meeting}/status');
  const unlisted = await zoomScopes(['explain'], { cwd: EVENING, input: 'Invalid access token, does not contain scopes.' });
  expect(unlisted.stdout).toContain('Which scope to add cannot be told.');
});

test('says where no call that it could read is the one', async () => {
  const { stdout } = await zoomScopes(['explain'], { cwd: EVENING, input: RECORDINGS });
  expect(stdout).toContain('No call of this app that could be read is this one.');
});

test('answers programs', async () => {
  const { stdout } = await zoomScopes(['explain', '--format', 'json'], { cwd: EVENING, input: readFileSync(LOG, 'utf8') });
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    errors: [
      {
        kind: 'missing-scope',
        code: 4711,
        count: 2,
        line: 2,
        operations: ['POST /users/{userId}/meetings'],
        apps: [{ app: 'Parents evening', verdict: 'add', scopes: ['meeting:write:admin', 'meeting:write:meeting:admin'], calls: [{ file: 'src/evening.js', line: 6, via: [{ file: 'src/zoom.js', line: 4 }] }] }],
      },
      { kind: 'missing-scope', line: 4, apps: [{ verdict: 'stale', scopes: ['user:read:admin'] }] },
      { kind: 'other', code: 124, about: 'token' },
      { kind: 'other', code: 429, about: 'rate' },
    ],
  });
});

test('exits 1 where nothing is recognised', async () => {
  const { code, stdout } = await zoomScopes(['explain'], { cwd: EVENING, input: 'Segmentation fault' });
  expect({ code, stdout }).toEqual({ code: 1, stdout: 'No answer of the Zoom API was recognised in this text.\n' });
});

test('exits 2 where there is no such file, or it is a folder', async () => {
  for (const file of ['nowhere.log', 'src']) {
    const { code, stderr } = await zoomScopes(['explain', file], { cwd: EVENING });
    expect(code).toBe(2);
    expect(stderr).toContain('The file cannot be read');
    expect(stderr).not.toContain('    at ');
  }
});

test('reads no more than it says', async () => {
  const { code, stdout, stderr } = await zoomScopes(['explain', '--type', 'user-managed'], { cwd: FIXTURES, input: `${RECORDINGS}\n${'idle\n'.repeat(4_500_000)}` });
  expect(code).toBe(0);
  expect(stderr).toBe('Only the first 20 MB are read.\n');
  expect(stdout).toContain('Code 4711, line 1');
});
