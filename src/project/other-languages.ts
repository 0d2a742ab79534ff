/** Calls of Zoom in languages that are not read. What they need is not known, so nothing may be called unused for want of them. */

/** Source code, and what runs commands or passes requests on; no markup, data or prose. */
const SOURCE = /\.(bash|cs|dart|exs?|fs|go|groovy|ipynb|java|kts?|lua|php|pl|ps1|py|rb|rs|scala|sh|swift|vb|zsh|ya?ml|conf|tf|toml)$|(?:^|\/)(?:Makefile|Dockerfile|Caddyfile)$/i;
const LOCK = /(?:^|\/)(?:pnpm-lock\.yaml|[\w-]+\.lock|[\w-]+-lock\.ya?ml)$/i;

/** Describes an API, and calls none. */
const SPECIFICATION = /^\s*(?:openapi|swagger|asyncapi)\s*:/m;

/** Hosts of Zoom's API, the variables that hold them, and client libraries that know them by themselves. */
const CALL = new RegExp(
  [
    String.raw`\b(?:file)?api(?:-\w+)?\.zoom(?:gov)?\.(?:us|com)\b`,
    String.raw`\bzoom(?:gov)?\.(?:us|com)\\?/(?:v2|scim2)\b`,
    String.raw`\bZOOM_(?:API|BASE)_(?:BASE_|ROOT_)?(?:URL|URI|HOST|BASE|ENDPOINT)\b`,
    String.raw`\b(?:from|import)\s+(?:zoomus|pyzoom|zoom_sdk|zoom_client|zoom_python_client)\b`,
    String.raw`\bZoom(?:::Client|\.new\b|API\.)`,
    String.raw`\bzoom-lib-golang\b`,
  ].join('|'),
);

const COMMENT = /^\s*(?:#|\/\/|\*|--|;)/;

/** Whether a path names source code in a language that is not read. */
export function isOtherLanguage(file: string): boolean {
  return SOURCE.test(file) && !LOCK.test(file);
}

/** The offset of the first call outside a comment line; undefined where there is none. */
export function findCallInOtherLanguage(text: string): number | undefined {
  if (SPECIFICATION.test(text)) return undefined;
  for (const match of text.matchAll(new RegExp(CALL, 'g'))) {
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (!COMMENT.test(line)) return match.index;
  }
  return undefined;
}
