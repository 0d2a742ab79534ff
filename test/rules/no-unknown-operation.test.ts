import { expect } from 'vitest';
import { noUnknownOperation } from '../../rules/no-unknown-operation.ts';
import { testRule } from './rule-tester.ts';

testRule(noUnknownOperation, {
  valid: [
    { name: 'an operation', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] },
    { name: 'unreadable: said elsewhere', type: 'server-to-server', calls: [{ unread: 'dynamic-path' }] },
  ],
  invalid: [
    {
      name: 'a path that Zoom does not have',
      type: 'server-to-server',
      calls: ['GET /users/{userId}/meeting'],
      declared: ['meeting:read:admin'],
      findings: [
        {
          messageId: 'unknownNear',
          at: 'src/zoom.js:1',
          severity: 'warning',
          operation: 'GET /users/{userId}/meeting',
          message: expect.stringContaining('Did you mean GET /users/{userId}/meetings'),
        },
      ],
    },
    {
      name: 'a method that the path does not take',
      type: 'server-to-server',
      calls: ['PUT /users/{userId}/meetings'],
      findings: [{ messageId: 'unknownNear', at: 'src/zoom.js:1' }],
    },
    {
      name: 'nothing like it',
      type: 'server-to-server',
      calls: ['GET /qqqqqqqqqqqq'],
      findings: [{ messageId: 'unknown', at: 'src/zoom.js:1' }],
    },
  ],
});
