/** Reads scopes from environment files. */
import { LineIndex } from '../util/span.ts';
import { wordsOf } from '../util/words.ts';
import { findAuthorizeUrls } from './authorize-url.ts';
import type { Declaration, DeclarationSource } from './declaration.ts';
import { splitScopes, type ScopeToken } from './scope-text.ts';

const ASSIGNMENT = /^[^\S\r\n]*(?:export[^\S\r\n]+)?([\w.-]+)[^\S\r\n]*=[^\S\r\n]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\r\n]*))/gm;

/** The scopes that a `.env` file sets: in variables named after them, and in authorize URLs. Commented lines set nothing. */
export function parseEnv(text: string, file: string, isKnown: (scope: string) => boolean): readonly Declaration[] {
  const lines = new LineIndex(text);
  const aboutZoom = /zoom/i.test(text) || /zoom/i.test(file);
  return [...text.matchAll(ASSIGNMENT)].flatMap(match => {
    const [whole, name = ''] = match;
    const quoted = match[2] ?? match[3] ?? match[4];
    const value = quoted ?? (match[5] ?? '').replace(/\s#.*$/, '');
    const offset = match.index + (quoted === undefined ? whole.length - (match[5] ?? '').length : whole.length - quoted.length - 1);
    const toDeclaration = (source: DeclarationSource) => ({ scope, start, end }: ScopeToken): Declaration => ({
      scope,
      span: lines.span(file, offset + start, offset + end),
      source,
      optional: false,
    });
    const urls = findAuthorizeUrls(value, isKnown).filter(url => url.certain);
    if (urls.length > 0) return urls.flatMap(url => url.scopes.map(toDeclaration('authorize-url')));
    return scopesOf(name, value, aboutZoom, isKnown).map(toDeclaration('env'));
  });
}

function scopesOf(name: string, value: string, aboutZoom: boolean, isKnown: (scope: string) => boolean): readonly ScopeToken[] {
  const words = wordsOf(name);
  if (!words.includes('scope') && !words.includes('scopes')) return [];
  const scopes = splitScopes(value, isKnown) ?? [];
  return words.includes('zoom') || (aboutZoom && scopes.some(({ scope }) => isKnown(scope))) ? scopes : [];
}
