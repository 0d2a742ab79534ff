/** What is known of the calls in each file, from one run to the next. */
import type { CallNode } from './file-index.ts';
import type { Outcome } from './outcome.ts';
import type { ts } from './ts.ts';
import type { Value } from './value.ts';

/** A call of a client somewhere inside functions, over the parameters that are still open. */
export interface OpenCall {
  readonly callee: Value;
  readonly args: readonly Value[];
  /** The call expression of the client. */
  readonly sink: CallNode;
  /** The way down from the call that was summarised, outermost first, the sink last. */
  readonly via: readonly CallNode[];
  /** The function that is called is the one that the call stands in: a retry. */
  readonly isRecursive?: boolean;
}

/** A request found in code. */
export interface Found {
  /** The call expression, or the property of an object that describes the request. */
  readonly node: ts.Node;
  readonly outcome: Outcome;
  readonly via: readonly CallNode[];
}

/** What is known of the calls in one file. */
export interface FileState {
  readonly processed: Map<CallNode, readonly Found[]>;
  readonly summaries: Map<ts.Node, readonly OpenCall[]>;
  /** By the function that leaves them open. */
  readonly openIn: Map<ts.Node, OpenCall[]>;
  /** Calls whose open requests have been carried on by a call of this file. */
  readonly carried: Set<CallNode>;
  /** What an open call is when no caller carries it on. */
  readonly leftOpen: Map<CallNode, Found>;
  /** Nodes of URL text that some request of this file has used. */
  readonly used: Set<ts.Node>;
  /** The calls that gave parameters something when their callers were asked for here, by round. */
  readonly consulted: Map<ts.ParameterDeclaration, readonly CallNode[]>[];
  /** It hangs on more callers than are told apart. */
  asksEverybody: boolean;
  /** It hangs on how modules of Nest's give services their base. */
  asksNest: boolean;
  found: readonly Found[] | undefined;
  isSpent: boolean;
}

/** The states of all files about which something is known. */
export class FileStates {
  readonly #states = new Map<ts.SourceFile, FileState>();

  get all(): readonly (readonly [ts.SourceFile, FileState])[] {
    return [...this.#states];
  }

  has(source: ts.SourceFile): boolean {
    return this.#states.has(source);
  }

  /** That of the file in which a node stands. */
  of(node: ts.Node): FileState {
    const source = node.getSourceFile();
    let state = this.#states.get(source);
    if (!state) {
      state = { processed: new Map(), summaries: new Map(), openIn: new Map(), carried: new Set(), leftOpen: new Map(), used: new Set(), consulted: [], asksEverybody: false, asksNest: false, found: undefined, isSpent: false };
      this.#states.set(source, state);
    }
    return state;
  }

  forget(source: ts.SourceFile): void {
    this.#states.delete(source);
  }
}
