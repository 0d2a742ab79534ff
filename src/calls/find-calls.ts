/** Finds the calls of the Zoom API in the code of a project. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { isTooLong } from '../util/code-length.ts';
import { compareText } from '../util/compare-text.ts';
import { findImports, type ModuleImport } from '../util/module-imports.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import type { CallHints } from './call-hints.ts';
import type { CallSite } from './call-site.ts';
import type { Found } from './file-states.ts';
import { Importers, type Names } from './importers.ts';
import { Knowledge, Outdated } from './knowledge.ts';
import { syntaxErrorOf } from './project-sources.ts';
import { SourceTrees, type SourceTree } from './source-trees.ts';

/** What the finder needs of a project. Paths are relative to its root, with forward slashes. */
export interface CallFinderInput {
  /** Code files that may call Zoom. */
  readonly files: readonly string[];
  /** Code files that may, if they import one of those, directly or through files that pass it on. */
  readonly faint?: readonly string[];
  /** All code files: those that import a wrapper are read too. */
  readonly candidates?: readonly string[];
  /** A text without a byte order mark; undefined where there is none. */
  readonly readFile: (path: string) => string | undefined;
  /** What a code file imports, read from its text if absent; the same function as long as none imports anything else. */
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
  /** Every file that was read; of a finder that is asked again also such as only an earlier text had need of. */
  readonly read: readonly string[];
}

const TOO_DEEP = 'This file is nested too deeply to be analysed; calls in it are not seen.';
const TOO_LONG = 'This file is too long to be analysed; calls in it are not seen.';

/** How often importers of wrappers are looked for again. */
const MAX_ROUNDS = 6;

/**
 * Finds calls again and again in one project, whose texts may change in between: what neither changed nor hangs on what
 * did is not worked out again. The calls, addresses and diagnostics are those that a new finder would find; where that
 * one comes to a bound, what is known already may lead further.
 */
export class CallFinder {
  /** The trees of the files that were read. Others who walk the same texts between two runs share them. */
  readonly trees = new SourceTrees();
  readonly #importers = new Importers();
  #knowledge: Knowledge | undefined;

  find(input: CallFinderInput): FoundCalls {
    this.trees.renew();
    return this.#findAgain(input) ?? this.#find(input, new Knowledge(input, this.trees));
  }

  #findAgain(input: CallFinderInput): FoundCalls | undefined {
    if (!this.#knowledge?.update(input)) return undefined;
    try {
      return this.#find(input, this.#knowledge);
    } catch (error) {
      if (error instanceof Outdated) return undefined;
      throw error;
    }
  }

  #find(input: CallFinderInput, knowledge: Knowledge): FoundCalls {
    this.#knowledge = undefined;
    const found = new Run(input, knowledge, this.#importers).result();
    if (knowledge.isWhole(new Set(found.read))) this.#knowledge = knowledge;
    return found;
  }
}

/** Finds the calls of one project once. */
export function findCalls(input: CallFinderInput): FoundCalls {
  return new CallFinder().find(input);
}

class Run {
  readonly #input: CallFinderInput;
  readonly #knowledge: Knowledge;
  readonly #importers: Importers;
  readonly #analysed: SourceTree[] = [];
  readonly #done = new Set<string>();
  readonly #found: Found[] = [];
  readonly #diagnostics: FoundCalls['diagnostics'][number][] = [];

  constructor(input: CallFinderInput, knowledge: Knowledge, importers: Importers) {
    this.#input = input;
    this.#knowledge = knowledge;
    this.#importers = importers;
  }

  result(): FoundCalls {
    const { sources, requests } = this.#knowledge;
    const files = this.#files();
    this.#analyse(files);
    this.#analyseImporters(files);
    this.#found.push(...requests.unclosed());
    this.#findDescribed();
    const read = this.#knowledge.readBy(this.#done);
    for (const [file, text] of sources.unparsed) if (read.has(file)) this.#report(file, isTooLong(text) ? TOO_LONG : TOO_DEEP);
    return {
      calls: distinctCalls(this.#found.map(one => sources.callSite(one))),
      addresses: this.#unusedAddresses(),
      diagnostics: this.#diagnostics,
      read: [...read].sort(),
    };
  }

  /** The files to begin with. */
  #files(): readonly string[] {
    const { candidates = [], faint = [], files, readFile, resolve, importsOf = (path: string) => findImports(readFile(path) ?? '') } = this.#input;
    this.#importers.update({ files: candidates, readFile, importsOf, resolve });
    if (faint.length === 0) return files;
    const known = new Set(faint);
    return [...new Set([...files, ...this.#importers.of(this.#namesOf(files), file => known.has(file))])].sort();
  }

  #namesOf(files: readonly string[]): ReadonlyMap<string, Names> {
    return new Map(files.map(file => [file, this.#knowledge.interpreter.modules.namesOf(file)]));
  }

  #analyse(files: readonly string[]): void {
    const { sources, requests } = this.#knowledge;
    // All are parsed before the first is analysed: callers anywhere say what parameters are.
    const parsed = files.filter(file => !this.#done.has(file)).flatMap(file => sources.file(file) ?? []);
    for (const file of files) this.#done.add(file);
    requests.add(parsed);
    this.#knowledge.forgetOutdated(this.#analysed.length === 0);
    for (const source of parsed) {
      this.#analysed.push(source);
      const error = syntaxErrorOf(source);
      if (error) this.#report(source.fileName, `This file does not parse, so calls in it may not be seen: ${error.message}`, error);
      this.#analyseOne(source);
    }
  }

  #analyseOne(source: SourceTree): void {
    const { requests } = this.#knowledge;
    try {
      this.#found.push(...requests.in(source));
      if (requests.isTooDeep(source.fileName)) this.#report(source.fileName, 'A call in this file is nested too deeply to be analysed, and is not seen.');
      if (requests.isSpent(source)) this.#report(source.fileName, 'This file takes too much work to be analysed to the end; calls in it may be unresolved.');
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#reportTooDeep(source.fileName);
    }
  }

  /** Files that import a wrapper, or anything that speaks of Zoom's hosts. */
  #analyseImporters(files: readonly string[]): void {
    const { readFile } = this.#input;
    const { requests } = this.#knowledge;
    const speaking = files.filter(file => /zoom(gov)?\.(us|com)|@zoom\/rivet/.test(readFile(file) ?? ''));
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const further = this.#importers.of(this.#namesOf([...requests.wrapperFiles(), ...requests.clientFiles(), ...speaking]), file => !this.#done.has(file));
      if (further.length === 0) return;
      this.#analyse(further);
    }
  }

  #unusedAddresses(): FoundCalls['addresses'] {
    return this.#knowledge.requests.unusedAddresses().map(({ node, path }) => {
      const source = node.getSourceFile();
      const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
      return { place: { file: source.fileName, line: line + 1, column: character + 1 }, path };
    });
  }

  #findDescribed(): void {
    const { requests } = this.#knowledge;
    for (const source of this.#analysed) {
      try {
        this.#found.push(...requests.describedIn(source));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        if (!requests.isTooDeep(source.fileName)) this.#reportTooDeep(source.fileName);
      }
    }
  }

  #reportTooDeep(file: string): void {
    this.#knowledge.isCutShort = true;
    this.#report(file, TOO_DEEP);
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
