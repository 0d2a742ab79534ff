import { expect } from 'vitest';
import { noMissingScope } from '../../rules/no-missing-scope.ts';
import { testRule } from './rule-tester.ts';

testRule(noMissingScope, {
  valid: [
    { name: 'a classic scope covers', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] },
    { name: 'a granular scope covers', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:list_users:admin'] },
    { name: 'a write scope covers reading where the list has it', type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] },
    { name: 'a master scope covers the own account', type: 'server-to-server', calls: ['GET /users'], declared: ['user:master'] },
    { name: 'the level is wrong: the scope says so', type: 'server-to-server', calls: ['POST /users/{hostId}/meetings'], declared: ['meeting:write'] },
    { name: 'the name is mistyped: the scope says so', type: 'user-managed', calls: ['GET /users/me/meetings'], declared: ['meetng:read'] },
    { name: 'nothing is declared anywhere: said once, elsewhere', type: 'server-to-server', calls: ['GET /users'], manifest: null },
    { name: 'no scope of this level exists: the level says so', type: 'user-managed', calls: ['GET /report/users/me/meetings'], declared: ['meeting:read'] },
    { name: 'the list names the user level only', type: 'server-to-server', calls: ['GET /phone/call_element/{id}'], declared: ['phone:read:admin'] },
    { name: 'a scope newer than the catalogue may cover it', type: 'server-to-server', calls: ['GET /meetings/{id}'], declared: ['meeting:read:meeting_with_everything:admin'] },
    { name: 'the type is not known and one type is covered', type: 'unknown', calls: ['GET /users/me'], declared: ['user:read'] },
    { name: 'the catalogue does not know the scopes', type: 'server-to-server', calls: ['GET /users/{id}/nosuchthing'], declared: ['user:read:admin'] },
    {
      name: 'one reading of the call is covered',
      type: 'server-to-server',
      calls: ['GET /accounts/{accountId}/settings'],
      declared: ['account:read:settings:master'],
    },
    { name: 'a chatbot has its scope from the feature', type: 'user-managed', calls: ['POST /im/chat/messages'], declared: ['imchat:userapp'], features: ['chatbot'] },
    { name: 'the rest of the path is not known', type: 'server-to-server', calls: ['GET /phone/{rest}'], declared: ['user:read:admin'] },
  ],
  invalid: [
    {
      name: 'neither the own account nor a sub account is covered',
      type: 'server-to-server',
      calls: ['GET /accounts/{id}/settings'],
      declared: ['user:read:admin'],
      findings: [{ messageId: expect.stringMatching(/^missing/), at: 'src/zoom.js:1' }],
    },
    {
      name: 'nothing declared covers',
      type: 'server-to-server',
      calls: ['POST /users/{hostId}/meetings'],
      declared: ['meeting:read:admin'],
      findings: [
        {
          messageId: 'missingAnyOf',
          at: 'src/zoom.js:1',
          severity: 'error',
          operation: 'POST /users/{userId}/meetings',
          scope: null,
          replacement: ['meeting:write:admin', 'meeting:write:meeting:admin'],
          changes: [
            { kind: 'add-scope', scope: 'meeting:write:admin' },
            { kind: 'add-scope', scope: 'meeting:write:meeting:admin' },
          ],
          declareAt: null,
          confidence: 'certain',
          message:
            'POST /users/{userId}/meetings needs meeting:write:admin or meeting:write:meeting:admin, and the app declares none of them. Add one to zoom-app.json.',
        },
      ],
    },
    {
      name: 'no feature brings it',
      type: 'user-managed',
      calls: ['POST /im/chat/messages'],
      declared: ['user:read'],
      findings: [{ messageId: 'missing', at: 'src/zoom.js:1', replacement: ['imchat:bot'] }],
    },
    {
      name: 'the app is granular: its generation goes first',
      type: 'server-to-server',
      calls: ['GET /users/{userId}'],
      declared: ['meeting:read:meeting:admin'],
      findings: [{ messageId: 'missingAnyOf', at: 'src/zoom.js:1', replacement: ['user:read:user:admin', 'user:read:admin'] }],
    },
    {
      name: 'no side door is advised',
      type: 'user-managed',
      calls: ['GET /users/me'],
      declared: ['meeting:read'],
      findings: [{ messageId: 'missingAnyOf', at: 'src/zoom.js:1', replacement: ['user:read', 'user:read:user'] }],
    },
    {
      name: 'reading needs the read scope where writing does not cover it',
      type: 'server-to-server',
      calls: ['GET /meetings/{meetingId}'],
      declared: ['meeting:write:admin'],
      findings: [{ messageId: 'missingAnyOf', at: 'src/zoom.js:1', operation: 'GET /meetings/{meetingId}' }],
    },
    {
      name: 'a likely call is a likely finding',
      type: 'server-to-server',
      calls: [{ likely: 'GET /meetings/{meetingId}' }],
      declared: ['user:read:admin'],
      findings: [{ messageId: 'missingAnyOf', at: 'src/zoom.js:1', confidence: 'likely' }],
    },
    {
      name: 'whatever the type is',
      type: 'unknown',
      calls: ['GET /users/me'],
      declared: ['division:read:admin', 'meeting:read'],
      manifest: null,
      findings: [
        {
          messageId: 'missingAnyOf',
          at: 'src/zoom.js:1',
          replacement: ['user:read', 'user:read:user', 'user:read:admin', 'user:read:user:admin'],
          message:
            "GET /users/{userId} needs user:read, user:read:user, user:read:admin or user:read:user:admin, and the app declares none of them. Add one to the app's scopes.",
        },
      ],
    },
    {
      name: 'what code asks for does not help where the manifest decides',
      type: 'server-to-server',
      calls: ['GET /users'],
      declared: ['meeting:read:admin', { scope: 'user:read:admin', source: 'code', file: 'src/scopes.js' }],
      findings: [{ messageId: 'missingAnyOf', at: 'src/zoom.js:1' }],
    },
  ],
});
