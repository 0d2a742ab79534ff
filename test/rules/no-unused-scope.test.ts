import { noUnusedScope } from '../../rules/no-unused-scope.ts';
import { testRule } from './rule-tester.ts';

const UNREAD = { unread: 'dynamic-path' } as const;

testRule(noUnusedScope, {
  valid: [
    { name: 'needed', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] },
    { name: 'only broad: said elsewhere', type: 'server-to-server', calls: ['GET /users'], declared: ['user:master'] },
    { name: 'an unreadable call could need it', type: 'server-to-server', calls: [UNREAD], declared: ['recording:read:admin'] },
    { name: 'an unreadable call below its path could need it', type: 'server-to-server', calls: [{ ...UNREAD, prefix: '/phone' }], declared: ['phone:read:admin'] },
    { name: 'an unknown operation could need it', type: 'server-to-server', calls: ['GET /users/{id}/nosuchthing'], declared: ['user:read:admin'] },
    { name: 'an event needs it', type: 'admin-managed', declared: ['recording:read:admin'], features: ['recording.completed'] },
    { name: 'an event needs the granular one', type: 'admin-managed', declared: ['cloud_recording:read:recording:admin'], features: ['recording.completed'] },
    { name: 'an event of an object that no table has', type: 'admin-managed', declared: ['survey:read:admin'], features: ['survey.submitted'] },
    { name: 'an event may need a write scope where no read scope stands', type: 'admin-managed', declared: ['user:write:admin'], features: ['user.updated'] },
    { name: 'the Zoom Apps SDK needs it', type: 'user-managed', declared: ['zoomapp:inmeeting'], features: ['zoom-apps-sdk'] },
    { name: 'RTMS needs it', type: 'user-managed', declared: ['meeting:read:meeting_audio'], features: ['rtms'] },
    { name: 'the chatbot needs it', type: 'admin-managed', declared: ['imchat:bot'], features: ['chatbot'] },
    { name: 'the Meeting SDK needs it', type: 'user-managed', declared: ['user_zak:read'], features: ['meeting-sdk'] },
    { name: 'an MCP client may need it', type: 'user-managed', declared: ['tasks:read:task'], features: ['mcp'] },
    { name: 'no operation is known to take it', type: 'user-managed', declared: ['zoomapp:inmeeting'] },
    { name: 'not in the catalogue: said elsewhere', type: 'user-managed', declared: ['meeting:read:holograms'] },
    { name: 'the configuration keeps it', type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'role:read:admin'], allow: ['role:read:admin'] },
    {
      name: 'a list in code where the manifest decides',
      type: 'server-to-server',
      calls: ['GET /users'],
      declared: ['user:read:admin', { scope: 'role:read:admin', source: 'code', file: 'src/scopes.js' }],
    },
    {
      name: 'either covers a call of its own',
      type: 'server-to-server',
      calls: ['GET /meetings/{id}', 'POST /users/{id}/meetings', 'DELETE /meetings/{id}'],
      declared: ['meeting:read:admin', 'meeting:write:admin'],
    },
    { name: 'an ambiguous call could need it', type: 'server-to-server', calls: ['GET /phone/{what}'], declared: ['phone:read:admin'] },
  ],
  invalid: [
    {
      name: 'no call takes it',
      type: 'server-to-server',
      calls: ['GET /meetings/{id}'],
      declared: ['meeting:read:meeting:admin', 'meeting:read:list_meetings:admin'],
      findings: [
        {
          messageId: 'unused',
          at: 'zoom-app.json:2',
          severity: 'error',
          scope: 'meeting:read:list_meetings:admin',
          operation: null,
          replacement: [],
          changes: [{ kind: 'remove-scope' }],
          confidence: 'certain',
          message: 'Nothing in this app needs meeting:read:list_meetings:admin. Remove it.',
        },
      ],
    },
    {
      name: 'a narrower one covers its call',
      type: 'server-to-server',
      calls: ['GET /users'],
      declared: ['user:read:admin', 'user:write:admin'],
      findings: [
        {
          messageId: 'narrower',
          at: 'zoom-app.json:2',
          severity: 'error',
          evidence: ['src/zoom.js:1'],
          message: 'user:write:admin is not needed: its calls are covered by user:read:admin, which opens less. Remove it.',
        },
      ],
    },
    {
      name: 'two narrower ones cover its calls together',
      type: 'server-to-server',
      calls: ['GET /meetings/{id}', 'GET /users/{id}/meetings'],
      declared: ['meeting:read:admin', 'meeting:read:meeting:admin', 'meeting:read:list_meetings:admin'],
      findings: [{ messageId: 'narrower', at: 'zoom-app.json:1', scope: 'meeting:read:admin', evidence: ['src/zoom.js:1', 'src/zoom.js:2'] }],
    },
    {
      name: 'a broader one is needed anyway',
      type: 'server-to-server',
      calls: ['GET /users', 'PATCH /users/{id}'],
      declared: ['user:read:admin', 'user:write:admin'],
      findings: [
        {
          messageId: 'redundant',
          at: 'zoom-app.json:1',
          severity: 'warning',
          message: 'user:read:admin is redundant: user:write:admin is needed anyway and covers its calls. Remove it.',
        },
      ],
    },
    {
      name: 'the unreadable call lies elsewhere',
      type: 'server-to-server',
      calls: ['GET /meetings/{id}', { ...UNREAD, method: 'GET', prefix: '/phone' }],
      declared: ['meeting:read:admin', 'recording:read:admin'],
      findings: [{ messageId: 'unused', at: 'zoom-app.json:2' }],
    },
    {
      name: 'the event is about something else',
      type: 'admin-managed',
      calls: ['GET /users/{id}'],
      declared: ['user:read:admin', 'phone:read:admin'],
      features: ['recording.completed'],
      findings: [{ messageId: 'unused', at: 'zoom-app.json:2' }],
    },
    {
      name: 'the event does with the read scope',
      type: 'admin-managed',
      declared: ['recording:read:admin', 'recording:write:admin'],
      features: ['recording.completed'],
      findings: [{ messageId: 'unused', at: 'zoom-app.json:2', confidence: 'likely' }],
    },
    {
      name: 'scopes in code where there is no manifest',
      type: 'unknown',
      manifest: null,
      calls: ['GET /users/me'],
      declared: [
        { scope: 'user:read', source: 'code', file: 'src/scopes.js', line: 1 },
        { scope: 'recording:read', source: 'code', file: 'src/scopes.js', line: 2 },
      ],
      findings: [{ messageId: 'unused', at: 'src/scopes.js:2', scope: 'recording:read' }],
    },
  ],
});
