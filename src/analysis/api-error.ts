/** Finds what Zoom answered in a pasted error or a log, in whatever way it was quoted, escaped or printed. */
import { withoutSecrets } from '../util/secrets.ts';
import { causeOf, type ApiErrorCause } from './api-error-codes.ts';
import { unescapeLayers } from './unescape.ts';

/** One answer of Zoom's; the same answer several times counts as one. */
export type ApiError = MissingScopeError | OtherError;

interface Seen {
  /** Null where the log does not show it. */
  readonly code: number | null;
  /** How often the log has it. */
  readonly count: number;
  /** The line of the first, from 1. */
  readonly line: number;
}

/** A call with a token that has none of the scopes that it needs. */
export interface MissingScopeError extends Seen {
  readonly kind: 'missing-scope';
  /** The scopes of which any one would have done, as Zoom listed them; empty where the message has no list. */
  readonly scopes: readonly string[];
  /** What may have been called, the nearest mention first. */
  readonly requests: readonly LoggedRequest[];
}

/** An answer that no missing scope explains. */
export interface OtherError extends Seen, ApiErrorCause {
  readonly kind: 'other';
  readonly code: number;
  /** Zoom's own words, without secrets; null where the log does not show them. */
  readonly message: string | null;
}

/** A request that the log mentions; `target` as it stands there, a path or a URL. */
export interface LoggedRequest {
  readonly method: string | null;
  readonly target: string;
}

const MISSING = /does[\s+]+not[\s+]+contain[\s+]+(?:the[\s+]+)?(?:required[\s+]+)?scopes?\b["'`]?\s*:?\s*(?:\[([^[\]{}]{0,4000})|((?:[a-z_]\w*(?::\w+)+[,\s]{0,3}){0,30}))/gi;
/** Not the status of HTTP, nor that of a process. */
const CODE = /(?<![a-z_-])(?<!(?:status|exit|http)[\s_-])(?:error[_ ]?)?code["'`]?\s*[:=]?\s*["'`]?(-?\d{3,5})(?!\d)/gi;
const MESSAGE = /(?<![a-z])(?:message|reason|errorMessage)["'`]?\s*[:=]\s*(?:"([^"\n]{1,300})|'([^'\n]{1,300})|([^\n,}]{1,200}))/i;
const REQUESTS = [
  /\b(?<method>GET|POST|PUT|PATCH|DELETE)["'`]?[\s:,]{1,3}["'`]?(?<target>(?:https?:\/)?\/[^\s"'`<>,;]+)/g,
  /(?<![a-z])method["'`]?\s*[:=]\s*["'`](?<method>get|post|put|patch|delete)["'`][^]{0,400}?(?<![a-z])(?:url|uri|path)["'`]?\s*[:=]\s*["'`](?<target>[^"'`\s]+)/gi,
  /(?<![a-z])(?:url|uri|path)["'`]?\s*[:=]\s*["'`](?<target>[^"'`\s]+)["'`](?:[^]{0,400}?(?<![a-z])method["'`]?\s*[:=]\s*["'`](?<method>get|post|put|patch|delete))?/gi,
  /(?<target>https?:\/\/(?:api(?:-\w+)?|fileapi)\.zoom(?:gov)?\.(?:us|com)\/[^\s"'`<>,;)]+)/gi,
];

/** The codes under which Zoom's services say that a scope is missing: REST, older gateways, phone and calendar, Marketplace, MCP. */
const SCOPE_CODES: ReadonlySet<number> = new Set([4711, 4700, 104, 201, -32001]);

/** How far from a message its code and its request are looked for. */
const NEAR_CODE = 300;
const NEAR_REQUEST = 2_000;
const MAX_REQUESTS = 6;

/** Zoom's own entries among the scopes, which no app can have. */
const INTERNAL = /^zms:/;

/** Every answer of Zoom's in a text, each once, in the order of the text. */
export function findApiErrors(text: string): readonly ApiError[] {
  const plain = unescapeLayers(text);
  const missing = [...plain.matchAll(MISSING)];
  const found = [...missing.map((match, at) => ({ at: match.index, error: toMissingScope(plain, match, missing[at - 1], missing[at + 1]) })), ...findOthers(plain)];
  found.sort((a, b) => a.at - b.at);
  return merge(plain, found);
}

interface Found {
  readonly at: number;
  readonly error: Unplaced<MissingScopeError> | Unplaced<OtherError>;
}

type Unplaced<Kind extends ApiError> = Omit<Kind, 'count' | 'line'>;

/** A message's stretch of the text, and how far it is to its neighbours: what lies beyond is theirs. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

function toMissingScope(text: string, match: RegExpExecArray, previous: RegExpExecArray | undefined, next: RegExpExecArray | undefined): Unplaced<MissingScopeError> {
  const stretch = { start: match.index, end: endOf(match), from: previous ? endOf(previous) : 0, to: next?.index ?? text.length };
  return { kind: 'missing-scope', code: nearestCode(text, stretch), scopes: scopesIn(match[1] ?? match[2] ?? ''), requests: requestsNear(text, stretch) };
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

function scopesIn(list: string): readonly string[] {
  const names = list.match(/[a-z][\w-]*(?::[\w-]+)*/gi) ?? [];
  return [...new Set(names.filter((name) => !INTERNAL.test(name)))];
}

function nearestCode(text: string, stretch: Stretch): number | null {
  const codes = matchesNear(text, CODE, stretch, NEAR_CODE).map(({ match, away }) => ({ code: Number(match[1]), away }));
  const seen = codes.sort((a, b) => a.away - b.away).map(({ code }) => code);
  return seen.find((code) => SCOPE_CODES.has(code)) ?? seen[0] ?? null;
}

function requestsNear(text: string, stretch: Stretch): readonly LoggedRequest[] {
  const found = REQUESTS.flatMap((pattern) => matchesNear(text, pattern, stretch, NEAR_REQUEST)).map(({ match, at, away }) => ({
    method: match.groups?.['method']?.toUpperCase() ?? null,
    target: match.groups?.['target']?.replace(/[:.)]+$/, '') ?? '',
    away: away + (isSameLine(text, at, stretch.start) ? 0 : NEAR_REQUEST),
  }));
  return found
    .sort((a, b) => a.away - b.away)
    .slice(0, MAX_REQUESTS)
    .map(({ method, target }) => ({ method, target }));
}

interface NearMatch {
  readonly match: RegExpExecArray;
  readonly at: number;
  /** Characters between it and the message. */
  readonly away: number;
}

function matchesNear(text: string, pattern: RegExp, { start, end, from, to }: Stretch, reach: number): readonly NearMatch[] {
  const offset = Math.max(from, start - reach);
  return [...text.slice(offset, Math.min(to, end + reach)).matchAll(pattern)].map((match) => {
    const at = offset + match.index;
    return { match, at, away: Math.max(0, at < start ? start - at - match[0].length : at - end) };
  });
}

/** Of a log that has a line for each event, the line tells more than the distance. */
function isSameLine(text: string, at: number, start: number): boolean {
  return !text.slice(Math.min(at, start), Math.max(at, start)).includes('\n');
}

function findOthers(text: string): readonly Found[] {
  return [...text.matchAll(CODE)].flatMap((match): readonly Found[] => {
    const code = Number(match[1]);
    const message = messageNear(text, match.index, match[0].length);
    const cause = causeOf(code, message);
    if (!cause || (message === null && (SCOPE_CODES.has(code) || !isAboutZoom(text, match.index)))) return [];
    return [{ at: match.index, error: { kind: 'other', code, message: message === null ? null : withoutSecrets(message), ...cause } }];
  });
}

function isAboutZoom(text: string, at: number): boolean {
  return /zoom/i.test(text.slice(Math.max(0, at - NEAR_CODE), at + NEAR_CODE));
}

/** The message behind the code, or before it. */
function messageNear(text: string, at: number, length: number): string | null {
  const behind = MESSAGE.exec(text.slice(at + length, at + length + NEAR_CODE));
  const before = [...text.slice(Math.max(0, at - NEAR_CODE), at).matchAll(new RegExp(MESSAGE, 'gi'))].at(-1);
  const [first, second] = behind && behind.index < 60 ? [behind, before] : [before, behind];
  const match = first ?? second;
  return match?.slice(1).find((part) => part !== undefined)?.trim() ?? null;
}

function merge(text: string, found: readonly Found[]): readonly ApiError[] {
  const merged = new Map<string, ApiError>();
  const lineOf = lineCounter(text);
  for (const { at, error } of found) {
    const key = keyOf(error);
    const known = merged.get(key);
    merged.set(key, known ? mergeSame(known, error) : { ...error, count: 1, line: lineOf(at) });
  }
  return [...merged.values()];
}

/** The same scopes are the same answer; without a list, the same request is. */
function keyOf(error: Found['error']): string {
  if (error.kind === 'other') return `${error.code} ${error.message ?? ''}`;
  return error.scopes.length > 0 ? [...error.scopes].sort().join() : `unlisted ${error.requests[0]?.target ?? ''}`;
}

function mergeSame(known: ApiError, again: Found['error']): ApiError {
  const count = known.count + 1;
  if (known.kind === 'other' || again.kind === 'other') return { ...known, count };
  const requests = [...known.requests, ...again.requests].slice(0, MAX_REQUESTS);
  return { ...known, count, code: known.code ?? again.code, requests };
}

/** The line of offsets that only grow. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', at); next !== -1 && next < offset; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}
