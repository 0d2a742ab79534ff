import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/analysis/finding.ts';
import { check, collectFacts, loadCatalogue } from '../../src/index.ts';

interface ExpectedFinding {
  readonly rule: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly scope: string | null;
  readonly operation: string | null;
  readonly replacement: readonly string[];
}

/** `expected.json`, written by hand from the verdict table: what an app is told, and what more in a strict run. */
interface Expected {
  readonly findings: readonly ExpectedFinding[];
  readonly strict: readonly ExpectedFinding[];
  readonly undecided: readonly string[];
  readonly minimal: readonly string[];
}

const FIXTURES = fileURLToPath(new URL('../../fixtures/verdicts/', import.meta.url));

describe.each(readdirSync(FIXTURES))('%s', (name) => {
  const root = path.join(FIXTURES, name);
  const expected = JSON.parse(readFileSync(path.join(root, 'expected.json'), 'utf8')) as Expected;
  const facts = collectFacts(root);

  test('says what the table says', () => {
    const report = check(facts, loadCatalogue());
    expect(report.findings.map(toExpected)).toEqual(expected.findings);
    expect(report.undecided.map(({ scope }) => scope)).toEqual(expected.undecided);
    expect(report.apps.map(({ minimal }) => minimal)).toMatchObject([{ scopes: expected.minimal, proven: true }]);
    expect(report.diagnostics).toEqual([]);
  });

  test('says more when asked to be strict', () => {
    const strict = check(facts, loadCatalogue(), { strict: true }).findings.map(toExpected);
    expect(strict).toHaveLength(expected.findings.length + expected.strict.length);
    expect(strict).toEqual(expect.arrayContaining([...expected.findings, ...expected.strict]));
  });
});

function toExpected({ rule, severity, span, scope, operation, replacement }: Finding): ExpectedFinding {
  return { rule, severity, file: span.file, line: span.line, scope, operation, replacement };
}
