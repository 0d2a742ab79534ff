import { expect, test } from 'vitest';
import { formatGithub } from '../../src/reporters/github.ts';
import { factsOf } from '../analysis/build-facts.ts';
import { CAMPUS, checked } from './campus.ts';

test('annotates each finding where it stands', () => {
  const facts = factsOf({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] });
  expect(formatGithub(checked(facts).report)).toMatchInlineSnapshot(`
    "::error file=zoom-app.json,line=1,endLine=1,endColumn=10,col=5,title=zoom-scopes%3A no-broad-scope::user:write:admin opens more than its calls need. Replace it with user:read:admin.%0ASee src/zoom.js:1.%0AApp: app.
    1 error.
    "
  `);
});

test('notes what could not be read, and counts', () => {
  const lines = formatGithub(checked(CAMPUS).report).trimEnd().split('\n');
  expect(lines.at(-2)).toBe('::notice file=old/zoom-app.json,line=3,col=1,title=zoom-scopes%3A not read::This is not JSON: a comma is missing.');
  expect(lines.at(-1)).toBe('5 errors, 4 warnings.');
});
