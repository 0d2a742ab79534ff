import { expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import { formatCheckText, formatScanText } from '../../src/reporters/text.ts';
import { rules } from '../../rules/index.ts';
import { catalogue, factsOf, type AppText } from '../analysis/build-facts.ts';

const recommended = rules.filter((rule) => rule.recommended);

function check(text: AppText, color = false): string {
  return formatCheckText(runRules(factsOf(text), catalogue, { rules: recommended }), { color });
}

test('says what is wrong, what to do, and the calls behind it', () => {
  const report = check({
    type: 'server-to-server',
    calls: ['GET /users', 'GET /users', 'GET /users', 'GET /users', 'GET /users', 'POST /users/{hostId}/meetings'],
    declared: ['user:write:admin'],
  });
  expect(report).toMatchInlineSnapshot(`
    "app (Server-to-Server, zoom-app.json)

      src/zoom.js:6:5  error  no-missing-scope
        POST /users/{userId}/meetings needs meeting:write:admin or meeting:write:meeting:admin, and the app declares none of them. Add one to zoom-app.json.

      zoom-app.json:1:5  error  no-broad-scope
        user:write:admin opens more than its calls need. Replace it with user:read:admin.
        see src/zoom.js:1, src/zoom.js:2, src/zoom.js:3, src/zoom.js:4 and 1 more

      Minimal scopes:
        meeting:write:admin  src/zoom.js:6
        user:read:admin      src/zoom.js:1, src/zoom.js:2, src/zoom.js:3, src/zoom.js:4 and 1 more

    2 errors.
    "
  `);
});

test('stays calm about what cannot be told', () => {
  const report = check({
    type: 'server-to-server',
    calls: ['GET /meetings/{id}', { unread: 'dynamic-path', method: 'GET' }],
    declared: ['meeting:read:admin', 'recording:read:admin'],
  });
  expect(report).toMatchInlineSnapshot(`
    "app (Server-to-Server, zoom-app.json)

      src/zoom.js:2:5  warning  no-unresolved-call
        The path of this call is not readable, so its scopes are not known. Write it out, or describe the wrapper in the configuration.

      Cannot tell whether this is needed:
        zoom-app.json:2:5  recording:read:admin: a call could not be read to the end and could need it, see src/zoom.js:2

      Minimal scopes, without 1 call whose scopes are not known:
        meeting:read:admin  src/zoom.js:1

    1 warning.
    "
  `);
});

test('says that all is well', () => {
  const report = check({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] });
  expect(report).toMatchInlineSnapshot(`
    "app (Server-to-Server, zoom-app.json)

      Minimal scopes:
        user:read:admin  src/zoom.js:1

    No findings.
    "
  `);
});

test('gives an app that declares nothing its minimal scopes, and no alarm per call', () => {
  const report = check({ type: 'server-to-server', calls: ['GET /users', 'GET /meetings/{id}'], manifest: null });
  expect(report).toMatchInlineSnapshot(`
    "app (Server-to-Server)

      No declared scopes were found, so the calls are compared with nothing.

      Minimal scopes:
        meeting:read:meeting:admin  src/zoom.js:2
        user:read:list_users:admin  src/zoom.js:1

    No findings.
    "
  `);
});

test('says for which type the minimal scopes are made where the type is not known', () => {
  expect(check({ type: 'unknown', calls: ['GET /users/{userId}/meetings'], manifest: null })).toContain('Minimal scopes, as a user-managed app:');
  const needsAdmin = check({ type: 'unknown', calls: ['GET /users/{userId}/meetings', 'GET /users'], manifest: null });
  expect(needsAdmin).toContain('Minimal scopes, as an admin-managed app:');
  expect(needsAdmin).toContain('user:read:list_users:admin');
  expect(needsAdmin).toContain('meeting:read:list_meetings:admin');
});

test('scan lists calls and declared scopes', () => {
  const facts = factsOf({
    type: 'user-managed',
    calls: ['GET /users/me', 'GET /users/me/nosuchthing', { unread: 'dynamic-method' }, { likely: 'GET /users/me/meetings' }],
    declared: ['user:read', { scope: 'meeting:read', source: 'env', file: '.env', line: 3 }],
  });
  expect(formatScanText(facts, { color: false })).toMatchInlineSnapshot(`
    "app (user-managed, zoom-app.json)

      src/zoom.js:1:5  GET /users/me  user
      src/zoom.js:2:5  GET /users/me/nosuchthing  not in the catalogue
      src/zoom.js:3:5  ? ?  unresolved: dynamic-method
      src/zoom.js:4:5  GET /users/me/meetings  meetings, likely

      zoom-app.json:1:5  user:read  manifest
      .env:3:5  meeting:read  env

    4 calls and 2 declared scopes in 1 app
    "
  `);
});

test('colours only when asked to, and then leaves the words as they are', () => {
  const text: AppText = { type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] };
  expect(check(text)).not.toContain('\u001b');
  expect(check(text, true).replace(/\u001b\[\d+m/g, '')).toBe(check(text));
  expect(check(text, true)).toContain('\u001b[31m');
});

test('spells out what a terminal would obey', () => {
  const report = check({ type: 'server-to-server', declared: ['user:read\u001b]0;gotcha\u0007:admin'], manifest: 'zoom\u001b[2J.json' });
  expect(report).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  expect(report).toContain('\\u001b]0;gotcha\\u0007');
});
