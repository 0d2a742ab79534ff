/** Sends one file through all of the engine, as the only file of a project, and watches what that costs. */
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Facts } from '../../src/index.ts';
import * as source from '../../src/index.ts';
import type { Bomb } from './bombs.ts';

/** What is examined. */
export type Engine = Pick<typeof source, 'check' | 'collectFacts'>;

/** What became of one file. */
export interface Outcome {
  readonly name: string;
  /** Milliseconds of processor time; of the time that passed where that is less, since the collector of garbage works beside. */
  readonly cost: number;
  /** Calls whose operation is known. */
  readonly calls: number;
  /** The sentences about what could not be read. */
  readonly reported: readonly string[];
  /** What was thrown, if anything was. */
  readonly crash?: string;
}

/**
 * Examines a text under a name that makes it worth reading. `scratch` is a folder that is emptied for it; its name
 * should say zoom, as that of a project that is all about Zoom does. `engine`: the one that is built, to see what users do.
 */
export function examine({ name, file, text, beside = {}, links = {}, locked = [] }: Bomb, scratch: string, engine: Engine = source): Outcome {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  for (const [at, content] of Object.entries({ ...beside, [file]: text })) writeFileSync(path.join(scratch, at), content);
  for (const [at, target] of Object.entries(links)) symlinkSync(target, path.join(scratch, at));
  for (const at of locked) chmodSync(path.join(scratch, at), 0);
  const begin = performance.now();
  const before = process.cpuUsage();
  const cost = (): number => {
    const { user, system } = process.cpuUsage(before);
    return Math.min((user + system) / 1000, performance.now() - begin);
  };
  try {
    const collect = (): Facts => engine.collectFacts(scratch, { includeTests: true });
    const facts = locked.length > 0 ? asNobody(scratch, collect) : collect();
    engine.check(facts);
    const calls = facts.apps.flatMap((app) => app.calls).filter(({ resolution }) => resolution.kind === 'operation');
    return { name, cost: cost(), calls: calls.length, reported: facts.diagnostics.map(({ message }) => message) };
  } catch (error) {
    return { name, cost: cost(), calls: 0, reported: [], crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The user whom no file belongs to, by the number that most systems give it. */
const NOBODY = 65_534;

/** The superuser may read what nobody may: work is done as somebody else then. */
function asNobody<T>(scratch: string, work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  chmodSync(path.dirname(scratch), 0o755);
  process.seteuid?.(NOBODY);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
