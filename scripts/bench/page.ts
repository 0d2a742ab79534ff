/** Turns measurements into the tables of the page on performance. */
import { cpus, totalmem } from 'node:os';
import type { Editing } from './editing.ts';
import { medianOf, percentileOf, type Measurement } from './measure.ts';
import type { Stage } from './stages.ts';

/** One repository and what was measured in it. */
export interface Round {
  readonly title: string;
  readonly measurements: readonly Measurement[];
}

/** What the ratios are ratios of. */
const YARDSTICK = 'oxlint';

/** Names the machine, the versions and the day. */
export function describeMachine(): string {
  const [first] = cpus();
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB.`;
}

/** The table of one repository. */
export function toTable({ title, measurements }: Round): string {
  const yardstick = measurements.find(({ name }) => name === YARDSTICK);
  const rows = measurements.flatMap(({ name, times, parts, peak }) => [
    [
      name,
      inSeconds(times),
      yardstick ? (medianOf(times) / medianOf(yardstick.times)).toFixed(2) : '',
      peak === undefined ? '' : `${Math.round(peak / 2 ** 20)} MB`,
      String(times.length),
    ],
    ...(parts.length > 0 ? [['of that inside the rules of this plugin', inSeconds(parts), '', '', String(parts.length)]] : []),
  ]);
  return [`### ${title}`, '', ...markdownTable(['', 'median', `× ${YARDSTICK}`, 'peak memory', 'runs'], rows)].join('\n');
}

/** Ratios that the project holds itself to, each with what it was. */
export function toRatios(ratios: readonly { readonly name: string; readonly value: number; readonly limit: number; readonly unit?: string }[]): string {
  const rows = ratios.map(({ name, value, limit, unit = '' }) => [name, `${format(value)}${unit}`, `${format(limit)}${unit}`, value <= limit ? 'yes' : 'no']);
  return markdownTable(['', 'measured', 'aim', 'met'], rows).join('\n');
}

/** What an editor pays in repositories of so many files. */
export function toEditingTable(edited: readonly { readonly files: number; readonly editing: Editing }[]): string {
  const row = (name: string, cell: (editing: Editing) => string): readonly string[] => [name, ...edited.map(({ editing }) => cell(editing))];
  return markdownTable(
    ['', ...edited.map(({ files }) => `${files.toLocaleString('en')} files`)],
    [
      row('first lint of a file, inside the rules', ({ first }) => `${first.toFixed(0)} ms`),
      row('lint after a change, median', ({ again }) => `${medianOf(again).toFixed(1)} ms`),
      row('lint after a change, 95 % are under', ({ again }) => `${percentileOf(again, 0.95).toFixed(1)} ms`),
      row('memory of the process, with ESLint and the parser', ({ memory }) => `${Math.round(memory / 2 ** 20)} MB`),
    ],
  ).join('\n');
}

/** Where the time goes. */
export function toStageTable(stages: readonly Stage[]): string {
  const total = stages.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return markdownTable(['stage', 'time', 'share'], stages.map(({ name, milliseconds }) => [name, `${milliseconds.toFixed(0)} ms`, `${((100 * milliseconds) / total).toFixed(0)} %`])).join('\n');
}

/** The page with the text between a section's markers replaced. Throws if it has no such section. */
export function withSection(page: string, section: string, text: string): string {
  const [begin, end] = [`<!-- begin ${section} -->`, `<!-- end ${section} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`The page has no section ${section}.`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

function inSeconds(times: readonly number[]): string {
  return `${(medianOf(times) / 1000).toFixed(2)} s`;
}

function format(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
