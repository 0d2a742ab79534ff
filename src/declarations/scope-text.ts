/** Splits texts into scope names, each at its own place. */

/** A scope name and where it stands in its text; `end` is exclusive. */
export interface ScopeToken {
  readonly scope: string;
  readonly start: number;
  readonly end: number;
}

/** Stands for a value that is not written in the text. */
export const HOLE = '\uFFFC';

const SHAPE = /^[a-z][a-z\d_]*(?::[a-z\d_-]+)+$/i;

/** Scopes of OpenID Connect, which lists of any vendor may hold. */
const OPENID = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Whether a word has the form of a scope: parts with colons between. */
export function isScopeShaped(word: string): boolean {
  return SHAPE.test(word);
}

/**
 * The scopes of a text that is a list of them and nothing else, however it separates them; undefined for other texts.
 * `isKnown` tells names of no such form (`scim2`).
 */
export function splitScopes(text: string, isKnown: (word: string) => boolean): readonly ScopeToken[] | undefined {
  const tokens: ScopeToken[] = [];
  for (const { scope, start, end } of wordsIn(text)) {
    if (scope === HOLE || OPENID.has(scope)) continue;
    if (!isScopeShaped(scope) && !isKnown(scope)) return undefined;
    tokens.push({ scope, start, end });
  }
  return tokens;
}

/** The words of a list, decoded, with the places of their written form. */
export function wordsIn(text: string): readonly ScopeToken[] {
  const words: ScopeToken[] = [];
  const spaced = text.replace(/%(?:20|2C|0A|0D|09)|[,;+]/gi, separator => ' '.repeat(separator.length));
  for (const match of spaced.matchAll(/\S+/g)) {
    words.push({ scope: decode(match[0]), start: match.index, end: match.index + match[0].length });
  }
  return words;
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
