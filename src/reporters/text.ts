/** Reports for people. */
import type { CallSite } from '../calls/call-site.ts';
import type { App, Diagnostic, Facts } from '../analysis/facts.ts';
import type { Finding } from '../analysis/finding.ts';
import type { CheckedApp, Report, Undecided } from '../analysis/report.ts';
import { toPrintable } from '../util/printable.ts';
import { countFindings, countSuppressed, createColors, formatHeading, formatPlace, indent, listPlaces, nameMinimalSet, plural, type Colors, type TextOptions } from './text-parts.ts';

export type { TextOptions };

/** The report of `check`: findings, what cannot be told, the minimal scopes of each app, and the count. */
export function formatCheckText(report: Report, options: TextOptions): string {
  const colors = createColors(options);
  const blocks = [
    ...report.apps.map((app) => formatApp(app, report, colors)),
    formatDiagnostics('Not read:', report.diagnostics, colors),
    formatDiagnostics('Out of date:', report.outdated, colors),
    formatCount(report, options),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The report of `scan`: every call and every declared scope. */
export function formatScanText({ apps, diagnostics, outdated }: Facts, options: TextOptions): string {
  const colors = createColors(options);
  const blocks = [
    ...apps.map((app) => formatScannedApp(app, colors)),
    formatDiagnostics('Not read:', diagnostics, colors),
    formatDiagnostics('Out of date:', outdated, colors),
  ];
  const calls = apps.reduce((sum, app) => sum + app.calls.length, 0);
  const declarations = apps.reduce((sum, app) => sum + app.declarations.length, 0);
  const count = `${plural(calls, 'call')} and ${plural(declarations, 'declared scope')} in ${plural(apps.length, 'app')}`;
  return `${[...blocks, count].filter((block) => block !== '').join('\n\n')}\n`;
}

function formatApp(app: CheckedApp, report: Report, colors: Colors): string {
  const findings = report.findings.filter((finding) => finding.app === app.name);
  const undecided = report.undecided.filter((entry) => entry.app === app.name);
  const notes = report.notes.filter((note) => note.app === app.name);
  return [
    formatHeading(app, colors),
    ...findings.map((finding) => formatFinding(finding, colors)),
    ...notes.map(({ message }) => indent(toPrintable(message), 2)),
    formatUndecided(undecided, colors),
    formatMinimal(app, colors),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function formatFinding(finding: Finding, colors: Colors): string {
  const { severity, rule, span, message, evidence, confidence } = finding;
  const mark = severity === 'error' ? colors.red('error') : colors.yellow('warning');
  const hedge = confidence === 'likely' ? colors.dim(' (likely)') : '';
  const lines = [`${formatPlace(span, colors)}  ${mark}  ${colors.dim(rule)}${hedge}`, indent(toPrintable(message), 2)];
  if (evidence.length > 0) lines.push(colors.dim(indent(`see ${listPlaces(evidence)}`, 2)));
  return indent(lines.join('\n'), 2);
}

function formatUndecided(undecided: readonly Undecided[], colors: Colors): string {
  if (undecided.length === 0) return '';
  const lines = undecided.map(({ scope, span, reason, evidence }) => {
    const places = evidence.length > 0 ? colors.dim(`, see ${listPlaces(evidence)}`) : '';
    return `${formatPlace(span, colors)}  ${toPrintable(scope)}: ${toPrintable(reason)}${places}`;
  });
  return [indent(`Cannot tell whether ${undecided.length === 1 ? 'this is' : 'these are'} needed:`, 2), ...lines.map((line) => indent(line, 4))].join('\n');
}

function formatMinimal(app: CheckedApp, colors: Colors): string {
  const { scopes, forcedBy } = app.minimal;
  if (app.calls === 0 && scopes.length === 0) return '';
  const width = Math.max(...scopes.map((scope) => scope.length));
  const lines = scopes.map((scope) => {
    const places = forcedBy[scope] ?? [];
    return `${toPrintable(scope).padEnd(width)}  ${colors.dim(places.length > 0 ? listPlaces(places) : '')}`.trimEnd();
  });
  return [indent(`${nameMinimalSet(app)}:${scopes.length === 0 ? ' none' : ''}`, 2), ...lines.map((line) => indent(line, 4))].join('\n');
}

function formatScannedApp(app: App, colors: Colors): string {
  const calls = app.calls.map((call) => indent(`${formatPlace(call.span, colors)}  ${describeCall(call, colors)}`, 2));
  const declarations = app.declarations.map(({ scope, span, source, optional }) =>
    indent(`${formatPlace(span, colors)}  ${toPrintable(scope)}  ${colors.dim(`${source}${optional ? ', optional' : ''}`)}`, 2),
  );
  return [formatHeading(app, colors), calls.join('\n'), declarations.join('\n')].filter((part) => part !== '').join('\n\n');
}

function describeCall({ method, path, resolution, confidence }: CallSite, colors: Colors): string {
  const called = toPrintable(`${method ?? '?'} ${path ?? '?'}`);
  const hedge = confidence === 'likely' ? ', likely' : '';
  switch (resolution.kind) {
    case 'operation':
      return `${called}  ${colors.dim(`${resolution.operation.operationId}${hedge}`)}`;
    case 'ambiguous':
      return `${called}  ${colors.yellow(`one of ${resolution.candidates.length} operations${hedge}`)}`;
    case 'not-in-catalogue':
      return `${called}  ${colors.yellow(`not in the catalogue${hedge}`)}`;
    case 'unresolved':
      return `${called}  ${colors.yellow(`unresolved: ${resolution.why}${hedge}`)}`;
  }
}

function formatDiagnostics(title: string, diagnostics: readonly Diagnostic[], colors: Colors): string {
  if (diagnostics.length === 0) return '';
  const lines = diagnostics.map(({ place, message }) => indent(`${formatPlace(place, colors)}  ${toPrintable(message)}`, 2));
  return [title, ...lines].join('\n');
}

/** The count of findings, and of those that were set aside. */
export function formatCount({ findings, suppressed, apps }: Report, options: TextOptions): string {
  if (apps.length === 0) return 'No calls of the Zoom API and no declared scopes were found.';
  const colors = createColors(options);
  const isFailing = findings.some(({ severity }) => severity === 'error');
  const count = findings.length === 0 ? colors.green('No findings.') : `${(isFailing ? colors.red : colors.yellow)(countFindings(findings))}.`;
  return [count, countSuppressed(suppressed)].join(' ').trimEnd();
}
