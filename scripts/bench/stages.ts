/** Where the time of a cold run goes, from a profile of the processor. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Tool } from './tools.ts';

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly children?: readonly number[]; readonly callFrame: { readonly functionName: string; readonly url: string } }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** One part of a run. */
export interface Stage {
  readonly name: string;
  readonly milliseconds: number;
}

const PARSER = '/src/calls/typescript.js';

/** The stages, and which frames of a stack are theirs. */
const STAGES: readonly { readonly name: string; readonly holds: (url: string, name: string) => boolean }[] = [
  { name: 'collect the garbage', holds: (_url, name) => name === '(garbage collector)' },
  { name: 'list the files', holds: (url) => /\/src\/project\/(list-paths|git-files|project-paths|ignored)\.js/.test(url) },
  { name: 'parse', holds: (url, name) => /createSourceFile/.test(name) && url.endsWith(PARSER) },
  { name: 'find the declarations', holds: (url) => url.includes('/src/declarations/') || url.includes('/src/project/declarations-in') },
  { name: 'find the calls', holds: (url) => url.includes('/src/calls/') && !url.endsWith(PARSER) },
  { name: 'load the catalogue', holds: (url) => url.includes('/src/catalogue/data') || url.endsWith('/src/catalogue/catalogue.js') },
  { name: 'check', holds: (url) => url.includes('/src/analysis/') || url.includes('/rules/') },
  { name: 'read and scan the files, and other work on the project', holds: (url) => url.includes('/src/project/') },
  { name: 'format', holds: (url) => url.includes('/src/reporters/') },
  { name: 'load modules', holds: (url, name) => /wrapSafe|compileFunction|compileSourceTextModule|Module\._load|ModuleJob|instantiate/.test(name) || /node:internal\/modules|node_modules/.test(url) },
];

/** Profiles one run of a tool in a repository. */
export function profileStages(tool: Tool, repository: string): readonly Stage[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-profile-'));
  try {
    tool.prepare?.(repository);
    const [command = '', ...args] = tool.args;
    try {
      execFileSync(command, ['--cpu-prof', '--cpu-prof-dir', folder, ...args], { cwd: repository, stdio: 'ignore', env: { ...process.env, ...tool.env } });
    } catch (error) {
      // It exits 1 on findings.
      if (!tool.exits.includes((error as { status: number }).status)) throw error;
    }
    const [file] = readdirSync(folder);
    if (file === undefined) throw new Error('There is no profile.');
    return toStages(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Profile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The time of each sample goes to the innermost frame that belongs to a stage. */
function toStages({ nodes, samples, timeDeltas }: Profile): readonly Stage[] {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const own = new Map(nodes.map(({ id, callFrame }) => [id, STAGES.find(({ holds }) => holds(callFrame.url, callFrame.functionName))?.name] as const));
  const stageOf = (id: number | undefined): string => {
    for (let at = id; at !== undefined; at = parents.get(at)) {
      const stage = own.get(at);
      if (stage !== undefined) return stage;
    }
    return 'everything else';
  };
  const idle = new Set(nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id));
  const totals = new Map<string, number>();
  for (const [index, sample] of samples.entries()) {
    const stage = idle.has(sample) ? 'wait for other processes' : stageOf(sample);
    totals.set(stage, (totals.get(stage) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  }
  return [...totals].map(([name, milliseconds]) => ({ name, milliseconds })).sort((a, b) => b.milliseconds - a.milliseconds);
}
