import { expect } from 'vitest';
import { noUnknownScope } from '../../rules/no-unknown-scope.ts';
import { testRule } from './rule-tester.ts';

testRule(noUnknownScope, {
  valid: [
    { name: 'a classic scope', type: 'unknown', declared: ['meeting:read'] },
    { name: 'a granular scope', type: 'unknown', declared: ['meeting:read:meeting:admin'] },
    { name: "Zoom's own spelling", type: 'unknown', declared: ['division:wirte:admin'] },
    { name: 'names that bend the form', type: 'unknown', declared: ['scim2', 'user_profile', 'imchat:bot', 'phone:master', 'zoomapp:inmeeting'] },
    { name: 'the configuration allows it', type: 'unknown', declared: ['meeting:read:holograms'], allow: ['meeting:read:holograms'] },
    {
      name: 'the same scope in manifest and code',
      type: 'user-managed',
      declared: ['meeting:read', { scope: 'meeting:read', source: 'code', file: 'src/scopes.js' }],
    },
    {
      name: 'the same scope in two lists of a file',
      type: 'unknown',
      declared: [
        { scope: 'meeting:read', source: 'code', file: 'src/scopes.js', line: 2 },
        { scope: 'meeting:read', source: 'code', file: 'src/scopes.js', line: 9 },
      ],
    },
  ],
  invalid: [
    {
      name: 'a typo',
      type: 'unknown',
      declared: ['meetng:read'],
      findings: [
        {
          messageId: 'typo',
          at: 'zoom-app.json:1',
          severity: 'error',
          scope: 'meetng:read',
          replacement: ['meeting:read'],
          changes: [{ kind: 'replace-scope', by: ['meeting:read'] }],
          message: 'Zoom has no scope meetng:read. Did you mean meeting:read?',
        },
      ],
    },
    {
      name: 'no scope at all',
      type: 'unknown',
      declared: ['Read all meetings'],
      findings: [{ messageId: 'malformed', at: 'zoom-app.json:1', severity: 'error', replacement: [], changes: [] }],
    },
    {
      name: 'well-formed, and not in the catalogue',
      type: 'unknown',
      declared: ['meeting:read:holograms:admin'],
      findings: [{ messageId: 'unknown', at: 'zoom-app.json:1', severity: 'warning', replacement: [] }],
    },
    {
      name: 'twice in the manifest',
      type: 'user-managed',
      declared: ['meeting:read', 'user:read', 'meeting:read'],
      calls: ['GET /users/me', 'GET /users/me/meetings'],
      findings: [
        {
          messageId: 'duplicate',
          at: 'zoom-app.json:3',
          severity: 'error',
          scope: 'meeting:read',
          evidence: ['zoom-app.json:1'],
          changes: [{ kind: 'remove-duplicate', first: expect.objectContaining({ line: 1 }) }],
          message: 'meeting:read is declared twice in one list. Remove one.',
        },
      ],
    },
    {
      name: 'a typo in a list that does not decide',
      type: 'user-managed',
      declared: ['meeting:read', { scope: 'meting:read', source: 'authorize-url', file: 'src/login.js', line: 4 }],
      findings: [{ messageId: 'typo', at: 'src/login.js:4' }],
    },
  ],
});
