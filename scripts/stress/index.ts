/**
 * Tries to bring the engine down: `npm run stress -- --dir FOLDER` sends every code file of a folder through it, each
 * alone and each content once; `--npm` installs the packages of `packages.txt` for that first; `--limit` takes so many
 * of the files, spread over all. Without a folder: generated and spoiled programs and hostile texts. Exits 1 on a crash,
 * a file that takes longer than two seconds, or a process of over one gigabyte.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hashOf } from '../../src/project/file-look.ts';
import { makeBombs } from './bombs.ts';
import type { Outcome } from './examine.ts';
import type { Task } from './worker.ts';

const LIMIT = { milliseconds: 2_000, bytes: 2 ** 30 };
/** A process that says nothing for so long is ended. */
const PATIENCE = 60_000;
const CODE = /\.([cm]?[jt]sx?|vue|svelte|astro)$/;
const FIXTURES = fileURLToPath(new URL('../../fixtures/calls', import.meta.url));

const { values } = parseArgs({
  options: {
    npm: { type: 'boolean', default: false },
    dir: { type: 'string', multiple: true, default: [] },
    limit: { type: 'string', default: 'Infinity' },
    programs: { type: 'string', default: '5000' },
    mutations: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});

const packages = values.npm ? installPackages() : undefined;
const folders = [...values.dir, ...(packages ?? [])];
const tasks = folders.length > 0 ? thin(distinct(folders.flatMap(listCode))).map((file): Task => ({ kind: 'file', path: file })) : generatedTasks();
const scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-stress-'));
const outcomes: (Outcome & { readonly memory: number })[] = [];
try {
  await examineAll();
} finally {
  for (const folder of [scratch, ...(packages ?? [])]) rmSync(folder, { recursive: true });
}
summarise();

/** One folder for each line of the list: packages of different lines may contradict each other. No script of theirs runs. */
function installPackages(): readonly string[] {
  const lines = readFileSync(new URL('packages.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-packages-'));
    execFileSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', ...line.split(' ')], { stdio: ['ignore', 'ignore', 'inherit'] });
    return folder;
  });
}

function generatedTasks(): readonly Task[] {
  const first = Number(values.seed);
  const numbers = (count: string): readonly number[] => Array.from({ length: Number(count) }, (_, index) => first + index);
  return [
    ...makeBombs(0.01).map(({ name }): Task => ({ kind: 'bomb', name, size: 1 })),
    ...numbers(values.programs).map((seed): Task => ({ kind: 'program', seed })),
    ...listCode(FIXTURES).flatMap((file) => numbers(values.mutations).map((seed): Task => ({ kind: 'mutation', path: file, seed }))),
  ];
}

function listCode(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && CODE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Packages bring the same files again and again. */
function distinct(files: readonly string[]): readonly string[] {
  return [...new Map(files.map((file) => [hashOf(readFileSync(file)), file])).values()];
}

/** Every so-manieth file, so that as many are left as wanted. */
function thin(files: readonly string[]): readonly string[] {
  const step = Math.max(1, files.length / Number(values.limit));
  return files.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

async function examineAll(): Promise<void> {
  let worker: ChildProcess | undefined;
  for (const [index, task] of tasks.entries()) {
    worker ??= startWorker();
    const outcome = await ask(worker, task);
    outcomes.push(outcome);
    if (outcome.crash !== undefined) console.error(`CRASH ${outcome.name}\n${outcome.crash}`);
    else if (outcome.cost > LIMIT.milliseconds) console.error(`SLOW ${outcome.name}: ${(outcome.cost / 1000).toFixed(1)} s`);
    if (!worker.connected) worker = undefined;
    if (index % 1000 === 999) console.error(`${index + 1} of ${tasks.length}`);
  }
  worker?.disconnect();
}

function startWorker(): ChildProcess {
  return fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [path.join(scratch, 'zoom-app')], { execArgv: ['--import', 'tsx'] });
}

function ask(worker: ChildProcess, task: Task): Promise<Outcome & { readonly memory: number }> {
  return new Promise((resolve) => {
    const end = (answer: Outcome & { readonly memory: number }): void => {
      clearTimeout(timer);
      worker.removeAllListeners();
      resolve(answer);
    };
    const fail = (crash: string): void => {
      worker.kill('SIGKILL');
      if (worker.connected) worker.disconnect();
      end({ name: JSON.stringify(task), cost: PATIENCE, calls: 0, reported: [], crash, memory: 0 });
    };
    const timer = setTimeout(() => fail(`No answer in ${PATIENCE / 1000} s.`), PATIENCE);
    worker.once('exit', (code, signal) => fail(`The process ended: ${String(code ?? signal)}.`));
    worker.once('message', (answer) => end(answer as Outcome & { readonly memory: number }));
    worker.send(task);
  });
}

function summarise(): void {
  const crashed = outcomes.filter(({ crash }) => crash !== undefined);
  const slow = outcomes.filter(({ cost }) => cost > LIMIT.milliseconds);
  const memory = Math.max(...outcomes.map((outcome) => outcome.memory));
  const reports = new Map<string, number>();
  for (const { reported } of outcomes) for (const message of reported.map((text) => text.replace(/:.*/s, ''))) reports.set(message, (reports.get(message) ?? 0) + 1);
  console.log(`${outcomes.length} files: ${crashed.length} crashed, ${slow.length} took over ${LIMIT.milliseconds / 1000} s, at most ${Math.round(memory / 2 ** 20)} MB; ${outcomes.reduce((sum, { calls }) => sum + calls, 0)} calls of known operations.`);
  for (const { name, cost } of [...outcomes].sort((a, b) => b.cost - a.cost).slice(0, 8)) console.log(`  ${(cost / 1000).toFixed(2)} s  ${name}`);
  for (const { name, memory } of [...outcomes].sort((a, b) => b.memory - a.memory).slice(0, 3)) console.log(`  ${Math.round(memory / 2 ** 20)} MB  ${name}`);
  for (const [message, count] of [...reports].sort((a, b) => b[1] - a[1])) console.log(`  ${count} × ${message}`);
  process.exitCode = crashed.length + slow.length > 0 || memory > LIMIT.bytes ? 1 : 0;
}
