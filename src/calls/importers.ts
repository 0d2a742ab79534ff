/** Finds the files that import a wrapper, so that its calls in them are seen whatever else they say. */
import type { ModuleImport } from '../util/module-imports.ts';
import { registersHttpModule } from './nest.ts';

/** The files of a project that may import each other. */
export interface ImportingFiles {
  readonly files: readonly string[];
  readonly readFile: (path: string) => string | undefined;
  /** What a file imports; the same list as long as the file stays the same, and the same function as long as all do. */
  readonly importsOf: (path: string) => readonly ModuleImport[];
  readonly resolve: (specifier: string, fromFile: string) => string | undefined;
}

/** Names that a file gives or takes; undefined for any. */
export type Names = ReadonlySet<string> | undefined;

/** What a text takes from a module: names under which it goes on to speak of it, `all` as it is, or undefined for anything. */
type Taken = Names | 'all';

interface FileImports {
  readonly imports: readonly ModuleImport[];
  /** The files of the project that are imported, and whether what comes from there goes out again. */
  readonly targets: ReadonlyMap<string, boolean>;
  /** What is taken from files, as far as somebody asked. */
  readonly taken: Map<string, Taken>;
}

/** Who imports what, by the text of import statements alone. What stays as it is is not resolved again. */
export class Importers {
  readonly #byFile = new Map<string, FileImports>();
  /** By imported file: who imports it, and whether they pass it on. */
  readonly #importers = new Map<string, Map<string, boolean>>();
  #project: ImportingFiles | undefined;

  /** Takes in the files as they are now. Another `resolve` than the time before means that files came or went. */
  update(project: ImportingFiles): void {
    const before = this.#project;
    const isSameResolve = before?.resolve === project.resolve;
    this.#project = project;
    if (isSameResolve && before.files === project.files && before.importsOf === project.importsOf) return;
    const gone = new Set(this.#byFile.keys());
    for (const file of project.files) {
      gone.delete(file);
      const imports = project.importsOf(file);
      if (isSameResolve && this.#byFile.get(file)?.imports === imports) continue;
      this.#replace(file, { imports, targets: targetsOf(imports, specifier => project.resolve(specifier, file)), taken: new Map() });
    }
    for (const file of gone) this.#replace(file, undefined);
  }

  /**
   * Files that import one of these names of these files, also through files that only pass on what they import. Which of
   * them `matter`, if not all do, is cheaper to ask before than after.
   */
  of(wanted: ReadonlyMap<string, Names>, matters: (file: string) => boolean = () => true): readonly string[] {
    const given = new Map(wanted);
    const found = new Set<string>();
    const toDo = [...wanted.keys()];
    for (let source = toDo.pop(); source !== undefined; source = toDo.pop()) {
      const names = given.get(source);
      // There may be thousands: no pairs are made of them.
      this.#importers.get(source)?.forEach((isReexport, file) => {
        if (!isReexport) {
          if (!found.has(file) && matters(file) && takesAny(names, this.#takenBy(file, source))) found.add(file);
          return;
        }
        const taken = meant(names, this.#takenBy(file, source));
        if (taken?.size === 0) return;
        if (matters(file)) found.add(file);
        const before = given.get(file);
        const after = given.has(file) ? together(before, taken) : taken;
        if (given.has(file) && after?.size === before?.size) return;
        given.set(file, after);
        toDo.push(file);
      });
      const own = this.#byFile.get(source);
      if (own && registersHttpModule(this.#project?.readFile(source) ?? '')) for (const target of own.targets.keys()) if (matters(target)) found.add(target);
    }
    return [...found].sort();
  }

  #takenBy(file: string, source: string): Taken {
    const own = this.#byFile.get(file);
    if (!own || !this.#project) return undefined;
    if (!own.taken.has(source)) {
      const { readFile, resolve } = this.#project;
      const specifiers = new Set(own.imports.map(({ specifier }) => specifier).filter(specifier => resolve(specifier, file) === source));
      own.taken.set(source, namesTaken(readFile(file) ?? '', specifiers));
    }
    return own.taken.get(source);
  }

  #replace(file: string, imports: FileImports | undefined): void {
    for (const target of this.#byFile.get(file)?.targets.keys() ?? []) this.#importers.get(target)?.delete(file);
    if (!imports) {
      this.#byFile.delete(file);
      return;
    }
    this.#byFile.set(file, imports);
    for (const [target, isReexport] of imports.targets) {
      const importers = this.#importers.get(target);
      if (importers) importers.set(file, isReexport);
      else this.#importers.set(target, new Map([[file, isReexport]]));
    }
  }
}

function targetsOf(imports: readonly ModuleImport[], resolve: (specifier: string) => string | undefined): ReadonlyMap<string, boolean> {
  const targets = new Map<string, boolean>();
  for (const { specifier, isReexport } of imports) {
    const target = resolve(specifier);
    if (target !== undefined) targets.set(target, isReexport || (targets.get(target) ?? false));
  }
  return targets;
}

/** No list of names is longer: what is, may take anything. */
const MAX_CLAUSE = 10_000;

/** `import { … } from` and `export { … } from`, with what stands between. */
const CLAUSE = /\b(?:im|ex)port\b([^()=]*?)\bfrom\s*$/;

/** What makes a text that follows a specifier. */
const IMPORTING = /(?:\bfrom|\bimport\s*\(?|\brequire\s*\()\s*$/;

/** What a text takes from a module that it means by these specifiers: names where all that it takes has a name and keeps it. */
function namesTaken(text: string, specifiers: ReadonlySet<string>): Taken {
  const names = new Set<string>();
  let hasAll = false;
  for (const written of [...specifiers].flatMap(specifier => [`'${specifier}'`, `"${specifier}"`])) {
    for (let at = text.indexOf(written); at >= 0; at = text.indexOf(written, at + written.length)) {
      const lead = leadOf(text, at);
      const clause = CLAUSE.exec(lead)?.[1]?.trim();
      const list = clause === undefined ? undefined : /^(?:type\s*)?\{([^{}*]*)\}$/.exec(clause)?.[1];
      if (clause === '*') hasAll = true;
      else if (list !== undefined) for (const name of list.split(',')) names.add(name.trim().replace(/^type\s+/, ''));
      else if (IMPORTING.test(lead)) return undefined;
    }
  }
  return [...names].some(name => /\s/.test(name)) ? undefined : hasAll ? 'all' : names;
}

/** What stands before a specifier: all since the text or the statement before it. */
function leadOf(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < MAX_CLAUSE && !'\'"`;'.includes(text.charAt(start - 1))) start--;
  return text.slice(start, end);
}

/** Of the names that are given, those that are taken; what is taken under other names may be any. */
function meant(given: Names, taken: Taken): Names {
  if (taken === 'all' || !given) return given;
  return taken && new Set([...taken].filter(name => given.has(name)));
}

function takesAny(given: Names, taken: Taken): boolean {
  if (taken === 'all' || !given) return given?.size !== 0;
  if (!taken) return true;
  for (const name of taken) if (given.has(name)) return true;
  return false;
}

function together(a: Names, b: Names): Names {
  return a && b && new Set([...a, ...b]);
}
