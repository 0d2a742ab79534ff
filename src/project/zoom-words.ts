/** What the words of a text say about Zoom, before anything is parsed. */
import { withoutImports } from '../util/module-imports.ts';

/** Scopes may stand in a file of their own, which does not name Zoom. */
const SCOPE = /\b(?:meeting|webinar|recording|imchat):(?:read|write|bot)\b/;

const SCALES = '(?:s|e[dr]s?|ing|able|[Ii]n|[Oo]ut|By|To|(?:[Ll]evel|[Ff]actor|[Ss]cale|Step|Range|Ratio|Value|Control|Button)s?|Percent|Start|End)\\d*';

/** Zooming, as maps, images and charts do it. What is called through the bare name may be a client all the same. */
const ZOOMING = new RegExp(`\\b(?:[a-z]\\w*Zoom(?:${SCALES})?|zoom${SCALES})(?![\\w$.?['"\`/-])|\\bzoom(?![\\w$.?[('"\`/-]|\\s*[.([?\`])`, 'g');

/** What else a file may say that is about an app: scopes, tokens, addresses. */
const OTHER_WORDS = /scope|account_credentials|:(?:read|write|bot|update|delete)\b/i;

/** A text with a slash in it, as paths and addresses are. A quote that closes one text may seem to open another: then it is one too many. */
const PATH_TEXT = /["'`](?:[^"'`\n]*|\s+)\//;

/** Whether a text may be about Zoom. */
// Searching for words is several times as fast as the expression, which few files get to.
export function isAboutZoom(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower.includes('zoom')) return true;
  return (lower.includes(':read') || lower.includes(':write') || lower.includes(':bot')) && SCOPE.test(lower);
}

/**
 * Whether a text that says zoom speaks of zooming alone, and has no path in it that it could ask anybody for. A bundle
 * has words and paths of all kinds, which say nothing.
 */
export function isAboutZooming(text: string, isBundle = false): boolean {
  if ((isBundle ? SCOPE : OTHER_WORDS).test(text) || /zoom/i.test(text.replaceAll(ZOOMING, ''))) return false;
  return isBundle || !PATH_TEXT.test(withoutImports(text));
}
