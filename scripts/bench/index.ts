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
const MANY_APPS = 25;
/** Where calls or apps are many, and where the profile is taken. */
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
  const edited = sizes.map((files) => ({ files, editing: measureEditing(folderOf(planOf(files)), EDITED, EDITS) }));
  const cold = tools.find(({ name }) => name === COLD);
  const stages = cold && sizes.includes(MIDDLE) ? toStageTable(profileStages(cold, folderOf(planOf(MIDDLE)))) : 'Not measured.';
  const figures = [...rounds].map(([title, measurements]) => toTable({ title, measurements } satisfies Round)).join('\n\n');
  const ratios = toRatios([...ratiosOf(rounds), ...startRatios(together(starts)), ...editingAims(edited[0]?.editing)]);
  console.log([describeMachine(), ratios, figures, toEditingTable(edited), stages].join('\n\n'));
  if (!values.write) return;
  const sections = { machine: describeMachine(), aims: ratios, figures, editing: toEditingTable(edited), stages };
  writeFileSync(PAGE, Object.entries(sections).reduce((page, [section, text]) => withSection(page, section, text), readFileSync(PAGE, 'utf8')));
  writeFileSync(CHART, drawChart(tools.filter(({ printsPart }) => !printsPart).map(({ name }) => ({ name, points: sizes.flatMap((files) => pointOf(rounds, name, files)) }))));
}

function plansOf(sizes: readonly number[]): readonly RepositoryPlan[] {
  return [
    ...sizes.map((files) => planOf(files)),
    ...(sizes.includes(MIDDLE) ? [planOf(MIDDLE, { zoomCalls: MANY_CALLS }), planOf(MIDDLE, { apps: MANY_APPS })] : []),
  ];
}

/** Of few calls in one app, if nothing else is said. */
function planOf(files: number, other: Partial<RepositoryPlan> = {}): RepositoryPlan {
  return { files, zoomCalls: FEW_CALLS, apps: 1, seed: SEED, ...other };
}

function isUsual({ zoomCalls, apps }: RepositoryPlan): boolean {
  return zoomCalls === FEW_CALLS && apps === 1;
}

async function measurePlan(plan: RepositoryPlan): Promise<readonly Measurement[]> {
  const folder = folderOf(plan);
  console.error(titleOf(plan));
  writeRepository(folder, plan);
  const fitting = tools.filter(({ name, maxFiles }) => plan.files <= maxFiles && (isUsual(plan) || name.startsWith('zoom-scopes')));
  return measureInTurns([...fitting, ...yardsticksFor(plan)], folder, runs, console.error);
}

/** What growth is measured by: the repository of the middle, in turns with a larger one or one with more calls or apps. */
function yardsticksFor(plan: RepositoryPlan): readonly Tool[] {
  const middle = folderOf(planOf(MIDDLE));
  const isLarger = plan.files > MIDDLE || (plan.files === MIDDLE && !isUsual(plan));
  if (!isLarger || !existsSync(middle) || !tools.some(({ name }) => name === COLD)) return [];
  // With a cache of its own, or the warm runs between its runs would not be warm.
  const others = toolsWith(path.join(values.scratch, 'other-cache'));
  return others.filter(({ name }) => name === COLD).map((tool) => ({ ...tool, name: YARDSTICK, folder: middle }));
}

function folderOf({ files, zoomCalls, apps }: RepositoryPlan): string {
  return path.join(values.scratch, `${files}-files-${zoomCalls}-calls${apps === 1 ? '' : `-${apps}-apps`}`);
}

function titleOf(plan: RepositoryPlan): string {
  const apps = plan.apps === 1 ? '' : `, ${plan.apps} apps`;
  return `${plan.files.toLocaleString('en')} files, ${plan.zoomCalls.toLocaleString('en')} Zoom calls in ${zoomFilesOf(plan)} of them${apps}`;
}

function pointOf(rounds: ReadonlyMap<string, readonly Measurement[]>, name: string, files: number): readonly (readonly [number, number])[] {
  const times = rounds.get(titleOf(planOf(files)))?.find((measured) => measured.name === name)?.times;
  return times ? [[files, medianOf(times) / 1000]] : [];
}

/** What the project aims at, of what was measured. */
function ratiosOf(rounds: ReadonlyMap<string, readonly Measurement[]>) {
  const find = (files: number, name: string, other?: Partial<RepositoryPlan>): Measurement | undefined =>
    rounds.get(titleOf(planOf(files, other)))?.find((measured) => measured.name === name);
  const byYardstick = (name: string, limit: number, files: number, other?: Partial<RepositoryPlan>) =>
    ratio(name, find(files, COLD, other), find(files, YARDSTICK, other), limit);
  const cold = find(MIDDLE, COLD);
  const alone = find(MIDDLE, 'eslint, one rule');
  const withPlugin = find(MIDDLE, 'eslint, one rule and this plugin');
  const timed = find(MIDDLE, 'the same, with times of rules');
  return [
    ratio('cold run / oxlint', cold, find(MIDDLE, 'oxlint'), 1.2),
    ratio('cold run / knip', cold, find(MIDDLE, 'knip'), 0.25),
    ratio('warm run / cold run', find(MIDDLE, 'zoom-scopes, warm'), cold, 0.5),
    byYardstick('60,000 files / 15,000 files', 4.5, 60_000),
    byYardstick('2,000 calls / 25 calls', 3, MIDDLE, { zoomCalls: MANY_CALLS }),
    byYardstick('25 apps / 1 app', 1.5, MIDDLE, { apps: MANY_APPS }),
    withPlugin && alone && { name: 'ESLint with this plugin / without', value: ratioInTurns(withPlugin, alone), limit: 1.03 },
    timed && { name: 'inside the rules of this plugin / the rest of ESLint', value: 100 * shareAddedBy(timed), limit: 3, unit: ' %' },
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
