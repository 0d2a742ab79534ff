/** Paths and URLs as people write and paste them → paths relative to the API base. */

const BASE = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?<host>[^/?#]+)/i;
const API_HOST = /^(?:api(?:-[\w-]+)?|fileapi)\.zoom(?:gov)?\.(?:us|com)(?::\d+)?$/i;

/** A parameter as templates of several kinds have it: `:userId`, `${userId}`, `{{userId}}`, `<userId>`, `[userId]`. */
const PARAMETER = /^(?::|\$?\{+|<|\[)\s*([\w.-]+)\s*(?:\}+|>|\])?$/;

/**
 * The path, parameters as `{userId}`, without query and fragment; undefined for a URL of another server.
 * `https://api.zoom.us/v2/users/:userId?page_size=1` → `/users/{userId}`.
 */
export function toRequestPath(text: string): string | undefined {
  const trimmed = text.trim();
  const host = BASE.exec(trimmed)?.groups?.['host'] ?? /^([\w.-]+\.[a-z]+)\//i.exec(trimmed)?.[1];
  if (host !== undefined && !API_HOST.test(host)) return undefined;
  const path = host === undefined ? trimmed : trimmed.slice(trimmed.indexOf(host) + host.length);
  const segments = withoutQuery(path)
    .split('/')
    .filter((segment) => segment !== '')
    .map(toSegment);
  return `/${(segments[0] === 'v2' ? segments.slice(1) : segments).join('/')}`;
}

/** Braces of `${…}` may hold a question mark: `${user?.id}`. */
function withoutQuery(path: string): string {
  return path.replace(/\{[^{}]*\}/g, (hole) => hole.replace(/[?#/]/g, '')).replace(/[?#].*$/s, '');
}

function toSegment(segment: string): string {
  const plain = segment.replace(/%7B/gi, '{').replace(/%7D/gi, '}');
  const name = PARAMETER.exec(plain)?.[1];
  return name === undefined ? plain : `{${name}}`;
}
