/** Checks facts by the rules that are turned on. */
import { rules } from '../rules/index.ts';
import { runRules } from './analysis/check.ts';
import type { Rule } from './analysis/define-rule.ts';
import { applyDirectives } from './analysis/directive.ts';
import type { Facts } from './analysis/facts.ts';
import type { Report } from './analysis/report.ts';
import { loadCatalogue, type Catalogue } from './catalogue/catalogue.ts';

export { loadCatalogue };

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
