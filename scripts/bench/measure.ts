/** Times whole processes, and watches their memory. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
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
 * round, so that none always comes after the same one. Throws if one fails.
 */
export async function measureInTurns(tools: readonly Tool[], folder: string, runs: Runs, say: (line: string) => void): Promise<readonly Measurement[]> {
  const results = new Map(tools.map(({ name }) => [name, { name, times: [] as number[], parts: [] as number[], peak: undefined as number | undefined }]));
  for (let run = 0; run < Math.max(runs.usual, runs.slow); run++) {
    const inTurn = tools.filter(({ isSlow = false }) => run < (isSlow ? runs.slow : runs.usual));
    for (const tool of run % 2 === 0 ? inTurn : inTurn.toReversed()) {
      const { folder: own = folder } = tool;
      tool.prepare?.(own);
      const { time, peak, output } = await runOnce(tool, own);
      const part = tool.printsPart ? [Number(output)] : [];
      say(`  ${tool.name}: ${(time / 1000).toFixed(2)} s${part.map((inside) => `, ${(inside / 1000).toFixed(2)} s of it inside`).join('')}`);
      const result = results.get(tool.name);
      result?.times.push(time);
      result?.parts.push(...part);
      if (result && peak !== undefined) result.peak = Math.max(result.peak ?? 0, peak);
    }
  }
  return [...results.values()];
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

interface Run {
  readonly time: number;
  readonly peak: number | undefined;
  readonly output: string;
}

function runOnce({ name, args: [command = '', ...args], exits, printsPart, env }: Tool, cwd: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['ignore', printsPart ? 'pipe' : 'ignore', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    let complaint = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    let peak: number | undefined;
    const watch = setInterval(() => {
      const now = memoryOf(child.pid ?? 0);
      if (now !== undefined) peak = Math.max(peak ?? 0, now);
    }, WATCH_EVERY);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(watch);
      if (exits.includes(code ?? -1)) resolve({ time: performance.now() - start, peak, output });
      else reject(new Error(`${name} exits ${String(code)} in ${cwd}: ${complaint.slice(0, 2000)}`));
    });
  });
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
