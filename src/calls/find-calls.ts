/** Finds the calls of the Zoom API in the code of a project. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { comparePlaces, LineIndex, type Place, type Span } from '../util/span.ts';
import type { CallSite } from './call-site.ts';
import { Interpreter } from './interpreter.ts';
import type { Sources } from './modules.ts';
import { Requests, type CallHints, type Found } from './requests.ts';
import { ts } from './ts.ts';

/** What the finder needs of a project. Paths are relative to its root, with forward slashes. */
export interface CallFinderInput {
  /** Code files that may call Zoom. */
  readonly files: readonly string[];
  /** All code files: those that import a wrapper are read too. */
  readonly candidates?: readonly string[];
  readFile(path: string): string | undefined;
  resolve(specifier: string, fromFile: string): string | undefined;
  readonly catalogue: Catalogue;
  /** The name of the project or its folder. */
  readonly rootName: string;
  readonly hints?: Partial<CallHints>;
}

export interface FoundCalls {
  /** Sorted by place. */
  readonly calls: readonly CallSite[];
  /** Files that could not be analysed to the end. */
  readonly diagnostics: readonly { readonly place: Place; readonly message: string }[];
  /** Every file that was read. */
  readonly read: readonly string[];
}

const TOO_DEEP = 'This file is nested too deeply to be analysed; calls in it are not seen.';

/** How often importers of wrappers are looked for again. */
const MAX_ROUNDS = 6;

export function findCalls(input: CallFinderInput): FoundCalls {
  const sources = new ParsedSources(input);
  const interpreter = new Interpreter(sources);
  const requests = new Requests(interpreter, input.catalogue, input.rootName, { wrappers: input.hints?.wrappers ?? [], baseUrls: input.hints?.baseUrls ?? [] });
  const diagnostics: { place: Place; message: string }[] = [];
  const found: Found[] = [];
  const done = new Set<string>();
  const report = (file: string, message: string): void => void diagnostics.push({ place: { file, line: 1, column: 1 }, message });
  const analyse = (files: readonly string[]): void => {
    // All are parsed before the first is analysed: callers anywhere say what parameters are.
    const parsed = files.filter(file => !done.has(file)).flatMap(file => sources.file(file) ?? []);
    requests.add(parsed);
    for (const source of parsed) {
      done.add(source.fileName);
      try {
        found.push(...requests.in(source));
        if (requests.isTooDeep(source.fileName)) report(source.fileName, 'A call in this file is nested too deeply to be analysed, and is not seen.');
        if (interpreter.renewAllowance()) report(source.fileName, 'This file takes too much work to be analysed to the end; calls in it may be unresolved.');
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        report(source.fileName, TOO_DEEP);
      }
    }
  };
  analyse(input.files);
  const importers = new Importers(input);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const further = importers.of(requests.wrapperFiles()).filter(file => !done.has(file));
    if (further.length === 0) break;
    analyse(further);
  }
  found.push(...requests.unclosed());
  for (const file of done) {
    const source = sources.file(file);
    try {
      if (source) found.push(...requests.leftoversIn(source));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (!requests.isTooDeep(file)) report(file, TOO_DEEP);
    }
  }
  for (const file of sources.tooDeep) report(file, TOO_DEEP);
  const calls = found.map(one => sources.callSite(one));
  return { calls: distinctCalls(calls), diagnostics, read: [...sources.loaded()].map(source => source.fileName).sort() };
}

/** Who imports what, by the text of import statements alone. */
class Importers {
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

function distinctCalls(calls: readonly CallSite[]): readonly CallSite[] {
  const byKey = new Map<string, CallSite>();
  for (const call of calls) {
    const key = `${call.span.file}:${call.span.start}:${call.method} ${call.path} ${call.resolution.kind}`;
    if (!byKey.has(key)) byKey.set(key, call);
  }
  return [...byKey.values()].sort((a, b) => comparePlaces(a.span, b.span) || compareText(a.method, b.method) || compareText(a.path, b.path));
}

function compareText(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

/** Files parsed once each, with their lines. */
class ParsedSources implements Sources {
  /** Files that even parsing runs out of stack on. */
  readonly tooDeep: string[] = [];
  readonly #input: CallFinderInput;
  readonly #files = new Map<string, ts.SourceFile | undefined>();
  readonly #lines = new Map<string, LineIndex>();
  readonly #resolved = new Map<string, string | undefined>();

  constructor(input: CallFinderInput) {
    this.#input = input;
  }

  file(path: string): ts.SourceFile | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const content = this.#input.readFile(path);
    const source = content === undefined ? undefined : this.#parse(path, content);
    this.#files.set(path, source);
    return source;
  }

  resolve(specifier: string, fromFile: string): string | undefined {
    const key = `${fromFile}\0${specifier}`;
    if (!this.#resolved.has(key)) this.#resolved.set(key, this.#input.resolve(specifier, fromFile));
    return this.#resolved.get(key);
  }

  #parse(path: string, content: string): ts.SourceFile | undefined {
    try {
      return parse(path, content);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.tooDeep.push(path);
      return undefined;
    }
  }

  *loaded(): Iterable<ts.SourceFile> {
    for (const source of [...this.#files.values()]) if (source) yield source;
  }

  callSite({ node, outcome, via }: Found): CallSite {
    const own = outcome.nodes.find(text => text.getSourceFile() === node.getSourceFile() && text.pos >= node.pos && text.end <= node.end);
    return {
      span: this.#span(node),
      pathSpan: this.#span(own ?? namedPart(node, outcome.nodes.length > 0)),
      method: outcome.method,
      path: outcome.path,
      resolution: outcome.resolution,
      confidence: outcome.confidence,
      subject: outcome.subject,
      via: via.map(step => this.#span(step)).map(({ file, line, column }) => ({ file, line, column })),
    };
  }

  #span(node: ts.Node): Span {
    const source = node.getSourceFile();
    let lines = this.#lines.get(source.fileName);
    if (!lines) this.#lines.set(source.fileName, lines = new LineIndex(source.text));
    return lines.span(source.fileName, node.getStart(source), node.end);
  }
}

/** The part of a call to underline where its path is not written in it: the argument that gives it, or the method's name. */
function namedPart(node: ts.Node, isGiven: boolean): ts.Node {
  if (!ts.isCallExpression(node)) return node;
  const [argument] = node.arguments;
  if (isGiven && argument && !ts.isObjectLiteralExpression(argument)) return argument;
  return ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
}

const kinds: Readonly<Record<string, ts.ScriptKind>> = { json: ts.ScriptKind.JSON, ts: ts.ScriptKind.TS, mts: ts.ScriptKind.TS, cts: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX };

function parse(path: string, content: string): ts.SourceFile {
  const extension = /\.(\w+)$/.exec(path)?.[1] ?? 'js';
  // Plain JavaScript may hold JSX; single-file components' scripts may be TypeScript.
  const kind = kinds[extension] ?? (/^(vue|svelte|astro)$/.test(extension) ? ts.ScriptKind.TS : ts.ScriptKind.JSX);
  return ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true, kind);
}
