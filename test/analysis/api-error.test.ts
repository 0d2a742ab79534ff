import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { findApiErrors } from '../../src/analysis/api-error.ts';

const SCOPES = ['meeting:write:meeting', 'meeting:write:meeting:admin', 'meeting:write', 'meeting:write:admin'];
const MESSAGE = `Invalid access token, does not contain scopes:[${SCOPES.join(', ')}].`;
const BODY = JSON.stringify({ code: 4711, message: MESSAGE });

/** As axios prints itself: the request before, the answer at the end. */
const AXIOS = inspect(
  Object.assign(new Error('Request failed with status code 400'), {
    code: 'ERR_BAD_REQUEST',
    config: { headers: { Authorization: 'Bearer eyJzdiI6IjAwMDAwMSJ9.tR4' }, method: 'post', url: 'https://api.zoom.us/v2/users/8pXq2Zk/meetings', data: '{"topic":"Parents evening"}' },
    response: { status: 400, statusText: 'Bad Request', data: JSON.parse(BODY) as object },
  }),
  { depth: 4 },
);

describe('a missing scope', () => {
  test.each([
    ['JSON', BODY],
    ['JSON over several lines', JSON.stringify(JSON.parse(BODY), null, 2)],
    ['the message before the code', JSON.stringify({ message: MESSAGE, code: 4711 })],
    ['JSON in JSON', JSON.stringify({ level: 'error', body: BODY })],
    ['JSON in JSON in JSON', JSON.stringify(JSON.stringify({ level: 'error', body: BODY }))],
    ['an object as Node prints it', inspect(JSON.parse(BODY))],
    ['a dump of axios', AXIOS],
    ['a page', BODY.replaceAll('"', '&quot;')],
    ['a page with numbers', BODY.replaceAll('"', '&#34;').replaceAll(':', '&#x3A;')],
    ['a URL', encodeURIComponent(BODY)],
    ['a URL with plus signs', new URLSearchParams({ error: BODY }).toString()],
    ['a URL in a URL', encodeURIComponent(encodeURIComponent(BODY))],
    ['unicode escapes', BODY.replaceAll('"', String.raw`\u0022`)],
    ['a log that wraps', BODY.replace('does not contain', 'does not\n    contain')],
    ['a sentence of the app', `Zoom said 400 (code 4711): ${MESSAGE}`],
    ['Windows line ends', JSON.stringify(JSON.parse(BODY), null, 2).replaceAll('\n', '\r\n')],
  ])('in %s', (_, text) => {
    expect(findApiErrors(text)).toMatchObject([{ kind: 'missing-scope', code: 4711, scopes: SCOPES, count: 1 }]);
  });

  test.each([
    ['older gateways, with entries of Zoom’s own', 4700, '{"code":4700,"message":"Invalid access token, does not contain scopes: [zms:meeting:write, meeting:write]"}', ['meeting:write']],
    ['phone, quoted items', 104, '{"code":104,"message":"Invalid access token, does not contain scopes:[\\"phone:read\\",\\"phone:read:admin\\"]"}', ['phone:read', 'phone:read:admin']],
    ['Marketplace', 201, '{"code":201,"message":"Invalid access token, does not contain scopes:[marketplace:read:app]."}', ['marketplace:read:app']],
    ['MCP', -32001, '{"jsonrpc":"2.0","error":{"code":-32001,"message":"Invalid access token, does not contain scopes:[meeting:read:search]"},"id":1}', ['meeting:read:search']],
    ['no list', 4711, '{"code":4711,"message":"Invalid access token, does not contain scopes."}', []],
    ['no brackets', 4711, '{"code":4711,"message":"Invalid access token, does not contain scopes: user:read:user"}', ['user:read:user']],
    ['no code', null, 'Invalid access token, does not contain scopes:[user:read].', ['user:read']],
  ])('%s', (_, code, text, scopes) => {
    expect(findApiErrors(text)).toMatchObject([{ kind: 'missing-scope', code, scopes }]);
  });

  test('takes the code of the answer, not the status', () => {
    expect(findApiErrors(`Request failed with status code 400 { statusCode: 400, error_code: 4711, message: '${MESSAGE}' }`)).toMatchObject([{ code: 4711 }]);
  });

  test('knows the request that the log mentions, the nearest first', () => {
    const [fromAxios] = findApiErrors(AXIOS);
    expect(fromAxios).toMatchObject({ requests: expect.arrayContaining([{ method: 'POST', target: 'https://api.zoom.us/v2/users/8pXq2Zk/meetings' }]) });
    const [fromLog] = findApiErrors(`GET /users: 200\nPOST /users/8pXq2Zk/meetings: 400 ${BODY}\nGET /users: 200`);
    expect(fromLog).toMatchObject({ requests: [{ method: 'POST', target: '/users/8pXq2Zk/meetings' }, { method: 'GET' }, { method: 'GET' }] });
  });
});

test('counts an answer that comes several times, and says where the first is', () => {
  const other = BODY.replaceAll('meeting:write', 'webinar:write');
  const found = findApiErrors(['starting', BODY, 'retrying', BODY, other].join('\n'));
  expect(found).toMatchObject([
    { count: 2, line: 2, scopes: SCOPES },
    { count: 1, line: 5 },
  ]);
});

describe('other answers', () => {
  test.each([
    ['{"code":124,"message":"Invalid access token."}', 124, 'token'],
    ['{"code":300,"message":"Validation Failed."}', 300, 'request'],
    ["{ code: 1001, message: 'User does not exist: 8pXq2Zk.' }", 1001, 'request'],
    ['{"message":"Zoom Phone has not been enabled for this account.","code":2031}', 2031, 'account'],
    ['{"code":3001,"message":"Meeting does not exist: 85746065."}', 3001, 'request'],
    ['{"code":429,"message":"You have reached the maximum per-second rate limit for this API."}', 429, 'rate'],
    ['{"code":200,"message":"Only available for Paid or ZMP account: abc."}', 200, 'account'],
    ['{"code":4711,"message":"Refresh token invalid."}', 4711, 'consent'],
    ["{\"code\":4700,\"message\":\"Invalid scope: as current client hasn't this approved scope!\"}", 4700, 'authorize'],
    ['{"code":4709,"message":"Redirect URI mismatch."}', 4709, 'client'],
  ])('%s', (text, code, about) => {
    expect(findApiErrors(text)).toMatchObject([{ kind: 'other', code, about }]);
    expect(findApiErrors(JSON.stringify({ body: text }))).toMatchObject([{ kind: 'other', code, about }]);
  });

  test.each([
    'make: *** [build] exit code 124',
    '{"code":200,"message":"OK"}',
    '{"statusCode":429,"message":"ECONNRESET"}',
    '{"code":300,"message":"multiple choices"}',
    'error code 1001 of the cache',
    'HTTP 401 Unauthorized',
    '',
  ])('nothing in %j', (text) => {
    expect(findApiErrors(text)).toEqual([]);
  });

  test('keeps secrets to itself', () => {
    const [error] = findApiErrors('{"code":124,"message":"Invalid access token: Bearer eyJzdiI6IjAwMDAwMSJ9.tR4.x access_token=a9F zak=T0p"}');
    expect(error).toMatchObject({ message: 'Invalid access token: Bearer … access_token=… zak=…' });
  });
});

test('a large log takes no more than a moment', () => {
  const line = `2026-11-20T08:00:01Z GET /users/8pXq2Zk {"level":"info","code":0,"path":"%2Fv2%2Fusers","note":"does not contain anything, code 12 [[[[[ \\\\\\\\\\\\\\\\ &amp;"}\n`;
  const start = process.cpuUsage();
  const found = findApiErrors(line.repeat(40_000) + BODY);
  expect(found).toMatchObject([{ line: 40_001, scopes: SCOPES }]);
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(8);
});
