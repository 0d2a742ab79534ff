import { describe, expect, it } from 'vitest';
import { parseEnv } from '../../src/declarations/env.ts';

const known = new Set(['meeting:read', 'user:read', 'scim2']);
const show = (text: string, file = '.env') =>
  parseEnv(text, file, scope => known.has(scope)).map(({ scope, span, source }) => {
    expect(text.slice(span.start, span.end)).toBe(scope);
    return `${span.line}:${span.column} ${scope} ${source}`;
  });

describe('environment files', () => {
  it.each([
    ['ZOOM_SCOPES=meeting:read,user:read', ['1:13 meeting:read env', '1:26 user:read env']],
    ['export ZOOM_OAUTH_SCOPE = "meeting:read user:read" # asked at login', ['1:28 meeting:read env', '1:41 user:read env']],
    ["PORT=3000\r\nZOOM_SCOPES='meeting:read\r\nuser:read'\r\n", ['2:14 meeting:read env', '3:1 user:read env']],
    ['ZOOM_SCOPES=meetng:read scim2 # typo', ['1:13 meetng:read env', '1:25 scim2 env']],
    ['ZOOM_CLIENT_ID=abc\nOAUTH_SCOPES=user:read', ['2:14 user:read env']],
    [
      'ZOOM_LOGIN=https://zoom.us/oauth/authorize?client_id=a&scope=meeting:read+user:read',
      ['1:62 meeting:read authorize-url', '1:75 user:read authorize-url'],
    ],
  ])('%s', (text, expected) => {
    expect(show(text)).toEqual(expected);
  });

  it.each([
    '# ZOOM_SCOPES=meeting:read',
    'ZOOM_SCOPES=',
    'ZOOM_SCOPES=see the README',
    'OAUTH_SCOPES=user:read',
    'ZOOM_CLIENT_ID=abc\nSLACK_SCOPES=chat:write',
    'ZOOM_REDIRECT=meeting:read',
    'GOOGLE_LOGIN=https://accounts.google.com/oauth/authorize?scope=user:read',
  ])('%s declares nothing', text => {
    expect(show(text)).toEqual([]);
  });
});
