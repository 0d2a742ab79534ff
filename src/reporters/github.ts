/** Findings as annotations of GitHub Actions: one workflow command a line. */
import type { Finding } from '../analysis/finding.ts';
import type { Report } from '../analysis/report.ts';
import { toPrintable } from '../util/printable.ts';
import type { Place, Span } from '../util/span.ts';
import { countFindings, countSuppressed, inRepository, listPlaces } from './text-parts.ts';

/** Where the annotations go. */
export interface GithubContext {
  /** The way from the repository's root to the project's; '' where they are one. */
  readonly prefix: string;
}

/** The report of `check` as annotations, and the count. */
export function formatGithub({ findings, diagnostics, outdated, suppressed }: Report, { prefix }: GithubContext): string {
  const lines = [
    ...findings.map((finding) => annotate(finding.severity, finding.span, finding.rule, describe(finding, prefix), prefix)),
    ...diagnostics.map(({ place, message }) => annotate('notice', place, 'not read', [message], prefix)),
    ...outdated.map(({ place, message }) => annotate('notice', place, 'out of date', [message], prefix)),
    `${countFindings(findings) || 'No findings'}. ${countSuppressed(suppressed)}`.trimEnd(),
  ];
  return `${lines.join('\n')}\n`;
}

function describe({ app, message, evidence }: Finding, prefix: string): readonly string[] {
  const places = listPlaces(evidence, ({ file, line }) => `${inRepository(file, prefix)}:${line}`);
  return [message, ...(places === '' ? [] : [`See ${places}.`]), `App: ${app}.`];
}

function annotate(level: 'error' | 'warning' | 'notice', place: Place | Span, title: string, message: readonly string[], prefix: string): string {
  const { file, line, column } = place;
  const end = 'endLine' in place ? { endLine: place.endLine, endColumn: place.endColumn } : {};
  const properties = { file: inRepository(file, prefix), line, ...end, col: column, title: `zoom-scopes: ${title}` };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
  return `::${level} ${list.join(',')}::${message.map(escapeData).join('%0A')}`;
}

/** The runner reads `%25` and its like as the character; line ends are not printable. */
function escapeData(text: string): string {
  return toPrintable(text).replaceAll('%', '%25');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
