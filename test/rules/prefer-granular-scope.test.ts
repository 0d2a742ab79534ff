import { preferGranularScope } from '../../rules/prefer-granular-scope.ts';
import { testRule } from './rule-tester.ts';

testRule(preferGranularScope, {
  valid: [
    { name: 'granular', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:list_users:admin'] },
    { name: 'a call has no granular scope', type: 'admin-managed', calls: ['POST /im/chat/messages'], declared: ['imchat:bot'] },
    { name: 'not needed: said elsewhere', type: 'server-to-server', calls: ['GET /users'], declared: ['role:read:admin'] },
    { name: 'too broad: said elsewhere, first things first', type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] },
    { name: 'kept by an event', type: 'admin-managed', declared: ['recording:read:admin'], features: ['recording.completed'] },
  ],
  invalid: [
    {
      name: 'classic where granular scopes cover its calls',
      type: 'server-to-server',
      calls: ['GET /meetings/{id}', 'GET /users/{id}/meetings'],
      declared: ['meeting:read:admin'],
      findings: [
        {
          messageId: 'granular',
          at: 'zoom-app.json:1',
          severity: 'warning',
          scope: 'meeting:read:admin',
          replacement: ['meeting:read:list_meetings:admin', 'meeting:read:meeting:admin'],
          evidence: ['src/zoom.js:1', 'src/zoom.js:2'],
        },
      ],
    },
  ],
});
