/** What is known about one project in this process: one session answers all rules and all files. */
import type { Finding } from '../analysis/finding.ts';
import { Analyser } from '../project/analyser.ts';
import type { Config } from '../project/config.ts';
import { openSession } from '../project/open-session.ts';
import type { ProjectSession } from '../project/session.ts';
import { findingsOf, isShownIn } from './problems.ts';

/** Milliseconds between two looks at the disk, at least. */
const MIN_PAUSE = 200;

/** A look at the disk may take one part in this many of the time that passes, however large the project is. */
const LOOK_SHARE = 20;

/**
 * For how long an unsaved text counts after it was linted last, in milliseconds. ESLint does not say when an editor
 * closes a file. One that is worked on is linted again and again; one that was closed without saving is not, and must not
 * count for ever.
 */
const UNSAVED_FOR = 10 * 60_000;

/** The findings of one project, kept up to date with its files and with the unsaved texts that are being linted. */
export class ProjectIndex {
  readonly #root: string;
  #config = '';
  #session: ProjectSession | undefined;
  #nextLook = 0;
  /** When the linted texts that the disk does not have were linted last, by file. */
  readonly #unsaved = new Map<string, number>();
  #findings: readonly Finding[] | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** What is to show in a file (relative to the root) whose text is this one. Nothing in a file that is not the project's. */
  findingsIn(file: string, text: string, config: Config): readonly Finding[] {
    const session = this.#sessionFor(config);
    if (performance.now() >= this.#nextLook || !session.isAsSeen(file)) this.#look(session);
    if (!session.has(file)) return [];
    this.#useText(session, file, text);
    this.#findings ??= this.#analyse(session, config);
    return this.#findings.filter((finding) => isShownIn(finding, file));
  }

  #sessionFor(config: Config): ProjectSession {
    const key = JSON.stringify(config);
    if (this.#session && key === this.#config) return this.#session;
    this.#config = key;
    this.#findings = undefined;
    this.#unsaved.clear();
    this.#session = openSession(this.#root, { config });
    this.#nextLook = performance.now() + MIN_PAUSE;
    return this.#session;
  }

  #look(session: ProjectSession): void {
    const start = performance.now();
    if (session.refresh()) this.#findings = undefined;
    for (const [file, lintedAt] of this.#unsaved) {
      if (lintedAt + UNSAVED_FOR < start) this.#forget(session, file);
      else if (!session.hasUnsaved(file)) this.#unsaved.delete(file);
    }
    const end = performance.now();
    this.#nextLook = end + Math.max(MIN_PAUSE, (end - start) * LOOK_SHARE);
  }

  #useText(session: ProjectSession, file: string, text: string): void {
    if (session.setText(file, text)) this.#findings = undefined;
    if (session.hasUnsaved(file)) this.#unsaved.set(file, performance.now());
    else this.#unsaved.delete(file);
  }

  #forget(session: ProjectSession, file: string): void {
    this.#unsaved.delete(file);
    if (session.setText(file, undefined)) this.#findings = undefined;
  }

  #analyse(session: ProjectSession, config: Config): readonly Finding[] {
    const facts = session.facts(() => new Analyser());
    session.save();
    return findingsOf(facts, config.strict);
  }
}
