/** Finds the calls of the Zoom API in the code of a project. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { compareText } from '../util/compare-text.ts';
import { findImports, type ModuleImport } from '../util/module-imports.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import type { CallSite } from './call-site.ts';
import { Importers } from './importers.ts';
import { Interpreter } from './interpreter.ts';
import { ProjectSources, syntaxErrorOf } from './project-sources.ts';
import { Requests, type CallHints, type Found } from './requests.ts';
import { SourceTrees, type SourceTree } from './source-trees.ts';

/** What the finder needs of a project. Paths are relative to its root, with forward slashes. */
export interface CallFinderInput {
  /** Code files that may call Zoom. */
  readonly files: readonly string[];
  /** All code files: those that import a wrapper are read too. */
  readonly candidates?: readonly string[];
  /** A text without a byte order mark; undefined where there is none. */
  readonly readFile: (path: string) => string | undefined;
  /** What a code file imports; read from its text if absent. */
  readonly importsOf?: (path: string) => readonly ModuleImport[];
  /** The file of the project that a specifier means; undefined for packages from outside. */
  readonly resolve: (specifier: string, fromFile: string) => string | undefined;
  readonly catalogue: Catalogue;
  /** The name of the project or its folder. */
  readonly rootName: string;
  readonly hints?: Partial<CallHints>;
}

export interface FoundCalls {
  /** Sorted by place. */
  readonly calls: readonly CallSite[];
  /** Addresses of the API that no request was seen to use. Paths are relative to the API base and go on in ways that are not known. */
  readonly addresses: readonly { readonly place: Place; readonly path: string }[];
  /** Files that could not be analysed to the end. */
  readonly diagnostics: readonly { readonly place: Place; readonly message: string }[];
  /** Every file that was read. */
  readonly read: readonly string[];
}

const TOO_DEEP = 'This file is nested too deeply to be analysed; calls in it are not seen.';

/** How often importers of wrappers are looked for again. */
const MAX_ROUNDS = 6;

/**
 * Finds calls again and again in one project, whose texts may change in between: what did not change is not parsed
 * again. Each answer is the one that a new finder would give.
 */
export class CallFinder {
  /** The trees of the files that were read. Others who walk the same texts between two runs share them. */
  readonly trees = new SourceTrees();
  readonly #importers = new Importers();

  find(input: CallFinderInput): FoundCalls {
    this.trees.renew();
    return new Run(input, this.trees, this.#importers).result();
  }
}

/** Finds the calls of one project once. */
export function findCalls(input: CallFinderInput): FoundCalls {
  return new CallFinder().find(input);
}

class Run {
  readonly #input: CallFinderInput;
  readonly #sources: ProjectSources;
  readonly #importers: Importers;
  readonly #interpreter: Interpreter;
  readonly #requests: Requests;
  readonly #diagnostics: { place: Place; message: string }[] = [];
  readonly #found: Found[] = [];
  readonly #done = new Set<string>();

  constructor(input: CallFinderInput, trees: SourceTrees, importers: Importers) {
    this.#input = input;
    this.#importers = importers;
    this.#sources = new ProjectSources(input, trees);
    this.#interpreter = new Interpreter(this.#sources);
    this.#requests = new Requests(this.#interpreter, input.catalogue, input.rootName, { wrappers: input.hints?.wrappers ?? [], baseUrls: input.hints?.baseUrls ?? [] });
  }

  result(): FoundCalls {
    this.#analyse(this.#input.files);
    this.#analyseImporters();
    this.#found.push(...this.#requests.unclosed());
    this.#findDescribed();
    for (const file of this.#sources.tooDeep) this.#report(file, TOO_DEEP);
    return {
      calls: distinctCalls(this.#found.map(one => this.#sources.callSite(one))),
      addresses: this.#unusedAddresses(),
      diagnostics: this.#diagnostics,
      read: this.#sources.loaded.map(source => source.fileName).sort(),
    };
  }

  #analyse(files: readonly string[]): void {
    // All are parsed before the first is analysed: callers anywhere say what parameters are.
    const parsed = files.filter(file => !this.#done.has(file)).flatMap(file => this.#sources.file(file) ?? []);
    this.#requests.add(parsed);
    for (const source of parsed) {
      this.#done.add(source.fileName);
      const error = syntaxErrorOf(source);
      if (error) this.#report(source.fileName, `This file does not parse, so calls in it may not be seen: ${error.message}`, error);
      this.#analyseOne(source);
    }
  }

  #analyseOne(source: SourceTree): void {
    try {
      this.#found.push(...this.#requests.in(source));
      if (this.#requests.isTooDeep(source.fileName)) this.#report(source.fileName, 'A call in this file is nested too deeply to be analysed, and is not seen.');
      if (this.#interpreter.budget.renew()) this.#report(source.fileName, 'This file takes too much work to be analysed to the end; calls in it may be unresolved.');
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#report(source.fileName, TOO_DEEP);
    }
  }

  /** Files that import a wrapper, or anything that speaks of Zoom's hosts. */
  #analyseImporters(): void {
    const { candidates = [], files, readFile, resolve, importsOf = (path: string) => findImports(readFile(path) ?? '') } = this.#input;
    this.#importers.update({ files: candidates, readFile, importsOf, resolve });
    const speaking = files.filter(file => /zoom(gov)?\.(us|com)|@zoom\/rivet/.test(readFile(file) ?? ''));
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const further = this.#importers.of([...this.#requests.wrapperFiles(), ...speaking]).filter(file => !this.#done.has(file));
      if (further.length === 0) return;
      this.#analyse(further);
    }
  }

  #unusedAddresses(): FoundCalls['addresses'] {
    return this.#requests.unusedAddresses().map(({ node, path }) => {
      const source = node.getSourceFile();
      const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
      return { place: { file: source.fileName, line: line + 1, column: character + 1 }, path };
    });
  }

  #findDescribed(): void {
    for (const file of this.#done) {
      const source = this.#sources.file(file);
      try {
        if (source) this.#found.push(...this.#requests.describedIn(source));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        if (!this.#requests.isTooDeep(file)) this.#report(file, TOO_DEEP);
      }
    }
  }

  #report(file: string, message: string, { line, column } = { line: 1, column: 1 }): void {
    this.#diagnostics.push({ place: { file, line, column }, message });
  }
}

function distinctCalls(calls: readonly CallSite[]): readonly CallSite[] {
  const byKey = new Map<string, CallSite>();
  for (const call of calls) {
    const key = `${call.span.file}:${call.span.start}:${call.method} ${call.path} ${call.resolution.kind}`;
    if (!byKey.has(key)) byKey.set(key, call);
  }
  return [...byKey.values()].sort((a, b) => comparePlaces(a.span, b.span) || compareText(a.method ?? '', b.method ?? '') || compareText(a.path ?? '', b.path ?? ''));
}
