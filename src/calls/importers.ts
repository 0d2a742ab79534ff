/** Finds the files that import a wrapper, so that its calls in them are seen whatever else they say. */
import type { ModuleImport } from '../util/module-imports.ts';
import { registersHttpModule } from './nest.ts';

/** The files of a project that may import each other. */
export interface ImportingFiles {
  readonly files: readonly string[];
  readonly readFile: (path: string) => string | undefined;
  /** What a file imports; the same list as long as the file stays the same. */
  readonly importsOf: (path: string) => readonly ModuleImport[];
  readonly resolve: (specifier: string, fromFile: string) => string | undefined;
}

interface FileImports {
  readonly imports: readonly ModuleImport[];
  /** The files of the project that are imported, and whether what comes from there goes out again. */
  readonly targets: ReadonlyMap<string, boolean>;
}

/** Who imports what, by the text of import statements alone. What stays as it is is not resolved again. */
export class Importers {
  readonly #byFile = new Map<string, FileImports>();
  /** By imported file: who imports it, and whether they pass it on. */
  readonly #importers = new Map<string, Map<string, boolean>>();
  #project: ImportingFiles | undefined;

  /** Takes in the files as they are now. Another `resolve` than the time before means that files came or went. */
  update(project: ImportingFiles): void {
    const isSameResolve = this.#project?.resolve === project.resolve;
    this.#project = project;
    const gone = new Set(this.#byFile.keys());
    for (const file of project.files) {
      gone.delete(file);
      const imports = project.importsOf(file);
      if (isSameResolve && this.#byFile.get(file)?.imports === imports) continue;
      this.#replace(file, { imports, targets: targetsOf(imports, specifier => project.resolve(specifier, file)) });
    }
    for (const file of gone) this.#replace(file, undefined);
  }

  /** Files that import one of these, also through files that only pass it on. */
  of(wanted: Iterable<string>): readonly string[] {
    const sources = new Set(wanted);
    const found = new Set<string>();
    for (const source of sources) {
      for (const [file, isReexport] of this.#importers.get(source) ?? []) {
        found.add(file);
        if (isReexport) sources.add(file);
      }
      const own = this.#byFile.get(source);
      if (own && registersHttpModule(this.#project?.readFile(source) ?? '')) for (const target of own.targets.keys()) found.add(target);
    }
    return [...found].sort();
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
