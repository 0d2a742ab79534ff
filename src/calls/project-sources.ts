/** The parsed files of one run, and the call sites in them. */
import { LineIndex, type Span } from '../util/span.ts';
import type { CallSite } from './call-site.ts';
import type { CallFinderInput } from './find-calls.ts';
import type { Found } from './file-states.ts';
import type { Sources } from './modules.ts';
import { pathPartOf } from './path-part.ts';
import type { SourceTree, SourceTrees } from './source-trees.ts';
import { ts } from './ts.ts';

/** A file whose text is another than before. */
export interface ChangedSource {
  readonly before: SourceTree;
  readonly after: SourceTree;
}

export class ProjectSources implements Sources {
  /** The texts of files that are too long or nested too deeply to be parsed. */
  readonly unparsed = new Map<string, string>();
  readonly loaded: SourceTree[] = [];
  #input: CallFinderInput;
  readonly #trees: SourceTrees;
  readonly #files = new Map<string, SourceTree | undefined>();
  readonly #resolved = new Map<string, string | undefined>();
  /** Files that have only been searched, for names that they do not have. */
  readonly #searched = new Map<string, { readonly text: string; readonly names: Set<string> }>();

  constructor(input: CallFinderInput, trees: SourceTrees) {
    this.#input = input;
    this.#trees = trees;
  }

  /** Takes the texts as they are now. The parsed files whose text is another; undefined where one is gone, or where one says what it was searched for. */
  update(input: CallFinderInput): readonly ChangedSource[] | undefined {
    this.#input = input;
    const changed: ChangedSource[] = [];
    for (const [index, before] of this.loaded.entries()) {
      const file = before.fileName;
      const text = input.readFile(file);
      const after = text === undefined ? undefined : this.#trees.of(file, text);
      if (!after) return undefined;
      if (after === before) continue;
      changed.push({ before, after });
      this.loaded[index] = after;
      this.#files.set(file, after);
    }
    return this.#isSearchedStill() && this.#isUnparsedStill() ? changed : undefined;
  }

  /** A package's entry may pass on all of a hundred files: those that do not have a name in them need no parsing. */
  mayExport(path: string, name: string): boolean {
    if (this.#files.has(path)) return true;
    const text = this.#input.readFile(path);
    if (text === undefined || mayHold(text, name)) return true;
    const searched = this.#searched.get(path);
    if (searched) searched.names.add(name);
    else this.#searched.set(path, { text, names: new Set([name]) });
    return false;
  }

  #isUnparsedStill(): boolean {
    return [...this.unparsed].every(([path, text]) => this.#input.readFile(path) === text);
  }

  #isSearchedStill(): boolean {
    return [...this.#searched].every(([path, { text, names }]) => {
      const now = this.#files.has(path) ? text : this.#input.readFile(path);
      return now === text || (now !== undefined && ![...names].some(name => mayHold(now, name)));
    });
  }

  file(path: string): SourceTree | undefined {
    if (this.#files.has(path)) return this.#files.get(path);
    const text = this.#input.readFile(path);
    const source = text === undefined ? undefined : this.#trees.of(path, text);
    if (source) this.loaded.push(source);
    else if (text !== undefined) this.unparsed.set(path, text);
    this.#files.set(path, source);
    return source;
  }

  resolve(specifier: string, fromFile: string): string | undefined {
    const key = `${fromFile}\0${specifier}`;
    if (!this.#resolved.has(key)) this.#resolved.set(key, this.#input.resolve(specifier, fromFile));
    return this.#resolved.get(key);
  }

  callSite({ node, outcome, via }: Found): CallSite {
    return {
      span: spanOf(node),
      pathSpan: spanOf(pathPartOf(node, outcome.nodes)),
      method: outcome.method,
      path: outcome.path,
      resolution: outcome.resolution,
      confidence: outcome.confidence,
      subject: outcome.subject,
      via: via.map(step => spanOf(step)).map(({ file, line, column }) => ({ file, line, column })),
    };
  }
}

function mayHold(text: string, name: string): boolean {
  return text.includes(name) || /\bexport\s*\*|\bexports\b/.test(text);
}

/** The first error that the parser met. It goes on after one, but what it makes of the rest may be far from what is meant. */
export function syntaxErrorOf(source: SourceTree): { readonly line: number; readonly column: number; readonly message: string } | undefined {
  // The compiler keeps the errors of a file on it, and says so in its own types only.
  const { parseDiagnostics = [] } = source as SourceTree & { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const [first] = parseDiagnostics;
  return first && { ...linesOf(source).at(first.start), message: ts.flattenDiagnosticMessageText(first.messageText, ' ') };
}

function spanOf(node: ts.Node): Span {
  const source = node.getSourceFile();
  return linesOf(source).span(source.fileName, node.getStart(source), node.end);
}

const lineIndices = new WeakMap<SourceTree, LineIndex>();

function linesOf(source: SourceTree): LineIndex {
  let lines = lineIndices.get(source);
  if (!lines) lineIndices.set(source, lines = new LineIndex(source.text));
  return lines;
}
