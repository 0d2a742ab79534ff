/** Times whole processes, and watches their memory. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { takeTurnsOnCores } from './cores.ts';
import type { Tool } from './tools.ts';

/** What runs of one tool came to. */
export interface Measurement {
  readonly name: string;
  /** Milliseconds of each run, in their order. */
  readonly times: readonly number[];
  /** Milliseconds of each run that were spent in what is looked at; empty for tools that do not say. */
  readonly parts: readonly number[];
  /** The most that the process and its children had in memory, in bytes; undefined where the system does not say. */
  readonly peak: number | undefined;
}

/** Milliseconds between two looks at the memory. */
const WATCH_EVERY = 25;

/** How often tools run. */
export interface Runs {
  readonly usual: number;
  /** For tools that are slow. */
  readonly slow: number;
}

/**
 * Runs the tools in turns, so that a slow minute of the machine falls on all of them, and every other time the other way
 * round, so that none always comes after the same one. Those of a group run at the same time. Throws if one fails.
 */
export async function measureInTurns(tools: readonly Tool[], folder: string, runs: Runs, say: (line: string) => void): Promise<readonly Measurement[]> {
  const results = new Map(tools.map(({ name }) => [name, { name, times: [] as number[], parts: [] as number[], peak: undefined as number | undefined }]));
  const groupOf = ({ name, group = name }: Tool): string => group;
  const turns = [...new Set(tools.map(groupOf))].map((group) => tools.filter((tool) => groupOf(tool) === group));
  for (let run = 0; run < Math.max(runs.usual, runs.slow); run++) {
    const inOrder = <T>(all: readonly T[]): readonly T[] => (run % 2 === 0 ? all : all.toReversed());
    for (const turn of inOrder(turns)) {
      const due = turn.filter(({ isSlow }) => run < (isSlow ? runs.slow : runs.usual));
      for (const { name, time, peak, part } of await runTogether(inOrder(due), folder)) {
        say(`  ${name}: ${(time / 1000).toFixed(2)} s${part === undefined ? '' : `, ${(part / 1000).toFixed(2)} s of it inside`}`);
        const result = results.get(name);
        result?.times.push(time);
        if (part !== undefined) result?.parts.push(part);
        if (result && peak !== undefined) result.peak = Math.max(result.peak ?? 0, peak);
      }
    }
  }
  return [...results.values()];
}

/** Measurements of the same tools, taken one after the other, as one of each. */
export function together(measurements: readonly (readonly Measurement[])[]): readonly Measurement[] {
  const [first = []] = measurements;
  return first.map(({ name }, tool) => {
    const all = measurements.flatMap((each) => each[tool] ?? []);
    const peaks = all.flatMap(({ peak }) => peak ?? []);
    return { name, times: all.flatMap(({ times }) => times), parts: all.flatMap(({ parts }) => parts), peak: peaks.length > 0 ? Math.max(...peaks) : undefined };
  });
}

/** By how much a part makes runs longer than they would be without it: 0.03 for 3 %. */
export function shareAddedBy({ times, parts }: Measurement): number {
  return medianOf(parts.map((part, run) => part / ((times[run] ?? NaN) - part)));
}

/** One tool's times by another's, turn by turn: what slows the machine down for a while slows both. */
export function ratioInTurns(of: Measurement, by: Measurement): number {
  return medianOf(of.times.map((time, run) => time / (by.times[run] ?? NaN)));
}

/** The middle of the times. */
export function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** The value that this share of the times does not exceed. */
export function percentileOf(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/**
 * Runs tools at the same time, on a core each, so that whatever slows the machine down slows them all. One that ends is
 * started again for as long as another goes on, whose last seconds would be faster than the others' if it had the machine
 * to itself.
 */
async function runTogether(tools: readonly Tool[], folder: string): Promise<readonly Run[]> {
  const start = (tool: Tool): Run => {
    const { folder: own = folder } = tool;
    tool.prepare?.(own);
    return new Run(tool, own);
  };
  const started = tools.map((tool) => ({ tool, run: start(tool), company: [] as Run[] }));
  const all = (): readonly Run[] => started.flatMap(({ run, company }) => [run, ...company]);
  const endTurns = takeTurnsOnCores(() => all().flatMap(({ pid, isDone }) => (isDone ? [] : pid ?? [])));
  try {
    await Promise.all(started.map(async ({ tool, run, company }) => {
      await run.end;
      if (started.some((other) => !other.run.isDone)) company.push(start(tool));
    }));
  } finally {
    endTurns();
    for (const run of all()) run.stop();
  }
  return started.map((each) => each.run);
}

/** One run of a tool. */
class Run {
  readonly name: string;
  /** Rejects if it fails. */
  readonly end: Promise<void>;
  readonly #child: ChildProcess;
  readonly #printsPart: boolean;
  #time = NaN;
  #output = '';
  #peak: number | undefined;
  #isDone = false;

  constructor({ name, args: [command = '', ...args], exits, printsPart = false, env }: Tool, cwd: string) {
    this.name = name;
    this.#printsPart = printsPart;
    const start = performance.now();
    this.#child = spawn(command, args, { cwd, stdio: ['ignore', printsPart ? 'pipe' : 'ignore', 'pipe'], env: { ...process.env, ...env } });
    let complaint = '';
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const watch = setInterval(() => {
      const now = memoryOf(this.#child.pid ?? 0);
      if (now !== undefined) this.#peak = Math.max(this.#peak ?? 0, now);
    }, WATCH_EVERY);
    this.end = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('exit', () => (this.#time = performance.now() - start));
      this.#child.on('close', (code) => {
        clearInterval(watch);
        this.#isDone = true;
        if (exits.includes(code ?? -1)) resolve();
        else reject(new Error(`${name} exits ${String(code)} in ${cwd}: ${complaint.slice(0, 2000)}`));
      });
    });
    // Nobody may be waiting for one that is stopped.
    this.end.catch(() => undefined);
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Milliseconds from its start to its end. */
  get time(): number {
    return this.#time;
  }

  get peak(): number | undefined {
    return this.#peak;
  }

  /** The milliseconds that it prints; undefined for tools that do not. */
  get part(): number | undefined {
    return this.#printsPart ? Number(this.#output) : undefined;
  }

  /** Ends it, if it has not ended. */
  stop(): void {
    if (!this.#isDone) this.#child.kill('SIGKILL');
  }
}

/** What a process and its children have in memory now, as Linux tells it. */
function memoryOf(pid: number): number | undefined {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
    return children.reduce((sum, child) => sum + (memoryOf(Number(child)) ?? 0), own);
  } catch {
    return undefined;
  }
}
