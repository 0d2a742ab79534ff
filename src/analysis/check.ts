/** Facts in, findings out: compares every app with what it declares and lets the rules speak. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AppType } from '../declarations/declaration.ts';
import { compareText } from '../util/compare-text.ts';
import { comparePlaces } from '../util/span.ts';
import { compareApp } from './compare-app.ts';
import type { Rule, RuleContext, RuleReport } from './define-rule.ts';
import type { App, Diagnostic, Facts } from './facts.ts';
import type { Finding } from './finding.ts';
import { minimalSetOf } from './minimal-set.ts';
import type { CheckedApp, Note, Report, Undecided } from './report.ts';
import type { Comparison } from './verdict.ts';

/** Which rules speak, and how strictly. */
export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly strict?: boolean;
}

/** Checks every app of a project. Pure: the same facts give the same report. */
export function runRules(facts: Facts, catalogue: Catalogue, { rules, strict = false }: RunOptions): Report {
  const checked = facts.apps.map((app) => checkApp(app, catalogue, rules, strict));
  return {
    apps: checked.map(({ app }) => app),
    findings: checked.flatMap(({ findings }) => findings).toSorted(compareFindings),
    suppressed: [],
    undecided: checked
      .flatMap(({ undecided }) => undecided)
      .toSorted((a, b) => comparePlaces(a.span, b.span) || compareText(a.scope, b.scope)),
    notes: checked.flatMap(({ notes }) => notes),
    diagnostics: facts.diagnostics.toSorted(compareDiagnostics),
    outdated: facts.outdated.toSorted(compareDiagnostics),
  };
}

interface CheckedFacts {
  readonly app: CheckedApp;
  readonly findings: readonly Finding[];
  readonly undecided: readonly Undecided[];
  readonly notes: readonly Note[];
}

function checkApp(app: App, catalogue: Catalogue, rules: readonly Rule[], strict: boolean): CheckedFacts {
  const { types, comparison } = compareApp(app, catalogue);
  const [onlyType] = types;
  const type: AppType = types.length === 1 && onlyType ? onlyType : 'unknown';
  const context: RuleContext = {
    app: app.name,
    type,
    manifest: app.manifest,
    scopeList: app.scopeList ?? null,
    strict,
    catalogueDate: catalogue.provenance.date,
  };
  const minimal = minimalSetOf(app, types, comparison, catalogue);
  return {
    app: { name: app.name, type: app.type, manifest: app.manifest, calls: app.calls.length, declarations: app.declarations.length, minimal },
    findings: rules.flatMap((rule) => [...reportsOf(rule, comparison, context)].map((report) => toFinding(rule, report, app))),
    undecided: toUndecided(app, comparison),
    notes: notesOn(app),
  };
}

function* reportsOf(rule: Rule, { calls, declarations }: Comparison, context: RuleContext): Iterable<RuleReport> {
  for (const verdict of calls) yield* rule.callSite?.(verdict, context) ?? [];
  for (const verdict of declarations) yield* rule.declaration?.(verdict, context) ?? [];
}

function toFinding(rule: Rule, report: RuleReport, app: App): Finding {
  const { at, message, data = {}, scope = null, operation = null, replacement = [] } = report;
  return {
    rule: rule.name,
    messageId: message,
    severity: report.severity ?? rule.severity,
    app: app.name,
    span: at,
    scope,
    operation,
    replacement,
    confidence: report.confidence ?? 'certain',
    message: fillIn(rule.messages[message] ?? message, data),
    data,
    evidence: report.evidence ?? [],
    changes: report.changes ?? [],
    declareAt: report.declareAt ?? null,
  };
}

function fillIn(message: string, data: Readonly<Record<string, string>>): string {
  return message.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => data[name] ?? hole);
}

function toUndecided(app: App, { declarations }: Comparison): readonly Undecided[] {
  return declarations.flatMap(({ declaration, use, evidence }) =>
    use.kind === 'cannot-tell'
      ? [{ app: app.name, scope: declaration.scope, span: declaration.span, reason: use.reason, evidence }]
      : [],
  );
}

function notesOn(app: App): readonly Note[] {
  const note = (message: string): readonly Note[] => [{ app: app.name, message }];
  if (app.isManifestUnread) return note('Its manifest could not be read, so it cannot be told which scopes are missing or unused.');
  if (app.declarations.length > 0 || app.calls.length === 0) return [];
  return note('No declared scopes were found, so the calls are compared with nothing.');
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    comparePlaces(a.span, b.span) ||
    compareText(a.rule, b.rule) ||
    compareText(a.messageId, b.messageId) ||
    compareText(a.app, b.app) ||
    compareText(a.scope ?? '', b.scope ?? '')
  );
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return comparePlaces(a.place, b.place) || compareText(a.message, b.message);
}
