/** Times whole processes, and watches their memory. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
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
 * round, so that none always comes after the same one. Those that are slow take turns while they run. Throws if one fails.
 */
export async function measureInTurns(tools: readonly Tool[], folder: string, runs: Runs, say: (line: string) => void): Promise<readonly Measurement[]> {
  const results = new Map(tools.map(({ name }) => [name, { name, times: [] as number[], parts: [] as number[], peak: undefined as number | undefined }]));
  const slow = tools.filter(({ isSlow }) => isSlow);
  const turns = [...tools.filter(({ isSlow }) => !isSlow).map((tool) => ({ tools: [tool], runs: runs.usual })), { tools: slow, runs: runs.slow }];
  for (let run = 0; run < Math.max(runs.usual, runs.slow); run++) {
    const inOrder = <T>(all: readonly T[]): readonly T[] => (run % 2 === 0 ? all : all.toReversed());
    for (const turn of inOrder(turns.filter((each) => run < each.runs))) {
      for (const { name, time, peak, part } of await runTogether(inOrder(turn.tools), folder)) {
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
 * How many milliseconds a process runs before another has its turn: less than what the plugin takes for a pause of
 * somebody who edits, and much more than what it costs to fill the processor's caches again, which in short turns slows
 * the one with more in memory down.
 */
const SLICE = process.platform === 'win32' ? Infinity : 300;

/** Runs tools beside each other, never two at a time. */
async function runTogether(tools: readonly Tool[], folder: string): Promise<readonly Run[]> {
  const all = tools.map((tool) => {
    const { folder: own = folder } = tool;
    tool.prepare?.(own);
    const run = new Run(tool, own);
    if (tools.length > 1) run.pause();
    return run;
  });
  try {
    for (let left = all; left.length > 0; left = left.filter((run) => !run.isDone)) {
      for (const run of left) await run.goOn(left.length > 1 ? SLICE : Infinity);
    }
  } finally {
    for (const run of all) run.stop();
  }
  return all;
}

/** One run of a tool. */
class Run {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #end: Promise<void>;
  readonly #printsPart: boolean;
  #time = 0;
  #since: number | undefined;
  #output = '';
  #peak: number | undefined;
  #isDone = false;

  constructor({ name, args: [command = '', ...args], exits, printsPart = false, env }: Tool, cwd: string) {
    this.name = name;
    this.#printsPart = printsPart;
    this.#since = performance.now();
    this.#child = spawn(command, args, { cwd, stdio: ['ignore', printsPart ? 'pipe' : 'ignore', 'pipe'], env: { ...process.env, ...env } });
    let complaint = '';
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const watch = setInterval(() => {
      const now = memoryOf(this.#child.pid ?? 0);
      if (now !== undefined) this.#peak = Math.max(this.#peak ?? 0, now);
    }, WATCH_EVERY);
    this.#end = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('exit', () => this.#stopClock());
      this.#child.on('close', (code) => {
        clearInterval(watch);
        this.#isDone = true;
        if (exits.includes(code ?? -1)) resolve();
        else reject(new Error(`${name} exits ${String(code)} in ${cwd}: ${complaint.slice(0, 2000)}`));
      });
    });
    // It is waited for when it goes on.
    this.#end.catch(() => undefined);
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** Milliseconds in which it ran. */
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

  pause(): void {
    this.#child.kill('SIGSTOP');
    this.#stopClock();
  }

  /** Lets it run to its end, or for so many milliseconds and pauses it. Throws if it fails. */
  async goOn(milliseconds: number): Promise<void> {
    if (this.#since === undefined) {
      this.#since = performance.now();
      this.#child.kill('SIGCONT');
    }
    if (milliseconds === Infinity) return this.#end;
    await Promise.race([this.#end, setTimeout(milliseconds)]);
    if (!this.#isDone) this.pause();
  }

  /** Ends it, if it has not ended. */
  stop(): void {
    if (!this.#isDone) this.#child.kill('SIGKILL');
  }

  #stopClock(): void {
    if (this.#since !== undefined) this.#time += performance.now() - this.#since;
    this.#since = undefined;
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
