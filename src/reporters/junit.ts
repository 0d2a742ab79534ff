/** Findings as JUnit XML: a test suite per app, for servers that show test results. */
import { create } from 'xmlbuilder2';
import type { Finding } from '../analysis/finding.ts';
import type { CheckedApp, Report } from '../analysis/report.ts';
import { toPrintable } from '../util/printable.ts';
import { countFindings, listPlaces } from './text-parts.ts';

type Element = ReturnType<ReturnType<typeof create>['ele']>;

/** The report of `check`. Errors are failures; JUnit has no warnings, so these pass and say what they are. */
export function formatJunit(report: Report): string {
  const root = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' }).ele('testsuites', { name: 'zoom-scopes' });
  for (const app of report.apps) addSuite(root, app, report);
  return `${root.end({ prettyPrint: true })}\n`;
}

function addSuite(root: Element, app: CheckedApp, report: Report): void {
  const findings = report.findings.filter((finding) => finding.app === app.name);
  const undecided = report.undecided.filter((entry) => entry.app === app.name);
  const suite = root.ele('testsuite', {
    name: toPrintable(app.name),
    tests: findings.length + undecided.length + 1,
    failures: findings.filter(({ severity }) => severity === 'error').length,
    errors: 0,
    skipped: undecided.length,
  });
  // A suite without a test is a failure to some servers.
  suite.ele('testcase', { name: 'zoom-scopes check', classname: toPrintable(app.name) }).ele('system-out').txt(countFindings(findings) || 'no findings');
  for (const finding of findings) addFinding(suite, finding);
  for (const { scope, span, reason } of undecided) {
    suite
      .ele('testcase', { name: `cannot tell: ${toPrintable(scope)}`, classname: toPrintable(span.file), file: toPrintable(span.file), line: span.line })
      .ele('skipped', { message: toPrintable(reason) });
  }
}

function addFinding(suite: Element, { rule, severity, scope, operation, span, message, evidence }: Finding): void {
  const file = toPrintable(span.file);
  const subject = toPrintable(scope ?? operation ?? `line ${span.line}`);
  const test = suite.ele('testcase', { name: `${rule}: ${subject}`, classname: file, file, line: span.line });
  const seen = evidence.length > 0 ? `\nsee ${listPlaces(evidence)}` : '';
  const text = `${file}:${span.line}:${span.column}\n${toPrintable(message)}${seen}`;
  if (severity === 'error') test.ele('failure', { type: rule, message: toPrintable(message) }).txt(text);
  else test.ele('system-out').txt(`warning\n${text}`);
}
