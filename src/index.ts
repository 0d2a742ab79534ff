/** The engine for programs: collect the facts about a project, check them, format the report. */
import { rules } from '../rules/index.ts';
import { runRules } from './analysis/check.ts';
import type { Rule } from './analysis/define-rule.ts';
import { applyDirectives } from './analysis/directive.ts';
import type { Facts } from './analysis/facts.ts';
import type { Report } from './analysis/report.ts';
import { loadCatalogue, type Catalogue } from './catalogue/catalogue.ts';

export type { Directive } from './analysis/directive.ts';
export type { App, Diagnostic, Facts } from './analysis/facts.ts';
export type { Finding, Severity } from './analysis/finding.ts';
export type { MinimalSet } from './analysis/minimal-set.ts';
export type { CheckedApp, Note, Report, SuppressedFinding, Undecided } from './analysis/report.ts';
export type { Rule } from './analysis/define-rule.ts';
export type { Certificate, Proof } from './analysis/solver.ts';
export type { CallSite, Resolution, Subject, UnresolvedReason } from './calls/call-site.ts';
export type { Generation, Level, Method, Operation, OperationMatch, OperationUse, Scope, ScopeLists, Variant } from './catalogue/types.ts';
export type { AppType, Declaration, DeclarationSource, Feature } from './declarations/declaration.ts';
export type { Place, Span } from './util/span.ts';
export { describeScope } from './catalogue/scope.ts';
export { loadCatalogue, type Catalogue } from './catalogue/catalogue.ts';
export { toOperationsJson } from './catalogue/operations-json.ts';
export { collectFacts, type CollectOptions } from './project/collect.ts';
export { readConfig, type Config } from './project/config.ts';
export { formatCheckJson, formatScanJson, toCheckJson, toScanJson, type CheckJsonV1, type ScanJsonV1 } from './reporters/json.ts';
export { formatCheckText, formatScanText, type TextOptions } from './reporters/text.ts';
export { UserError } from './util/user-error.ts';
export { rules };

/** What a check may set. */
export interface CheckOptions {
  /** Also say what only a stricter reading finds fault with. */
  readonly strict?: boolean;
  /** Also say where granular scopes would do for a classic one. */
  readonly preferGranular?: boolean;
}

/** Compares every app's calls with the scopes it declares. Pure: the same facts give the same report. */
export function check(facts: Facts, catalogue: Catalogue = loadCatalogue(), options: CheckOptions = {}): Report {
  const { strict = false, preferGranular = false } = options;
  const report = runRules(facts, catalogue, { rules: rules.filter((rule) => isActive(rule, strict, preferGranular)), strict });
  return applyDirectives(report, facts.directives);
}

function isActive(rule: Rule, strict: boolean, preferGranular: boolean): boolean {
  return rule.name === 'prefer-granular-scope' ? preferGranular : strict ? rule.strict : rule.recommended;
}
