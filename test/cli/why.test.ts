import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const SCHOOL = fileURLToPath(new URL('../../fixtures/commands/why/language-school', import.meta.url));

async function why(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await zoomScopes(['why', ...args], { cwd: SCHOOL });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

test('shows each call and the whole way down to the client, per app', async () => {
  expect(await why('user:write:admin')).toMatchInlineSnapshot(`
    "user:write:admin (classic, admin level)
      Create, change and delete user data of every user of the account.
      Opens 31 operations (12 read, 11 write, 8 delete), under users 31.

    Lessons (Server-to-Server, apps/lessons/zoom-app.json)
      Needed by 1 call. It opens 31 operations; this app calls 1. user:read:admin would do, and opens less.

      Declared:
        apps/lessons/zoom-app.json:7:6  manifest

      Calls that it authorises:
        apps/lessons/src/lessons.js:12:10  GET /users
          → packages/zoom-client/index.js:14:20
          → packages/zoom-client/index.js:6:28

    Alumni (admin-managed, apps/alumni/zoom-app.json)
      This app does not declare it. Other scopes that it declares cover the calls that could take it.

      Calls that it authorises:
        apps/alumni/src/members.js:5:10  GET /users/{userId}  also authorised by user:read:admin
          → packages/zoom-client/index.js:14:20
          → packages/zoom-client/index.js:6:28
    "
  `);
});

test('says that nothing is behind a scope, and in which app an event keeps it', async () => {
  expect(await why('webinar:read:admin')).toMatchInlineSnapshot(`
    "webinar:read:admin (classic, admin level)
      Read webinar data of every user of the account.
      Opens 19 operations (19 read), under webinars 12, past_webinars 5, users 2.

    Lessons (Server-to-Server, apps/lessons/zoom-app.json)
      Nothing. No call and no feature of this app needs it. Remove it.

      Declared:
        apps/lessons/zoom-app.json:9:6  manifest

    Alumni (admin-managed, apps/alumni/zoom-app.json)
      Kept: an event or a feature needs it.

      Declared:
        apps/alumni/zoom-app.json:8:21  manifest

      Events and features:
        the event webinar.ended needs it  apps/alumni/zoom-app.json:14
    "
  `);
});

test('gives the reason of the configuration', async () => {
  expect(await why('report:read:admin')).toContain('Kept by the configuration: The yearly report, run by hand');
});

test('says what a scope that is not declared would authorise', async () => {
  const text = await why('meeting:write:meeting:admin');
  expect(text).toContain('This app does not declare it. Other scopes that it declares cover the calls that could take it.');
  expect(text).toContain('POST /users/{userId}/meetings  also authorised by meeting:write:admin');
  expect(await why('user:read')).toContain('an app of this type cannot hold it');
});

test('names the granular scope that would do for what a classic one is needed for', async () => {
  expect(await why('meeting:write:admin')).toContain('The granular meeting:write:meeting:admin would do for its calls.');
});

test('exits 1 on a name that neither the catalogue nor the project has, and says what may be meant', async () => {
  const { code, stdout } = await zoomScopes(['why', 'user:raed:admin'], { cwd: SCHOOL });
  expect(code).toBe(1);
  expect(stdout).toContain('Near it: user:read:admin.');
  expect((await zoomScopes(['why', 'meeting'], { cwd: SCHOOL })).stdout).toContain('Near it: meeting:read, meeting:write,');
  expect((await zoomScopes(['why', 'gardening'], { cwd: SCHOOL })).stdout).toContain('No scope has a name like it.');
});

test('answers programs', async () => {
  const { apps, known, scope, schemaVersion } = JSON.parse(await why('user:write:admin', '--format', 'json'));
  expect({ scope, schemaVersion }).toEqual({ scope: 'user:write:admin', schemaVersion: 1 });
  expect(known).toMatchObject({ generation: 'classic', level: 'admin', opens: { families: [{ name: 'users' }] } });
  expect(known.opens).toMatchObject({ operations: expect.any(Number), read: expect.any(Number), write: expect.any(Number), delete: expect.any(Number) });
  expect(apps).toMatchObject([
    {
      app: 'Lessons',
      use: 'broad',
      replacement: ['user:read:admin'],
      declared: [{ file: 'apps/lessons/zoom-app.json', line: 7 }],
      calls: [
        {
          file: 'apps/lessons/src/lessons.js',
          line: 12,
          operation: 'GET /users',
          via: [
            { file: 'packages/zoom-client/index.js', line: 14 },
            { file: 'packages/zoom-client/index.js', line: 6 },
          ],
        },
      ],
    },
    { app: 'Alumni', use: 'not-declared', declared: [], calls: [{ operation: 'GET /users/{userId}', others: ['user:read:admin'] }] },
  ]);
});

test('names paths from where one stands, and for programs from the root', async () => {
  const cwd = path.dirname(SCHOOL);
  const text = await zoomScopes(['why', 'user:write:admin', 'language-school'], { cwd });
  expect(text.stdout).toContain('    language-school/apps/lessons/src/lessons.js:12:10  GET /users\n      → language-school/packages/zoom-client/index.js:14:20\n');
  expect(text.stdout).toContain('Lessons (Server-to-Server, language-school/apps/lessons/zoom-app.json)');
  const json = await zoomScopes(['why', 'user:write:admin', 'language-school', '--format', 'json'], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ apps: [{ declared: [{ file: 'apps/lessons/zoom-app.json' }] }, {}] });
});

test('exits 2 where there is no such folder', async () => {
  expect((await zoomScopes(['why', 'user:read:admin', `${SCHOOL}/nowhere`])).code).toBe(2);
});
