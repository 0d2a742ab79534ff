/** Finds what a source text imports without parsing it. */

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])([^"'\n]+)\1/g;

/** The specifiers of a text's imports, as written; now and then one that only looks like an import. */
export function importSpecifiers(text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map(match => match[2] ?? '');
}
