import { noLevelMismatch } from '../../rules/no-level-mismatch.ts';
import { testRule } from './rule-tester.ts';

testRule(noLevelMismatch, {
  valid: [
    { name: 'a user scope in a user-managed app', type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read'] },
    { name: 'an admin scope in an admin-managed app', type: 'admin-managed', calls: ['GET /users/me'], declared: ['user:read:admin'] },
    { name: 'scopes of any level', type: 'admin-managed', calls: ['POST /im/chat/messages'], declared: ['imchat:bot'] },
    { name: 'a user scope that has no siblings', type: 'server-to-server', declared: ['contact_center:read:zcc_voice_audio', 'user_profile'] },
    { name: 'the wrong level of a scope that nothing needs: said elsewhere', type: 'user-managed', declared: ['division:wirte:admin'] },
    { name: 'the type is not known', type: 'unknown', calls: ['GET /users/me'], declared: ['user:read', 'user:read:admin'] },
    { name: 'the type is only likely', type: 'unknown', calls: ['GET /report/users/{userId}/meetings'], declared: ['user:read'] },
    { name: 'somebody by id', type: 'user-managed', calls: ['GET /users/{userId}/meetings'], declared: ['meeting:read'] },
    { name: '`me` with a Server-to-Server token', type: 'server-to-server', calls: ['GET /users/me'], declared: ['user:read:admin'] },
    { name: 'strict: `me` with a user token', type: 'user-managed', strict: true, calls: ['GET /users/me/meetings'], declared: ['meeting:read'] },
    { name: 'strict: nobody in the path', type: 'user-managed', strict: true, calls: ['GET /meetings/{id}'], declared: ['meeting:read'] },
  ],
  invalid: [
    {
      name: 'an admin scope in a user-managed app',
      type: 'user-managed',
      calls: ['GET /users/me'],
      declared: ['user:read:admin'],
      findings: [
        {
          messageId: 'replaceScope',
          at: 'zoom-app.json:1',
          severity: 'error',
          scope: 'user:read:admin',
          replacement: ['user:read'],
          changes: [{ kind: 'replace-scope', by: ['user:read'] }],
          evidence: ['src/zoom.js:1'],
          message: 'A user-managed app cannot hold user:read:admin. Replace it with user:read.',
        },
      ],
    },
    {
      name: 'a user scope in a Server-to-Server app',
      type: 'server-to-server',
      calls: ['POST /users/{hostId}/meetings'],
      declared: ['meeting:write:meeting'],
      findings: [{ messageId: 'replaceScope', at: 'zoom-app.json:1', replacement: ['meeting:write:meeting:admin'] }],
    },
    {
      name: 'the right level stands beside it',
      type: 'user-managed',
      calls: ['GET /users/me'],
      declared: ['user:read', 'user:read:admin'],
      findings: [{ messageId: 'removeScope', at: 'zoom-app.json:2', replacement: [], changes: [{ kind: 'remove-scope' }] }],
    },
    {
      name: 'an event keeps it, at another level',
      type: 'user-managed',
      declared: ['recording:read:admin'],
      features: ['recording.completed'],
      findings: [{ messageId: 'replaceScope', at: 'zoom-app.json:1', replacement: ['recording:read'] }],
    },
    {
      name: 'no scope of the level exists',
      type: 'user-managed',
      calls: ['GET /report/users/{userId}/meetings'],
      declared: ['report:read:admin'],
      findings: [
        {
          messageId: 'callOutOfReach',
          at: 'src/zoom.js:1',
          operation: 'GET /report/users/{userId}/meetings',
          message:
            'A user-managed app can hold no scope that covers GET /report/users/{userId}/meetings. Change the type of the app, or leave the call out.',
        },
        { messageId: 'removeScope', at: 'zoom-app.json:1', replacement: [] },
      ],
    },
    {
      name: 'strict: somebody by id',
      type: 'user-managed',
      strict: true,
      calls: ['GET /users/{userId}/meetings'],
      declared: ['meeting:read'],
      findings: [{ messageId: 'onlyMe', at: 'src/zoom.js:1', severity: 'warning' }],
    },
    {
      name: 'strict: `me` with a Server-to-Server token',
      type: 'server-to-server',
      strict: true,
      calls: ['GET /users/me'],
      declared: ['user:read:admin'],
      findings: [{ messageId: 'noMe', at: 'src/zoom.js:1', severity: 'warning' }],
    },
  ],
});
