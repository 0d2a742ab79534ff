import { describe, expect, test } from 'vitest';
import { justifyScopes } from '../../src/analysis/justification.ts';
import { appOf, catalogue, type AppText } from './build-facts.ts';

const sentencesOf = (text: AppText) => justifyScopes(appOf(text), catalogue).scopes.map(({ scope, sentence }) => `${scope}: ${sentence}`);

describe('the justification of a scope', () => {
  test.each<[AppText, readonly string[]]>([
    [
      { type: 'server-to-server', calls: ['GET /users', 'GET /users/{x}', 'GET /users/{x}'], declared: ['user:read:admin'] },
      ['user:read:admin: List users and read a user.'],
    ],
    [{ type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read'] }, ['user:read: Read the authorising user.']],
    [{ type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'group:read:admin'] }, ['user:read:admin: List users.', 'group:read:admin: No call needs it.']],
    [{ type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'user:read:admin'] }, ['user:read:admin: List users.']],
    [{ type: 'server-to-server', calls: ['GET /users'], declared: ['group:read:admin'], allow: ['group:read:admin'] }, ['group:read:admin: kept by hand']],
    [
      { type: 'admin-managed', calls: ['GET /users'], declared: ['recording:read:admin'], features: ['recording.completed'] },
      ['recording:read:admin: Receive the event recording.completed.'],
    ],
    [
      { type: 'server-to-server', calls: [{ unread: 'dynamic-path' }], declared: ['group:read:admin'] },
      ['group:read:admin: It cannot be told whether it is needed: a call could not be read to the end and could need it.'],
    ],
    [{ type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read:admin'] }, ['user:read:admin: An app of this type cannot hold it.']],
    [{ type: 'user-managed', declared: ['brandnew:read'] }, ["brandnew:read: It is not in the catalogue of Zoom's scopes."]],
  ])('%j', (app, expected) => {
    expect(sentencesOf(app)).toEqual(expected);
  });

  test('is one line, however many the calls', () => {
    const calls = catalogue.operationsOf('user:write:admin').filter(({ variant }) => variant === 'own').map(({ operation }) => operation.id);
    const [justified] = justifyScopes(appOf({ type: 'server-to-server', calls, declared: ['user:write:admin'] }), catalogue).scopes;
    expect(justified?.sentence).toMatch(/^([^,]+, ){3}[^,]+ and \d+ other things\.$/);
    expect(justified?.calls.length).toBeGreaterThan(5);
  });

  test('names the files of each operation once', () => {
    const [justified] = justifyScopes(appOf({ type: 'server-to-server', calls: ['GET /users', 'GET /users'], declared: ['user:read:admin'] }), catalogue).scopes;
    expect(justified?.calls).toEqual([{ operation: 'GET /users', files: ['src/zoom.js'] }]);
  });
});
