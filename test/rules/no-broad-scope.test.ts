import { noBroadScope } from '../../rules/no-broad-scope.ts';
import { testRule } from './rule-tester.ts';

testRule(noBroadScope, {
  valid: [
    { name: 'the narrowest of its generation', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] },
    { name: 'classic where granular would do', type: 'server-to-server', calls: ['GET /meetings/{id}'], declared: ['meeting:read:admin'] },
    { name: 'a side door is no narrower scope', type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read'] },
    { name: 'a call writes', type: 'server-to-server', calls: ['GET /users', 'PATCH /users/{id}'], declared: ['user:write:admin'] },
    { name: 'a call goes to a sub account', type: 'server-to-server', calls: ['GET /accounts/{customer}/users'], declared: ['user:master'] },
    { name: 'an unreadable call could write', type: 'server-to-server', calls: ['GET /users', { unread: 'dynamic-method', prefix: '/users' }], declared: ['user:write:admin'] },
    { name: 'an admin-managed app cannot hold the user level', type: 'admin-managed', calls: ['GET /users/me/meetings'], declared: ['meeting:read:admin'] },
    { name: 'strict: somebody else is meant as well', type: 'admin-managed', strict: true, calls: ['GET /users/me/meetings', 'GET /users/{id}/meetings'], declared: ['meeting:read:admin'] },
    { name: 'strict: a Server-to-Server app has no user', type: 'server-to-server', strict: true, calls: ['GET /users/me/meetings'], declared: ['meeting:read:admin'] },
    { name: 'the configuration keeps it', type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'], allow: ['user:write:admin'] },
  ],
  invalid: [
    {
      name: 'writing for reading',
      type: 'server-to-server',
      calls: ['GET /users', 'GET /users/{id}'],
      declared: ['user:write:admin'],
      findings: [
        {
          messageId: 'broad',
          at: 'zoom-app.json:1',
          severity: 'error',
          scope: 'user:write:admin',
          replacement: ['user:read:admin'],
          changes: [{ kind: 'replace-scope', by: ['user:read:admin'] }],
          evidence: ['src/zoom.js:1', 'src/zoom.js:2'],
        },
      ],
    },
    {
      name: 'sub accounts for the own account',
      type: 'server-to-server',
      calls: ['GET /users'],
      declared: ['user:master'],
      findings: [{ messageId: 'broad', at: 'zoom-app.json:1', replacement: ['user:read:admin'] }],
    },
    {
      name: 'granular: sub accounts for the own account',
      type: 'admin-managed',
      calls: ['GET /users'],
      declared: ['user:read:list_users:master'],
      findings: [{ messageId: 'broad', at: 'zoom-app.json:1', replacement: ['user:read:list_users:admin'] }],
    },
    {
      name: 'one broad scope for two narrow ones',
      type: 'server-to-server',
      calls: ['GET /meetings/{id}', 'DELETE /meetings/{id}'],
      declared: ['meeting:master'],
      findings: [
        {
          messageId: 'broad',
          at: 'zoom-app.json:1',
          replacement: ['meeting:read:admin', 'meeting:write:admin'],
          message: 'meeting:master opens more than its calls need. Replace it with meeting:read:admin and meeting:write:admin.',
        },
      ],
    },
    {
      name: 'a whole product for one of its parts',
      type: 'server-to-server',
      calls: ['GET /metrics/meetings'],
      declared: ['dashboard:read:admin'],
      findings: [{ messageId: 'broad', at: 'zoom-app.json:1', replacement: ['dashboard_meetings:read:admin'] }],
    },
    {
      name: 'strict: an app of another type would do with less',
      type: 'admin-managed',
      strict: true,
      calls: ['GET /users/me/meetings'],
      declared: ['meeting:read:admin'],
      findings: [{ messageId: 'broadAppType', at: 'zoom-app.json:1', severity: 'warning', replacement: ['meeting:read'], changes: [] }],
    },
  ],
});
