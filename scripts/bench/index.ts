/**
 * Measures speed and memory, and writes what it found into docs/performance.md: `npm run bench`. Takes the better part of
 * an hour, most of it ESLint's, so `--slow-runs` says how many runs that gets. `--sizes 1000 --runs 2` takes a minute,
 * `--dir FOLDER` measures real code instead and writes nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawChart } from './chart.ts';
import { measureEditing, type Editing } from './editing.ts';
import { measureInTurns, medianOf, percentileOf, ratioInTurns, shareAddedBy, together, type Measurement, type Runs } from './measure.ts';
import { describeMachine, toEditingTable, toRatios, toStageTable, toTable, withSection, type Round } from './page.ts';
import { writeRepository, zoomFilesOf, type RepositoryPlan } from './repository.ts';
import { profileStages } from './stages.ts';
import { CATALOGUE, STARTS, toolsWith, type Tool } from './tools.ts';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const CHART = fileURLToPath(new URL('../../docs/performance.svg', import.meta.url));
const SEED = 20_261_123;
const FEW_CALLS = 25;
const MANY_CALLS = 2_000;
/** Where calls are many, and where the profile is taken. */
const MIDDLE = 15_000;
const COLD = 'zoom-scopes, cold';
const YARDSTICK = 'the same, 15,000 files and 25 calls';
const START_RUNS = 15;
const EDITS = 200;
const EDITED = 'packages/area-001/src/zoom/module-1.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    sizes: { type: 'string', default: '1000,15000,60000' },
    runs: { type: 'string', default: '5' },
    'slow-runs': { type: 'string', default: '3' },
    scratch: { type: 'string', default: path.join(tmpdir(), 'zoom-scopes-bench') },
    tools: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
});

const runs: Runs = { usual: Number(values.runs), slow: Number(values['slow-runs']) };
const cache = path.join(values.scratch, 'cache');
const tools = toolsWith(cache).filter(({ name }) => values.tools.split(',').some((part) => name.includes(part)));

await (values.dir === undefined ? measureGenerated() : measureFolder(path.resolve(values.dir)));

async function measureFolder(folder: string): Promise<void> {
  const measurements = await measureInTurns(tools, folder, runs, console.error);
  console.log(toTable({ title: path.basename(folder), measurements }));
}

async function measureGenerated(): Promise<void> {
  const sizes = values.sizes.split(',').map(Number);
  const rounds = new Map<string, readonly Measurement[]>();
  const starts: (readonly Measurement[])[] = [];
  for (const plan of plansOf(sizes)) {
    rounds.set(titleOf(plan), await measurePlan(plan));
    // Milliseconds, in minutes that are slow or fast: between the others they fall on many.
    starts.push(await measureInTurns([...STARTS, CATALOGUE], values.scratch, { usual: START_RUNS, slow: 0 }, () => undefined));
  }
  const edited = sizes.map((files) => ({ files, editing: measureEditing(folderOf({ files, zoomCalls: FEW_CALLS, seed: SEED }), EDITED, EDITS) }));
  const cold = tools.find(({ name }) => name === COLD);
  const stages = cold && sizes.includes(MIDDLE) ? toStageTable(profileStages(cold, folderOf({ files: MIDDLE, zoomCalls: FEW_CALLS, seed: SEED }))) : 'Not measured.';
  const figures = [...rounds].map(([title, measurements]) => toTable({ title, measurements } satisfies Round)).join('\n\n');
  const ratios = toRatios([...ratiosOf(rounds), ...startRatios(together(starts)), ...editingAims(edited[0]?.editing)]);
  console.log([describeMachine(), ratios, figures, toEditingTable(edited), stages].join('\n\n'));
  if (!values.write) return;
  const sections = { machine: describeMachine(), aims: ratios, figures, editing: toEditingTable(edited), stages };
  writeFileSync(PAGE, Object.entries(sections).reduce((page, [section, text]) => withSection(page, section, text), readFileSync(PAGE, 'utf8')));
  writeFileSync(CHART, drawChart(tools.map(({ name }) => ({ name, points: sizes.flatMap((files) => pointOf(rounds, name, files)) }))));
}

function plansOf(sizes: readonly number[]): readonly RepositoryPlan[] {
  return [
    ...sizes.map((files): RepositoryPlan => ({ files, zoomCalls: FEW_CALLS, seed: SEED })),
    ...(sizes.includes(MIDDLE) ? [{ files: MIDDLE, zoomCalls: MANY_CALLS, seed: SEED }] : []),
  ];
}

async function measurePlan(plan: RepositoryPlan): Promise<readonly Measurement[]> {
  const folder = folderOf(plan);
  console.error(titleOf(plan));
  writeRepository(folder, plan);
  const fitting = tools.filter(({ name, maxFiles }) => plan.files <= maxFiles && (plan.zoomCalls === FEW_CALLS || name.startsWith('zoom-scopes')));
  return measureInTurns([...fitting, ...yardsticksFor(plan)], folder, runs, console.error);
}

/** What growth is measured by: the repository of the middle, in turns with a larger one or one with more calls. */
function yardsticksFor({ files, zoomCalls }: RepositoryPlan): readonly Tool[] {
  const middle = folderOf({ files: MIDDLE, zoomCalls: FEW_CALLS, seed: SEED });
  const isLarger = files > MIDDLE || (files === MIDDLE && zoomCalls > FEW_CALLS);
  // With a cache of its own, or the warm runs between its runs would not be warm.
  const others = toolsWith(path.join(values.scratch, 'other-cache'));
  return others.filter(({ name }) => isLarger && name === COLD && existsSync(middle)).map((tool) => ({ ...tool, name: YARDSTICK, folder: middle }));
}

function folderOf({ files, zoomCalls }: RepositoryPlan): string {
  return path.join(values.scratch, `${files}-files-${zoomCalls}-calls`);
}

function titleOf(plan: RepositoryPlan): string {
  return `${plan.files.toLocaleString('en')} files, ${plan.zoomCalls.toLocaleString('en')} Zoom calls in ${zoomFilesOf(plan)} of them`;
}

function pointOf(rounds: ReadonlyMap<string, readonly Measurement[]>, name: string, files: number): readonly (readonly [number, number])[] {
  const times = rounds.get(titleOf({ files, zoomCalls: FEW_CALLS, seed: SEED }))?.find((measured) => measured.name === name)?.times;
  return times ? [[files, medianOf(times) / 1000]] : [];
}

/** What the project aims at, of what was measured. */
function ratiosOf(rounds: ReadonlyMap<string, readonly Measurement[]>) {
  const find = (files: number, name: string, zoomCalls = FEW_CALLS): Measurement | undefined =>
    rounds.get(titleOf({ files, zoomCalls, seed: SEED }))?.find((measured) => measured.name === name);
  const cold = find(MIDDLE, COLD);
  const alone = find(MIDDLE, 'eslint, one rule');
  const withPlugin = find(MIDDLE, 'eslint, one rule and this plugin');
  return [
    ratio('cold run / oxlint', cold, find(MIDDLE, 'oxlint'), 1.2),
    ratio('cold run / knip', cold, find(MIDDLE, 'knip'), 0.25),
    ratio('warm run / cold run', find(MIDDLE, 'zoom-scopes, warm'), cold, 0.5),
    ratio('60,000 files / 15,000 files', find(60_000, COLD), find(60_000, YARDSTICK), 4.5),
    ratio('2,000 calls / 25 calls', find(MIDDLE, COLD, MANY_CALLS), find(MIDDLE, YARDSTICK, MANY_CALLS), 3),
    withPlugin && alone && { name: 'ESLint with this plugin / without', value: ratioInTurns(withPlugin, alone), limit: 1.03 },
    withPlugin && { name: 'inside the rules of this plugin / the rest of ESLint', value: 100 * shareAddedBy(withPlugin), limit: 3, unit: ' %' },
    ...(cold?.peak === undefined ? [] : [{ name: 'peak memory', value: cold.peak / 2 ** 20, limit: 350, unit: ' MB' }]),
  ].flatMap((one) => one ?? []);
}

function ratio(name: string, of: Measurement | undefined, by: Measurement | undefined, limit: number) {
  return of && by && { name, value: ratioInTurns(of, by), limit };
}

function startRatios([bare, version, catalogue]: readonly Measurement[]) {
  if (!bare || !version || !catalogue) return [];
  return [
    { name: 'start-up over bare node', value: medianOf(version.times) - medianOf(bare.times), limit: 60, unit: ' ms' },
    { name: 'catalogue load', value: medianOf(catalogue.parts), limit: 15, unit: ' ms' },
  ];
}

function editingAims(editing: Editing | undefined) {
  if (!editing) return [];
  return [
    { name: 'lint after a change, 95 % are under', value: percentileOf(editing.again, 0.95), limit: 30, unit: ' ms' },
    { name: 'first lint', value: editing.first, limit: 1500, unit: ' ms' },
  ];
}
