/** The scripts of single-file components (Vue, Svelte, Astro), at their own places in the text. */

const SCRIPT = /<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/script\s*>/gi;
const FRONTMATTER = /^---\r?\n([\s\S]*?)\r?\n---/;

/** Whether a file has its code in blocks between markup. */
export function hasScriptBlocks(file: string): boolean {
  return /\.(vue|svelte|astro)$/i.test(file);
}

/** The text with all but the scripts blanked, so that offsets, lines and columns stay those of the file. */
export function maskMarkup(text: string): string {
  const kept: { start: number; end: number }[] = [];
  const frontmatter = FRONTMATTER.exec(text);
  if (frontmatter?.[1] !== undefined) {
    const start = frontmatter[0].indexOf('\n') + 1;
    kept.push({ start, end: start + frontmatter[1].length });
  }
  for (const match of text.matchAll(SCRIPT)) {
    const body = match[2] ?? '';
    const start = match.index + match[0].lastIndexOf('</') - body.length;
    kept.push({ start, end: start + body.length });
  }
  let masked = '';
  let at = 0;
  for (const { start, end } of kept) {
    if (start < at) continue;
    masked += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return masked + blank(text.slice(at));
}

// Two scripts of one component must not run together into one statement, yet no character may be added.
function blank(text: string): string {
  return text.replace(/[^\r\n\u2028\u2029]/g, ' ').replace(/ (?=[\r\n]|$)/, ';');
}
