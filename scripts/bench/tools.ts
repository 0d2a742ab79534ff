/** What is measured: this tool, its neighbours, and the floor that no tool gets below. Each is one process. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A command to time in a repository. */
export interface Tool {
  readonly name: string;
  readonly args: readonly string[];
  /** Done before each run, untimed. */
  readonly prepare?: (repository: string) => void;
  /** Exit codes that are no failure: linters exit 1 on findings. */
  readonly exits: readonly number[];
  /** Above this many files a run takes minutes and says nothing new. */
  readonly maxFiles: number;
  /** Takes minutes in a large repository, so it gets fewer runs. */
  readonly isSlow?: boolean;
  /** Runs at the same time as others of the same group, which differ by less than the machine from one minute to the next. */
  readonly group?: string;
  /** Prints the milliseconds that were spent in what is looked at. */
  readonly printsPart?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs, if not in the repository that is measured: what is compared runs in turns. */
  readonly folder?: string;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const LINTER_EXITS = [0, 1];
const CLI = path.join(ROOT, 'dist/src/cli.js');

/** All tools; `cache` is the folder in which this tool's cache lies while it is measured. */
export function toolsWith(cache: string): readonly Tool[] {
  const env = { ZOOM_SCOPES_CACHE: cache };
  const eslintCache = `${cache}-of-eslint`;
  const eslint = (config: string, ...options: readonly string[]) => ({
    args: [process.execPath, binOf('eslint'), '--no-warn-ignored', ...options, '-c', path.join(HERE, config), '.'],
    exits: LINTER_EXITS,
    maxFiles: 15_000,
    isSlow: true,
    env: HEAP,
  });
  const withPlugin = (...options: readonly string[]) => ({
    ...eslint('eslint-with-plugin.config.js', ...options),
    prepare: () => empty(eslintCache),
    env: { ...HEAP, ZOOM_SCOPES_CACHE: eslintCache },
  });
  return [
    { name: 'byte scan', args: [process.execPath, path.join(HERE, 'byte-scan.mjs')], exits: [0], maxFiles: Infinity },
    { name: 'zoom-scopes, cold', args: [process.execPath, CLI, 'check', '.', '--format', 'json'], prepare: () => empty(cache), exits: LINTER_EXITS, maxFiles: Infinity, env },
    { name: 'zoom-scopes, warm', args: [process.execPath, CLI, 'check', '.', '--format', 'json'], exits: LINTER_EXITS, maxFiles: Infinity, env },
    { name: 'oxlint', args: [process.execPath, binOf('oxlint'), '--silent'], exits: LINTER_EXITS, maxFiles: Infinity },
    { name: 'knip', args: [process.execPath, binOf('knip'), '--no-progress'], exits: LINTER_EXITS, maxFiles: 15_000 },
    { name: 'eslint, one rule', ...eslint('eslint-alone.config.js'), group: 'eslint' },
    { name: 'eslint, one rule and this plugin', ...withPlugin(), group: 'eslint' },
    // By itself, since to time the rules takes time, and more of it for more rules.
    { name: 'the same, with times of rules', ...withPlugin('--stats', '--format', path.join(HERE, 'rule-times.mjs')), printsPart: true },
  ];
}

function empty(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

// ESLint keeps every result until the end.
const HEAP = { NODE_OPTIONS: '--max-old-space-size=8192' };

/** What the start of this tool costs over a bare `node`. */
export const STARTS: readonly Tool[] = [
  { name: 'node, nothing', args: [process.execPath, '-e', '0'], exits: [0], maxFiles: Infinity },
  { name: 'zoom-scopes --version', args: [process.execPath, CLI, '--version'], exits: [0], maxFiles: Infinity },
];

/** What every run that looks anything up pays. */
export const CATALOGUE: Tool = { name: 'catalogue load', args: [process.execPath, path.join(HERE, 'load-catalogue.mjs')], exits: [0], maxFiles: Infinity, printsPart: true };

/** The script behind a package's command, so that no launcher is timed. */
function binOf(name: string): string {
  let folder = path.dirname(createRequire(import.meta.url).resolve(name));
  while (!existsSync(path.join(folder, 'package.json')) || nameIn(folder) !== name) folder = path.dirname(folder);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[name];
  if (file === undefined) throw new Error(`${name} has no command of its name.`);
  return path.join(folder, file);
}

function nameIn(folder: string): string | undefined {
  return (JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { name?: string }).name;
}
