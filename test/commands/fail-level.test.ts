import { describe, expect, test } from 'vitest';
import { failLevelOf, fails, parseCount, type FailFlags } from '../../src/commands/fail-level.ts';
import { check, UserError } from '../../src/index.ts';
import { factsOf } from '../analysis/build-facts.ts';

const report = (warnings: number, errors: number) => {
  const unread = Array.from({ length: warnings }, () => ({ unread: 'dynamic-path', prefix: '/phone' }) as const);
  const declared = ['group:read:admin', 'recording:read:admin'].slice(0, errors);
  return check(factsOf({ type: 'server-to-server', calls: ['GET /users', ...unread], declared: ['user:read:admin', ...declared] }));
};

const verdict = (flags: FailFlags, warnings: number, errors: number, configured: 'error' | 'warning' | 'never' = 'error', exitsCleanly = false) =>
  fails(report(warnings, errors), failLevelOf(flags, configured, exitsCleanly));

describe('check fails', () => {
  test.each<[FailFlags, warnings: number, errors: number, boolean]>([
    [{}, 0, 0, false],
    [{}, 2, 0, false],
    [{}, 0, 1, true],
    [{ failOn: 'warning' }, 1, 0, true],
    [{ failOn: 'warning' }, 0, 0, false],
    [{ failOn: 'never' }, 1, 1, false],
    [{ maxWarnings: 2 }, 2, 0, false],
    [{ maxWarnings: 1 }, 2, 0, true],
    [{ maxWarnings: 0 }, 0, 0, false],
    [{ maxWarnings: 9, failOn: 'error' }, 2, 1, true],
  ])('with %j on %i warnings and %i errors: %s', (flags, warnings, errors, expected) => {
    expect(verdict(flags, warnings, errors)).toBe(expected);
  });

  test('as configured, unless a flag says otherwise', () => {
    expect(verdict({}, 1, 0, 'warning')).toBe(true);
    expect(verdict({}, 1, 1, 'never')).toBe(false);
    expect(verdict({ failOn: 'error' }, 1, 0, 'warning')).toBe(false);
    expect(verdict({ maxWarnings: 2 }, 2, 0, 'warning')).toBe(false);
    expect(verdict({ maxWarnings: 1 }, 2, 0, 'never')).toBe(true);
  });

  test('in a format that leaves findings to its reader only if a flag says so', () => {
    expect(verdict({}, 0, 1, 'error', true)).toBe(false);
    expect(verdict({ fail: true }, 0, 1, 'error', true)).toBe(true);
    expect(verdict({ failOn: 'warning' }, 1, 0, 'error', true)).toBe(true);
    expect(verdict({ maxWarnings: 0 }, 1, 0, 'error', true)).toBe(true);
  });
});

describe('flags that contradict each other are refused:', () => {
  test.each<[FailFlags, string]>([
    [{ maxWarnings: 3, failOn: 'never' }, '--max-warnings and --fail-on never contradict each other.'],
    [{ maxWarnings: 3, failOn: 'warning' }, '--max-warnings and --fail-on warning contradict each other.'],
    [{ fail: true, failOn: 'never' }, '--fail and --fail-on never contradict each other.'],
  ])('%j', (flags, message) => {
    expect(() => failLevelOf(flags, 'error', false)).toThrow(UserError);
    expect(() => failLevelOf(flags, 'error', false)).toThrow(message);
  });

  test.each(['-1', '1.5', 'many', '', '1e3', '99999999999'])('a count of %j', (text) => {
    expect(() => parseCount(text)).toThrow('It must be a whole number from 0.');
  });
});
