/** Finds the files that import a wrapper, so that its calls in them are seen whatever else they say. */
import type { CallFinderInput } from './find-calls.ts';

/** Who imports what, by the text of import statements alone. */
export class Importers {
  readonly #input: CallFinderInput;
  #imports: ReadonlyMap<string, readonly { readonly file: string; readonly isReexport: boolean }[]> | undefined;

  constructor(input: CallFinderInput) {
    this.#input = input;
  }

  /** Files that import a wrapper, or anything that speaks of Zoom's hosts, also through files that only pass it on. */
  of(wrappers: ReadonlySet<string>): readonly string[] {
    const imports = this.#imports ??= this.#read();
    const sources = [...new Set([...wrappers, ...this.#input.files.filter(file => /zoom(gov)?\.(us|com)|@zoom\/rivet/.test(this.#input.readFile(file) ?? ''))])];
    const found = new Set<string>();
    for (const source of sources) {
      for (const { file, isReexport } of imports.get(source) ?? []) {
        found.add(file);
        if (isReexport && !sources.includes(file)) sources.push(file);
      }
      // A module of Nest's gives the services that it lists their base URL.
      if (/HttpModule\.register/.test(this.#input.readFile(source) ?? '')) for (const [target, importers] of imports) if (importers.some(({ file }) => file === source)) found.add(target);
    }
    return [...found].sort();
  }

  #read(): ReadonlyMap<string, readonly { file: string; isReexport: boolean }[]> {
    const imports = new Map<string, { file: string; isReexport: boolean }[]>();
    for (const file of this.#input.candidates ?? []) {
      for (const match of (this.#input.readFile(file) ?? '').matchAll(IMPORT)) {
        const target = match[2] === undefined ? undefined : this.#input.resolve(match[2], file);
        if (target === undefined) continue;
        const entry = { file, isReexport: match[1] !== undefined };
        const known = imports.get(target);
        if (known) known.push(entry);
        else imports.set(target, [entry]);
      }
    }
    return imports;
  }
}

/** An import, export or require; the first group is there where what comes in goes out again. */
const IMPORT = /(\bexport\b[^;'"]*?\bfrom\s*|\bexports\s*=\s*require\s*\(\s*)?(?:(?<=from\s*)|\bfrom\s*|\bimport\s*\(?\s*|(?:(?<=require\s*\(\s*)|\brequire\s*\(\s*))["']([^"'\n]+)["']/g;
