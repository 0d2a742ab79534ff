import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { runRules } from '../../src/analysis/check.ts';
import { fingerprintOf, identifyFindings } from '../../src/analysis/fingerprint.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { catalogue, factsOf, type AppText } from './build-facts.ts';

const BOOKING: AppText = { type: 'server-to-server', calls: ['GET /users', 'POST /users/{id}/meetings'], declared: ['user:read:admin'] };

function fingerprints(findings: readonly Finding[]): readonly string[] {
  return [...identifyFindings(findings).values()].map(fingerprintOf);
}

function check(text: AppText): readonly Finding[] {
  return runRules(factsOf(text), catalogue, { rules }).findings;
}

describe('a fingerprint', () => {
  const [missing] = check(BOOKING).filter(({ rule }) => rule === 'no-missing-scope');
  if (!missing) throw new Error('The call that creates a meeting is not covered.');

  test('stays in later versions: users store it', () => {
    expect(fingerprints([missing])).toEqual(['fd7598d12b3d1a89e0987b14c12478fe']);
  });

  test('survives that lines move and that words change', () => {
    const moved = { ...missing, span: { ...missing.span, line: 80, endLine: 80, start: 4000, end: 4010 }, message: 'Said otherwise.' };
    expect(fingerprints([moved])).toEqual(fingerprints([missing]));
  });

  test.each<[string, Partial<Finding>]>([
    ['app', { app: 'nightly' }],
    ['rule', { rule: 'no-level-mismatch' }],
    ['operation', { operation: 'GET /users' }],
    ['scope', { scope: 'user:read:admin' }],
    ['file', { span: { ...missing.span, file: 'src/booking.js' } }],
  ])('differs with the %s', (_what, change) => {
    expect(fingerprints([{ ...missing, ...change }])).not.toEqual(fingerprints([missing]));
  });

  test('tells findings that are alike apart by their order in the file, not in the list', () => {
    const later = { ...missing, span: { ...missing.span, line: 90 } };
    const inOrder = identifyFindings([missing, later]);
    const reversed = identifyFindings([later, missing]);
    expect([inOrder.get(missing)?.occurrence, inOrder.get(later)?.occurrence]).toEqual([1, 2]);
    expect([reversed.get(missing)?.occurrence, reversed.get(later)?.occurrence]).toEqual([1, 2]);
    expect(new Set(fingerprints([missing, later])).size).toBe(2);
  });
});
