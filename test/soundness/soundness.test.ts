import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { check, collectFacts, loadCatalogue } from '../../src/index.ts';
import type { Place } from '../../src/util/span.ts';

/** `expected.json`, written by hand: all that the app is told, why what cannot be told cannot, and the files that were not read to the end. */
interface Expected {
  readonly findings: readonly object[];
  readonly undecided: readonly object[];
  readonly diagnostics: readonly string[];
}

const FIXTURES = fileURLToPath(new URL('../../fixtures/soundness/', import.meta.url));

test.each(readdirSync(FIXTURES))('%s', (name) => {
  const root = path.join(FIXTURES, name);
  const expected = JSON.parse(readFileSync(path.join(root, 'expected.json'), 'utf8')) as Expected;
  const { findings, undecided, diagnostics } = check(collectFacts(root), loadCatalogue());
  expect({
    findings: findings.map(({ rule, severity, span, scope, operation, replacement, confidence }) => ({ rule, severity, file: span.file, line: span.line, scope, operation, replacement, confidence })),
    undecided: undecided.map(({ scope, reason, evidence }) => ({ scope, reason, evidence: evidence.map(toText) })),
    diagnostics: diagnostics.map(({ place }) => place.file),
  }).toEqual(expected);
});

function toText({ file, line }: Place): string {
  return `${file}:${line}`;
}
