/** Syntax trees of source texts, parsed once for all who walk them. */
import { isTooLong } from '../util/code-length.ts';
import { indexTree } from './file-index.ts';
import { ts } from './ts.ts';

/** A parsed file. What it is made of is the parser's affair; it is handed on, not looked into. */
export type SourceTree = ts.SourceFile;

interface Entry {
  readonly text: string;
  /** Undefined where it is too long, and where even parsing runs out of stack. */
  readonly tree: SourceTree | undefined;
}

/** Keeps the trees of texts that stay as they are. */
export class SourceTrees {
  #recent = new Map<string, Entry>();
  #old: ReadonlyMap<string, Entry> = new Map();

  /** The tree of a file with this text, without a byte order mark; undefined where it is too long or nested too deeply to be parsed. */
  of(file: string, text: string): SourceTree | undefined {
    const known = this.#recent.get(file) ?? this.#old.get(file);
    const entry = known?.text === text ? known : { text, tree: isTooLong(text) ? undefined : parseIfShallow(file, text) };
    this.#recent.set(file, entry);
    return entry.tree;
  }

  /** Begins a run: lets go of the trees that nobody has asked for since the one before began. */
  renew(): void {
    this.#old = this.#recent;
    this.#recent = new Map();
  }
}

const kinds: Readonly<Record<string, ts.ScriptKind>> = {
  json: ts.ScriptKind.JSON, ts: ts.ScriptKind.TS, mts: ts.ScriptKind.TS, cts: ts.ScriptKind.TS, tsx: ts.ScriptKind.TSX,
  // The scripts of single-file components may be TypeScript.
  vue: ts.ScriptKind.TS, svelte: ts.ScriptKind.TS, astro: ts.ScriptKind.TS,
};

/** The tree of one text. Throws a RangeError where it is nested too deeply. */
export function parse(file: string, text: string): SourceTree {
  const extension = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  // Plain JavaScript may hold JSX.
  const kind = kinds[extension] ?? ts.ScriptKind.JSX;
  const tree = ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, kind);
  indexTree(tree);
  return tree;
}

function parseIfShallow(file: string, text: string): SourceTree | undefined {
  try {
    return parse(file, text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
