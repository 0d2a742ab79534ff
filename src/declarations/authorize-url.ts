/** Reads the scopes that an authorize URL asks for. */
import { HOLE, isScopeShaped, wordsIn, type ScopeToken } from './scope-text.ts';

/** The scopes of one authorize URL, with their places in the text searched. */
export interface AuthorizeUrl {
  /** The host is Zoom's; otherwise it is not written in the text. */
  readonly certain: boolean;
  readonly scopes: readonly ScopeToken[];
}

const ZOOM_HOST = String.raw`https?:(?:\/\/|\\/\\/)(?:[\w-]+\.)*(?:zoom\.us|zoomgov\.com|zoom\.com)(?::\d+)?`;
const AUTHORIZE = String.raw`\/+(?:v2\/)?oauth\/authorize\/?`;
/** The whole URL, one on a host or after a base from elsewhere, or what is added to a query. */
const URL_START = String.raw`(${ZOOM_HOST})${AUTHORIZE}\?|${HOLE}(?:${AUTHORIZE})?\?|^[?&]?(?=scope=)`;
const URL_WITH_QUERY = new RegExp(String.raw`(?:${URL_START})([^\r\n"'<>${'`'}]*)`, 'gi');

/** Every authorize URL of a text that has a `scope` parameter; in the text, a hole stands for a value that is not written there. */
export function findAuthorizeUrls(text: string, isKnown: (word: string) => boolean): readonly AuthorizeUrl[] {
  const urls: AuthorizeUrl[] = [];
  for (const match of text.matchAll(URL_WITH_QUERY)) {
    const [whole, host, query = ''] = match;
    // Other queries have a scope as well: only that of a login names the client.
    if (host === undefined && !/^scope=|(^|&)(client_id|response_type)=/.test(query)) continue;
    const scopes = readScopes(query, match.index + whole.length - query.length, isKnown);
    if (scopes.length > 0) urls.push({ certain: host !== undefined, scopes });
  }
  return urls;
}

function readScopes(query: string, offset: number, isKnown: (word: string) => boolean): readonly ScopeToken[] {
  const parameter = /(?:^|&(?:amp;)?)scope=([^&#]*)/i.exec(query);
  const value = parameter?.[1];
  if (parameter === null || value === undefined) return [];
  const start = offset + parameter.index + parameter[0].length - value.length;
  return wordsIn(value)
    // A URL inside a sentence ends nowhere in particular.
    .filter(({ scope }) => isScopeShaped(scope) || isKnown(scope))
    .map(word => ({ scope: word.scope, start: start + word.start, end: start + word.end }));
}
