import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/commands/scopes/', import.meta.url));
const CIRCLE = `${FIXTURES}reading-circle`;
const DESKS = `${FIXTURES}two-desks`;

async function scopes(args: readonly string[], cwd: string = FIXTURES): Promise<string> {
  const { code, stdout, stderr } = await zoomScopes(['scopes', ...args], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

test('says what authorises a call, by level and generation, for the app of this folder', async () => {
  expect(await scopes(['POST', '/users/me/meetings'], CIRCLE)).toMatchInlineSnapshot(`
    "POST /users/{userId}/meetings (meetings, meetingCreate)

      A token needs any one of these scopes.

      user level
        granular  meeting:write:meeting
        classic   meeting:write

      admin level
        granular  meeting:write:meeting:admin
        classic   meeting:write:admin

      master level
        granular  meeting:write:meeting:master
        classic   meeting:master

      For a user-managed app (Reading circle, zoom-app.json): meeting:write:meeting or meeting:write.
    "
  `);
});

test.each([
  ['get', 'https://api.zoom.us/v2/users/:userId/meetings?type=scheduled'],
  ['GET', '/users/{userId}/meetings'],
  ['Get', 'users/8pXq2Zk/meetings/'],
])('takes %s %s', async (method, path) => {
  expect(await scopes([method, path])).toContain('GET /users/{userId}/meetings (meetings, meetings)\n');
});

test('speaks for each type where there is no project, and for the one that is asked for', async () => {
  const all = await scopes(['GET', '/report/users/jchill/meetings']);
  expect(all).toContain('For a user-managed app: no scope that it can hold will do.');
  expect(all).toContain('For an admin-managed app: report:read:user:admin or report:read:admin.');
  expect(all).toContain('For a Server-to-Server app: report:read:user:admin or report:read:admin.');
  const one = await scopes(['GET', '/report/users/jchill/meetings', '--type', 'server-to-server'], CIRCLE);
  expect(one).toContain('For a Server-to-Server app: report:read:user:admin or report:read:admin.');
  expect(one).not.toContain('user-managed');
});

test('names the apps of a project that has several', async () => {
  const text = await scopes(['GET', '/users', '--project', DESKS]);
  expect(text).toContain('For an admin-managed app (Events, events/zoom-app.json): user:read:list_users:admin or user:read:admin.');
  expect(text).toContain('For a Server-to-Server app (Loans, loans/zoom-app.json): user:read:list_users:admin or user:read:admin.');
});

test('says what a scope alone does not do', async () => {
  expect(await scopes(['GET', '/users/me', '--type', 'server-to-server'])).toContain('Its token has no user: give an id in place of me.');
  expect(await scopes(['GET', '/accounts/{accountId}/users', '--type', 'server-to-server'])).toMatch(/On a sub account: GET \/accounts\/\{accountId\}\/users .*The account must be a primary account\.\n$/s);
});

test('exits 1 on what the catalogue has not, with operations like it', async () => {
  const { code, stdout } = await zoomScopes(['scopes', 'GET', '/meeting/85746065']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/GET \/meeting\/85746065 is not in the catalogue\..*Near it:\n {2}GET \/meetings\/\{meetingId\}\n/s);
});

test('answers programs', async () => {
  const answer = JSON.parse(await scopes(['GET', '/users', '--format', 'json', '--project', CIRCLE]));
  expect(answer).toMatchObject({
    schemaVersion: 1,
    method: 'GET',
    path: '/users',
    operations: [
      { operation: 'GET /users', operationId: 'users', variant: 'own', known: true, types: [{ type: 'user-managed' }] },
      { operation: 'GET /users', variant: 'subAccount' },
    ],
    apps: [{ name: 'Reading circle', type: 'user-managed', manifest: 'zoom-app.json' }],
  });
});

test.each([
  [['FETCH', '/users'], 'This is no method of the Zoom API.'],
  [['GET', 'https://example.com/users'], 'This is no URL of the Zoom API.'],
  [['GET'], "missing required argument 'path'"],
])('exits 2 on %j', async (args, message) => {
  const { code, stderr } = await zoomScopes(['scopes', ...args]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
