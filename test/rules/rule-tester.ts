/** Runs one rule on apps written down by hand: those it has nothing to say about, and those it does. */
import { describe, expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import type { Rule } from '../../src/analysis/define-rule.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { catalogue, factsOf, type AppText } from '../analysis/build-facts.ts';

export interface ValidCase extends AppText {
  readonly name: string;
  readonly strict?: boolean;
}

/** `line` is the call's number in `src/zoom.js` or the scope's in the manifest. */
export interface ExpectedFinding extends Partial<Omit<Finding, 'span' | 'evidence'>> {
  readonly messageId: string;
  readonly at: string;
  /** `src/zoom.js:1`. */
  readonly evidence?: readonly string[];
}

export interface InvalidCase extends ValidCase {
  readonly findings: readonly ExpectedFinding[];
}

export function testRule(rule: Rule, cases: { readonly valid: readonly ValidCase[]; readonly invalid: readonly InvalidCase[] }): void {
  describe(rule.name, () => {
    test.each(cases.valid)('says nothing: $name', (app) => {
      expect(findingsOf(rule, app).map(({ message }) => message)).toEqual([]);
    });
    test.each(cases.invalid)('says something: $name', ({ findings, ...app }) => {
      const found = findingsOf(rule, app);
      expect(found).toMatchObject(findings.map(({ at: _at, evidence: _evidence, ...rest }) => rest));
      expect(found.map(({ span }) => `${span.file}:${span.line}`)).toEqual(findings.map(({ at }) => at));
      for (const [at, { evidence }] of findings.entries()) {
        if (evidence) expect(found[at]?.evidence.map(({ file, line }) => `${file}:${line}`)).toEqual(evidence);
      }
      for (const { message } of found) expect(message).not.toContain('{{');
    });
  });
}

function findingsOf(rule: Rule, { strict = false, ...app }: ValidCase): readonly Finding[] {
  return runRules(factsOf(app), catalogue, { rules: [rule], strict }).findings;
}
