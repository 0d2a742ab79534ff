/** What is known about one project in this process: one session answers all rules and all files. */
import type { Finding } from '../analysis/finding.ts';
import { Analyser } from '../project/analyser.ts';
import type { Config } from '../project/config.ts';
import { hashOf } from '../project/file-look.ts';
import { openSession } from '../project/open-session.ts';
import type { ProjectSession } from '../project/session.ts';
import { filesShowing, findingsOf } from './problems.ts';

/** Milliseconds between two looks at the disk, at least. */
const MIN_PAUSE = 200;

/** So many milliseconds in which nothing is linted tell somebody who types from a run over many files. */
const PAUSE = 500;

/**
 * A look at the disk may take one part in this many of the time that passes, however large the project is: less while
 * file after file is linted, as in a run over all of them, than with pauses in between, as somebody makes who types.
 */
const LOOK_SHARE = { inRun: 2_000, afterPause: 20 };

/** The first look at a project, which reads every file, takes as long as this many later ones, about. */
const LOOKS_IN_OPENING = 5;

/**
 * For how long an unsaved text counts after it was linted last, in milliseconds. ESLint does not say when an editor
 * closes a file. One that is worked on is linted again and again; one that was closed without saving is not, and must not
 * count for ever.
 */
const UNSAVED_FOR = 10 * 60_000;

/**
 * So many files linted one after another without a change are a run over all of them, which nobody edits in between: what
 * an edit would need is let go then, since the collector of garbage looks at it again and again.
 */
const RUN_LENGTH = 100;

/** The findings of one project, kept up to date with its files and with the unsaved texts that are being linted. */
export class ProjectIndex {
  readonly #root: string;
  #config: { readonly value: Config; readonly key: string } | undefined;
  #session: ProjectSession | undefined;
  #look = { end: 0, took: 0 };
  #askedAt = 0;
  /** When the linted texts that the disk does not have were linted last, by file. */
  readonly #unsaved = new Map<string, number>();
  #findings: ReadonlyMap<string, readonly Finding[]> | undefined;
  /** How often findings were asked for since they changed. */
  #asked = 0;

  constructor(root: string) {
    this.#root = root;
  }

  /** What is to show in a file (relative to the root) whose text is this one. Nothing in a file that is not the project's. */
  findingsIn(file: string, text: string, config: Config): readonly Finding[] {
    const session = this.#sessionFor(config);
    if (this.#isLookDue()) this.#lookAgain(session);
    if (!hasText(session, file, text)) {
      if (!session.isAsSeen(file)) this.#lookAgain(session);
      if (!session.has(file)) return [];
      this.#useText(session, file, text);
    }
    this.#findings ??= this.#analyse(session, config);
    if (++this.#asked === RUN_LENGTH) session.rest();
    return this.#findings.get(file) ?? [];
  }

  #sessionFor(config: Config): ProjectSession {
    if (this.#session && config === this.#config?.value) return this.#session;
    const key = JSON.stringify(config);
    const isSame = key === this.#config?.key;
    this.#config = { value: config, key };
    if (this.#session && isSame) return this.#session;
    this.#findings = undefined;
    this.#unsaved.clear();
    const start = performance.now();
    this.#session = openSession(this.#root, { config });
    const end = performance.now();
    this.#look = { end, took: (end - start) / LOOKS_IN_OPENING };
    return this.#session;
  }

  #isLookDue(): boolean {
    const now = performance.now();
    const share = now - this.#askedAt > PAUSE ? LOOK_SHARE.afterPause : LOOK_SHARE.inRun;
    this.#askedAt = now;
    return now >= this.#look.end + Math.max(MIN_PAUSE, this.#look.took * share);
  }

  #lookAgain(session: ProjectSession): void {
    const start = performance.now();
    if (session.refresh()) this.#findings = undefined;
    for (const [file, lintedAt] of this.#unsaved) {
      if (lintedAt + UNSAVED_FOR < start) this.#forget(session, file);
      else if (!session.hasUnsaved(file)) this.#unsaved.delete(file);
    }
    const end = performance.now();
    this.#look = { end, took: end - start };
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

  #analyse(session: ProjectSession, config: Config): ReadonlyMap<string, readonly Finding[]> {
    this.#asked = 0;
    const facts = session.facts(() => new Analyser());
    session.save();
    return byFile(findingsOf(facts, config.strict));
  }
}

/** Whether a text is what the disk had of a file when it was seen last: nothing is to be asked of the disk then. */
function hasText(session: ProjectSession, file: string, text: string): boolean {
  const known = session.files.hash(file);
  return known !== undefined && !session.hasUnsaved(file) && known === hashOf(text);
}

/** Findings by the files in which they are shown. */
function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const file of filesShowing(finding)) {
      const shown = files.get(file);
      if (shown) shown.push(finding);
      else files.set(file, [finding]);
    }
  }
  return files;
}
