/** Text as it stood before logs, shells, pages and URLs escaped it. */

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>', nbsp: ' ' };

/** Escapes nest: JSON in JSON in a log. */
const MAX_LAYERS = 4;

/** Takes layers of escapes off. Lines stay lines: an escaped line break becomes a blank. */
export function unescapeLayers(text: string): string {
  let current = text;
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const next = unescapeOnce(current);
    if (next === current) break;
    current = next;
  }
  return current;
}

function unescapeOnce(text: string): string {
  return text
    .replace(/&(?:(quot|apos|amp|lt|gt|nbsp)|#(\d{2,3})|#x([\da-f]{2}));/gi, (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
      return toCharacter(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal), whole);
    })
    .replace(/%([2-7][\da-f])/gi, (whole, hex: string) => toCharacter(Number.parseInt(hex, 16), whole))
    .replace(/\\+u00([2-7][\da-f])/gi, (whole, hex: string) => toCharacter(Number.parseInt(hex, 16), whole))
    .replace(/\\+(["'/`])/g, '$1')
    .replace(/\\+[nrt](?![a-z])/g, ' ');
}

/** Printable ASCII only: nothing that a message of Zoom's is made of lies beyond. */
function toCharacter(code: number, whole: string): string {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : whole;
}
