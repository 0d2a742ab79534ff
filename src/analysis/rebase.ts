/** A report whose paths start elsewhere. */
import type { Place } from '../util/span.ts';
import type { Diagnostic } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

/** The report with every path taken from another folder than the project's; `prefix` is the way from there to the project, '' for none. */
export function rebase(report: Report, prefix: string): Report {
  if (prefix === '') return report;
  const pathOf = (file: string): string => `${prefix}/${file}`;
  const moved = <T extends Place>(place: T): T => ({ ...place, file: pathOf(place.file) });
  const finding = (entry: Finding): Finding => ({ ...entry, span: moved(entry.span), evidence: entry.evidence.map(moved) });
  const diagnostic = (entry: Diagnostic): Diagnostic => ({ ...entry, place: moved(entry.place) });
  return {
    ...report,
    apps: report.apps.map((app) => ({
      ...app,
      manifest: app.manifest === null ? null : pathOf(app.manifest),
      minimal: { ...app.minimal, forcedBy: Object.fromEntries(Object.entries(app.minimal.forcedBy).map(([name, places]) => [name, places.map(moved)])) },
    })),
    findings: report.findings.map(finding),
    suppressed: report.suppressed.map((entry) => ({ ...entry, finding: finding(entry.finding) })),
    undecided: report.undecided.map((entry) => ({ ...entry, span: moved(entry.span), evidence: entry.evidence.map(moved) })),
    diagnostics: report.diagnostics.map(diagnostic),
    outdated: report.outdated.map(diagnostic),
  };
}
