/** Reports and facts whose paths start elsewhere. */
import type { Place } from '../util/span.ts';
import type { Diagnostic, Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

/** The report with every path taken from another folder than the project's; `prefix` is the way from there to the project, '' for none. */
export function rebase(report: Report, prefix: string): Report {
  if (prefix === '') return report;
  const { pathOf, moved } = movingTo(prefix);
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

/** The facts with every path taken from another folder than the project's, as `rebase` does it with a report. */
export function rebaseFacts(facts: Facts, prefix: string): Facts {
  if (prefix === '') return facts;
  const { pathOf, moved } = movingTo(prefix);
  return {
    ...facts,
    apps: facts.apps.map((app) => ({
      ...app,
      manifest: app.manifest === null ? null : pathOf(app.manifest),
      calls: app.calls.map((call) => ({ ...call, span: moved(call.span), pathSpan: moved(call.pathSpan), via: call.via.map(moved) })),
      declarations: app.declarations.map((declaration) => ({ ...declaration, span: moved(declaration.span) })),
      features: app.features.map((feature) => ({ ...feature, span: moved(feature.span) })),
      blindSpots: app.blindSpots.map((spot) => ({ ...spot, place: moved(spot.place) })),
    })),
  };
}

function movingTo(prefix: string): { readonly pathOf: (file: string) => string; readonly moved: <T extends Place>(place: T) => T } {
  const pathOf = (file: string): string => `${prefix}/${file}`;
  return { pathOf, moved: (place) => ({ ...place, file: pathOf(place.file) }) };
}
