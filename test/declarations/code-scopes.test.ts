import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from '../../src/calls/source-trees.ts';
import { readSourceStrings } from '../../src/calls/string-literals.ts';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { findCodeScopes, vocabularyReferences } from '../../src/declarations/code-scopes.ts';
import { toKnownScopes } from '../../src/declarations/known-scopes.ts';

const folder = new URL('../../fixtures/declarations/code/', import.meta.url);
const known = toKnownScopes(loadCatalogue());

function find(text: string, file: string, project = 'meetly') {
  const source = { file, text, strings: readSourceStrings(parse(file, text)), project };
  return findCodeScopes(source, known, new Set(vocabularyReferences(source)));
}

/** `line:column scope source`, the source left out where it is the code. */
function show(text: string, file: string): readonly string[] {
  return find(text, file).map(({ scope, span, source }) => `${span.line}:${span.column} ${scope}${source === 'code' ? '' : ` ${source}`}`);
}

describe('scopes in code', () => {
  const cases = readdirSync(folder).filter(file => !file.endsWith('.json'));

  it.each(cases)('%s', file => {
    const expected: unknown = JSON.parse(readFileSync(new URL(file.replace(/\.\w+$/, '.json'), folder), 'utf8'));
    expect(show(readFileSync(new URL(file, folder), 'utf8'), file)).toEqual(expected);
  });
});

describe('whose scopes they are', () => {
  const list = "export const scopes = ['user:read', 'user:write'];";

  it.each([
    ['src/zoom/scopes.ts', list, 2],
    ['src/scopes.ts', list, 0],
    ['src/scopes.ts', `import '@zoom/rivet/users';\n${list}`, 2],
    ['src/scopes.ts', "export const scopes = ['meeting:read', 'meeting:write'];", 0],
    ['src/scopes.ts', "export const scopes = ['meeting:read:admin', 'user:read'];", 2],
    ['src/scopes.ts', "export const scopes = ['meeting:read:admin', 'invoice:read:admin'];", 0],
    ['src/zoom/slack.ts', list, 0],
    ['src/slack/zoom.ts', list, 2],
    ['src/zoominfo.ts', list, 0],
    ['src/image-zooming.ts', list, 0],
    ['src/zoom/scopes.ts', "export const scopes = ['invoice:approve'];", 0],
    ['src/zoom/scopes.ts', "export const scopes = ['dashboard:read:something_new:admin'];", 1],
    ['src/scopes.ts', "export const ZOOM_SCOPES = ['telepathy:read'];", 1],
    ['src/zoom/scopes.ts', "export default ['user:read'];", 1],
    ['src/zoom/list.ts', "export default ['user:read'];", 0],
    ['src/zoom/Login.vue', list, 2],
  ])('%s: %s', (file, text, count) => {
    expect(find(text, file)).toHaveLength(count);
  });
});

it('takes the scopes of a project that is named after Zoom for its own', () => {
  const text = "export const scopes = ['meeting:read', 'meeting:write'];";
  expect(find(text, 'src/scopes.ts', 'zoom-sync')).toHaveLength(2);
  expect(find(text, 'src/google/scopes.ts', 'zoom-sync')).toEqual([]);
});

it('gives spans that hold the scope itself', () => {
  const text = "const ZOOM_SCOPE = 'meeting:read\\nuser:read' + ` ${extra} webinar:read`;";
  expect(find(text, 'zoom.ts').map(({ span }) => text.slice(span.start, span.end))).toEqual(['meeting:read', 'user:read', 'webinar:read']);
});

it('takes no scope that is half written here', () => {
  expect(find('const ZOOM_SCOPE = `meeting:${action} user:read:${level}`;', 'zoom.ts')).toEqual([]);
});
