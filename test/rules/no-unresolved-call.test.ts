import { noUnresolvedCall } from '../../rules/no-unresolved-call.ts';
import { testRule } from './rule-tester.ts';

testRule(noUnresolvedCall, {
  valid: [
    { name: 'an operation', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] },
    { name: 'no operation: said elsewhere', type: 'server-to-server', calls: ['GET /nosuchthing'], declared: ['user:read:admin'] },
    { name: 'the own account or a sub account', type: 'server-to-server', calls: ['GET /accounts/{id}/settings'], declared: ['account:read:admin'] },
  ],
  invalid: [
    {
      name: 'a value in place of the rest of the path',
      type: 'server-to-server',
      calls: ['GET /meetings/{id}', 'GET /phone/{rest}'],
      declared: ['meeting:read:admin'],
      findings: [
        {
          messageId: 'ambiguous',
          at: 'src/zoom.js:2',
          severity: 'warning',
          message: 'GET /phone/{rest} may be any of several operations, so its scopes are not known. Write the path out.',
        },
      ],
    },
    {
      name: 'a path that is not known',
      type: 'server-to-server',
      calls: ['GET /users', { unread: 'dynamic-path', method: 'GET' }],
      declared: ['user:read:admin'],
      findings: [
        {
          messageId: 'dynamic-path',
          at: 'src/zoom.js:2',
          severity: 'warning',
          message: 'The path of this call is not readable, so its scopes are not known. Write it out, or describe the wrapper in the configuration.',
        },
      ],
    },
    {
      name: 'a path that is known in part',
      type: 'server-to-server',
      calls: [{ unread: 'dynamic-path', method: 'GET', prefix: '/phone' }],
      findings: [
        {
          messageId: 'dynamic-path',
          at: 'src/zoom.js:1',
          message:
            'The path of this call is not readable beyond /phone, so its scopes are not known. Write it out, or describe the wrapper in the configuration.',
        },
      ],
    },
    {
      name: 'a method that is not known',
      type: 'server-to-server',
      calls: [{ unread: 'dynamic-method', prefix: '/users' }],
      findings: [{ messageId: 'dynamic-method', at: 'src/zoom.js:1' }],
    },
  ],
});
