/** Findings as annotations of GitHub Actions: one workflow command a line. */
import type { Finding } from '../analysis/finding.ts';
import type { Report } from '../analysis/report.ts';
import { toPrintable } from '../util/printable.ts';
import type { Place, Span } from '../util/span.ts';
import { countFindings, countSuppressed, listPlaces } from './text-parts.ts';

/** The report of `check` as annotations, and the count. Its paths are those of the repository. */
export function formatGithub({ findings, diagnostics, outdated, suppressed }: Report): string {
  const lines = [
    ...findings.map((finding) => annotate(finding.severity, finding.span, finding.rule, describe(finding))),
    ...diagnostics.map(({ place, message }) => annotate('notice', place, 'not read', [message])),
    ...outdated.map(({ place, message }) => annotate('notice', place, 'out of date', [message])),
    `${countFindings(findings) || 'No findings'}. ${countSuppressed(suppressed)}`.trimEnd(),
  ];
  return `${lines.join('\n')}\n`;
}

function describe({ app, message, evidence }: Finding): readonly string[] {
  return [message, ...(evidence.length > 0 ? [`See ${listPlaces(evidence, ({ file, line }) => `${file}:${line}`)}.`] : []), `App: ${app}.`];
}

function annotate(level: 'error' | 'warning' | 'notice', place: Place | Span, title: string, message: readonly string[]): string {
  const { file, line, column } = place;
  const end = 'endLine' in place ? { endLine: place.endLine, endColumn: place.endColumn } : {};
  const properties = { file, line, ...end, col: column, title: `zoom-scopes: ${title}` };
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
