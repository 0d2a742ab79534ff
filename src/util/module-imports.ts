/** Finds what a source text imports without parsing it. */

/** One import, as written; now and then one that only looks like an import. */
export interface ModuleImport {
  readonly specifier: string;
  /** What comes in goes out again: `export … from`, `module.exports = require(…)`. */
  readonly isReexport: boolean;
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])([^"'\n]+)\1/g;

/** The imports of a text, in their order. */
export function findImports(text: string): readonly ModuleImport[] {
  const imports: ModuleImport[] = [];
  let end = 0;
  for (const match of text.matchAll(IMPORT)) {
    const [whole, , specifier = ''] = match;
    imports.push({ specifier, isReexport: passesOn(text.slice(end, match.index), whole) });
    end = match.index + whole.length;
  }
  return imports;
}

/** A text without the specifiers of its imports. */
export function withoutImports(text: string): string {
  return text.replaceAll(IMPORT, '');
}

function passesOn(before: string, whole: string): boolean {
  if (whole.startsWith('require')) return /\bexports\s*=\s*$/.test(before);
  if (!whole.startsWith('from')) return false;
  const statement = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf("'"), before.lastIndexOf('"')) + 1);
  return statement.match(/\b(?:im|ex)port\b/g)?.at(-1) === 'export';
}
