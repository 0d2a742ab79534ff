/** Findings as markdown: a comment on a pull request, the summary of a job. */
import type { Diagnostic } from '../analysis/facts.ts';
import type { Finding } from '../analysis/finding.ts';
import type { CheckedApp, Report, Undecided } from '../analysis/report.ts';
import { markdownCode, markdownText } from '../util/markdown.ts';
import type { Place } from '../util/span.ts';
import { countFindings, countSuppressed, listPlaces, nameMinimalSet, plural, TYPE_NAMES } from './text-parts.ts';

/** How long a comment on GitHub can be, in characters. */
const COMMENT_LENGTH = 65_536;

/** How long a job's summary can be: a mebibyte, with three bytes a character. */
const SUMMARY_LENGTH = 349_525;

/** Rows of a table, the most that are tried first. */
const ROWS = [1000, 200, 50, 10, 0] as const;

type Row = readonly string[];

/**
 * The report of `check` as a comment. Its first line is the same in every run over a project, so that a bot can find
 * the comment it wrote; `project` is the project's path in its repository, '' for the root.
 */
export function formatCheckMarkdown(report: Report, { project }: { readonly project: string }): string {
  return formatWithin(COMMENT_LENGTH, markerOf(project), report);
}

/** The report of `check` as the summary of a job. */
export function formatJobSummary(report: Report): string {
  return formatWithin(SUMMARY_LENGTH, '', report);
}

function formatWithin(length: number, marker: string, report: Report): string {
  for (const rows of ROWS) {
    const text = [marker, formatTitle(report), ...report.apps.map((app) => formatApp(app, report, rows)), formatInputs('Not read', report.diagnostics, rows), formatInputs('Out of date', report.outdated, rows)]
      .filter((block) => block !== '')
      .join('\n\n');
    if (text.length < length) return `${text}\n`;
  }
  return `${[marker, formatTitle(report), 'The report is too long to show here. Run `zoom-scopes check` to see it.'].join('\n\n').trimStart()}\n`;
}

function markerOf(project: string): string {
  // Two hyphens would end the comment.
  return `<!-- zoom-scopes check ${encodeURIComponent(project).replaceAll('-', '%2D')} -->`.replace('  ', ' ');
}

function formatTitle(report: Report): string {
  return [`### Zoom scopes: ${countFindings(report.findings) || 'no findings'}`, countSuppressed(report.suppressed)].join('\n\n').trimEnd();
}

function formatApp(app: CheckedApp, report: Report, rows: number): string {
  const findings = report.findings.filter((finding) => finding.app === app.name);
  const notes = report.notes.filter((note) => note.app === app.name).map(({ message }) => markdownText(message));
  return [
    `**${markdownCode(app.name)}** (${[TYPE_NAMES[app.type], ...(app.manifest === null ? [] : [markdownCode(app.manifest)])].join(', ')})`,
    table(['', 'Where', 'Finding'], findings, findingRow, rows),
    ...notes,
    formatUndecided(app, report, rows),
    formatMinimal(app, rows),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function findingRow({ severity, span, message, rule, confidence, evidence }: Finding): Row {
  const about = [rule, ...(confidence === 'likely' ? ['likely'] : []), ...(evidence.length > 0 ? [`see ${listPlaces(evidence, namePlace)}`] : [])];
  return [severity, namePlace(span), `${markdownText(message)}<br><sub>${about.join(' · ')}</sub>`];
}

function formatUndecided({ name }: CheckedApp, report: Report, rows: number): string {
  const undecided = report.undecided.filter(({ app }) => app === name);
  const toRow = ({ scope, span, reason }: Undecided): Row => [markdownCode(scope), namePlace(span), markdownText(reason)];
  return details(`Cannot tell whether needed: ${plural(undecided.length, 'scope')}`, table(['Scope', 'Where', 'Because'], undecided, toRow, rows));
}

function formatMinimal(app: CheckedApp, rows: number): string {
  const { scopes, forcedBy } = app.minimal;
  const toRow = (scope: string): Row => [markdownCode(scope), listPlaces(forcedBy[scope] ?? [], namePlace)];
  return details(`${nameMinimalSet(app)}: ${scopes.length}`, table(['Scope', 'Needed for'], scopes, toRow, rows));
}

function formatInputs(title: string, diagnostics: readonly Diagnostic[], rows: number): string {
  const toRow = ({ place, message }: Diagnostic): Row => [namePlace(place), markdownText(message)];
  return details(`${title}: ${plural(diagnostics.length, 'place')}`, table(['Where', 'Because'], diagnostics, toRow, rows));
}

/** '' without entries. */
function table<T>(head: Row, entries: readonly T[], toRow: (entry: T) => Row, limit: number): string {
  if (entries.length === 0) return '';
  const left = entries.length - limit;
  return [
    ...(limit > 0 ? [row(head), row(head.map(() => '---')), ...entries.slice(0, limit).map((entry) => row(toRow(entry)))] : []),
    ...(left > 0 ? ['', `And ${left} more: run \`zoom-scopes check\` to see all.`] : []),
  ]
    .join('\n')
    .trimStart();
}

function row(cells: Row): string {
  return `| ${cells.join(' | ')} |`;
}

function details(summary: string, body: string): string {
  return body === '' ? '' : `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
}

function namePlace({ file, line }: Place): string {
  return markdownCode(`${file}:${line}`);
}
