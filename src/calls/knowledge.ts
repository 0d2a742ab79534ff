/** What is known of a project's code after a run, and what of it still holds when texts have changed. */
import { heritageOf } from './classes.ts';
import { classesIn, shadowedIn } from './file-index.ts';
import type { CallFinderInput } from './find-calls.ts';
import { Interpreter } from './interpreter.ts';
import { registersHttpModule } from './nest.ts';
import { ProjectSources, type ChangedSource } from './project-sources.ts';
import { Requests } from './requests.ts';
import type { SourceTrees } from './source-trees.ts';

/** Thrown where more of what is known no longer holds than is worth finding out one by one. */
export class Outdated extends Error {}

export class Knowledge {
  readonly sources: ProjectSources;
  readonly interpreter: Interpreter;
  readonly requests: Requests;
  /** Something was nested too deeply to be worked out. */
  isCutShort = false;
  #input: CallFinderInput;
  readonly #settings: string;

  constructor(input: CallFinderInput, trees: SourceTrees) {
    const { catalogue, rootName, hints } = input;
    this.#input = input;
    this.#settings = settingsOf(input);
    this.sources = new ProjectSources(input, trees);
    this.interpreter = new Interpreter(this.sources);
    this.requests = new Requests(this.interpreter, catalogue, rootName, { wrappers: hints?.wrappers ?? [], baseUrls: hints?.baseUrls ?? [] });
  }

  /** Goes over to the texts as they are now, for a run to begin; false where too much is different. */
  update(input: CallFinderInput): boolean {
    const { catalogue, resolve } = this.#input;
    if (input.catalogue !== catalogue || input.resolve !== resolve || settingsOf(input) !== this.#settings) return false;
    this.#input = input;
    const changed = this.sources.update(input);
    if (!changed?.every(({ before, after }) => isSameSet(shadowedIn(before), shadowedIn(after)))) return false;
    this.requests.clear();
    const { dependencies } = this.interpreter;
    const heritage = new Set(changed.flatMap(({ before, after }) => [...classesIn(before), ...classesIn(after)]).flatMap(node => [...heritageOf(node)]));
    const isOfNest = changed.some(({ before, after }) => registersHttpModule(before.text) || registersHttpModule(after.text));
    const hanging = [...dependencies.asking(heritage), ...(isOfNest ? this.requests.asking('asksNest') : []), ...(changed.length > 0 ? this.requests.asking('asksEverybody') : [])];
    this.#forget([...changed.map(({ after }) => after.fileName), ...hanging], changed);
    return true;
  }

  /** Forgets what hangs on callers who are others by now. Throws `Outdated` where that was relied on already. */
  forgetOutdated(isFirstRound: boolean): void {
    for (let outdated = this.requests.outdated(); outdated.length > 0; outdated = this.requests.outdated()) {
      if (!isFirstRound) throw new Outdated();
      this.#forget(outdated);
    }
  }

  /** These files, and all that was read for them. */
  readBy(files: Iterable<string>): ReadonlySet<string> {
    return this.interpreter.dependencies.readBy(files);
  }

  /** Whether a later run may go on from here: nothing was left out, and no more is known than of these files. */
  isWhole(read: ReadonlySet<string>): boolean {
    return !this.isCutShort && this.requests.isWhole && [...this.sources.loaded.map(({ fileName }) => fileName), ...this.sources.unparsed.keys()].every(file => read.has(file));
  }

  #forget(files: Iterable<string>, changed: readonly ChangedSource[] = []): void {
    const stale = this.interpreter.dependencies.dependentsOf(files);
    const before = new Map(changed.map(change => [change.after, change.before]));
    for (const source of this.sources.loaded) {
      if (!stale.has(source.fileName)) continue;
      const known = before.get(source) ?? source;
      this.interpreter.forget(known);
      this.requests.forget(known);
    }
  }
}

function settingsOf({ rootName, hints }: CallFinderInput): string {
  return JSON.stringify([rootName, hints]);
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(name => b.has(name));
}
