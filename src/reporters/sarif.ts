/** Findings as SARIF 2.1.0, for code scanning and for viewers. */
import type { Location, Log, Message, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Rule } from '../analysis/define-rule.ts';
import type { Diagnostic } from '../analysis/facts.ts';
import type { Finding } from '../analysis/finding.ts';
import type { Note, Report, Undecided } from '../analysis/report.ts';
import { toPrintableJson } from '../util/printable.ts';
import type { Place, Span } from '../util/span.ts';

/** What SARIF says beside the report. */
export interface SarifContext {
  /** Every rule with its page in markdown. */
  readonly rules: readonly { readonly rule: Rule; readonly page: string }[];
  /** One per finding, in the order of the findings. */
  readonly fingerprints: readonly string[];
  readonly version: string;
  /** The project's path in its repository; '' for the root. */
  readonly project: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HOMEPAGE = 'https://unpkg.com/eslint-plugin-zoom-scopes/README.md';
const ROOT = '%SRCROOT%';

/** Related locations of one result; GitHub shows no more. */
const SHOWN_EVIDENCE = 100;

/** The report of `check` as SARIF. Its paths are those of the repository. */
export function formatSarif(report: Report, context: SarifContext): string {
  const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [toRun(report, context)] };
  return toPrintableJson(log);
}

function toRun(report: Report, context: SarifContext): Run {
  const { rules, version, project } = context;
  return {
    tool: {
      driver: {
        name: 'zoom-scopes',
        semanticVersion: version,
        informationUri: HOMEPAGE,
        rules: rules.map(({ rule, page }) => toDescriptor(rule, page)),
      },
    },
    // Keeps the results of several projects in one repository apart.
    automationDetails: { id: `zoom-scopes/${project === '' ? '' : `${project}/`}` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: toNotifications(report) }],
    results: report.findings.map((finding, at) => toResult(finding, context.fingerprints[at] ?? '', context)),
  };
}

function toDescriptor({ name, description, severity, url }: Rule, page: string): ReportingDescriptor {
  return {
    id: name,
    name: toPascalCase(name),
    shortDescription: { text: `${description}.` },
    fullDescription: { text: firstSection(page) },
    help: { text: page, markdown: page },
    helpUri: url,
    defaultConfiguration: { level: severity },
  };
}

function toResult(finding: Finding, fingerprint: string, { rules }: SarifContext): Result {
  const { rule, severity, app, scope, operation, replacement, confidence, message, span, evidence } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex((entry) => entry.rule.name === rule),
    level: severity,
    message: toMessage(message),
    locations: [toLocation(span)],
    relatedLocations: evidence.slice(0, SHOWN_EVIDENCE).map((place, at) => ({
      id: at + 1,
      ...toLocation(place),
      message: { text: describeEvidence(finding) },
    })),
    // Code scanning reads the hash of the line, which its upload action makes. This one is for all other readers.
    partialFingerprints: { 'zoomScopesFinding/v1': fingerprint },
    properties: { app, scope, operation, replacement, confidence },
  };
}

function describeEvidence({ scope, messageId }: Finding): string {
  if (messageId === 'duplicate') return 'Declared here already.';
  return scope === null ? 'On the way to the request.' : 'A call behind this finding.';
}

/**
 * What is no finding: code scanning would make an alert of every result, of whatever kind, so what cannot be told is
 * among the notifications too.
 */
function toNotifications({ diagnostics, outdated, undecided, notes }: Report): Notification[] {
  return [
    ...[...diagnostics, ...outdated].map(toWarning),
    ...undecided.map(toOpenQuestion),
    ...notes.map(toRemark),
  ];
}

function toWarning({ place, message }: Diagnostic): Notification {
  return { level: 'warning', message: toMessage(message), locations: [toLocation(place)] };
}

function toOpenQuestion({ scope, span, reason }: Undecided): Notification {
  const text = `Cannot tell whether ${scope} is needed: ${reason}.`;
  return { level: 'note', message: toMessage(text), locations: [toLocation(span)], associatedRule: { id: 'no-unused-scope' } };
}

function toRemark({ app, message }: Note): Notification {
  return { level: 'note', message: toMessage(`${app}: ${message}`) };
}

function toLocation(place: Place | Span): Location {
  const { file, line, column } = place;
  const end = 'endLine' in place ? { endLine: place.endLine, endColumn: place.endColumn } : {};
  return {
    physicalLocation: {
      artifactLocation: { uri: toUri(file), uriBaseId: ROOT },
      region: { startLine: line, startColumn: column, ...end },
    },
  };
}

/** In a message, brackets make a link. */
function toMessage(text: string): Message {
  return { text: text.replace(/[\\[\]]/g, '\\$&') };
}

function toUri(file: string): string {
  return file
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** `no-broad-scope` → `NoBroadScope`. */
function toPascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** The text between the page's first heading and the next, in one line. */
function firstSection(page: string): string {
  const [, section = ''] = page.split(/^## .*$/m);
  return section.trim().replace(/\s*\n\s*/g, ' ');
}
