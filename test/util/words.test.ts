import { expect, it } from 'vitest';
import { wordsOf } from '../../src/util/words.ts';

it.each([
  ['requiredZoomScopes', ['required', 'zoom', 'scopes']],
  ['REQUIRED_ZOOM_SCOPES', ['required', 'zoom', 'scopes']],
  ['zoom-scopes.ts', ['zoom', 'scopes', 'ts']],
  ['OAuthScopes', ['o', 'auth', 'scopes']],
  ['parseHTMLScope', ['parse', 'html', 'scope']],
  ['scope2', ['scope2']],
  ['', []],
])('%s', (name, words) => {
  expect(wordsOf(name)).toEqual(words);
});
