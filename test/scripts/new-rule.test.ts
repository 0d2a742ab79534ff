import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['package.json', 'tsconfig.json', 'data', 'docs', 'rules', 'scripts', 'src', 'test/rules', 'test/analysis'];

describe('npm run new-rule', { timeout: 60_000 }, () => {
  let copy = '';
  beforeAll(() => {
    copy = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-new-rule-'));
    for (const entry of COPIED) cpSync(path.join(ROOT, entry), path.join(copy, entry), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  function runInCopy(...args: readonly string[]) {
    return spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
  }

  const newRule = (...args: readonly string[]) => runInCopy('--import', 'tsx', 'scripts/new-rule.ts', ...args);
  const read = (file: string): string => readFileSync(path.join(copy, file), 'utf8');

  test('writes a rule, its test, its page and its line in the index', () => {
    const { status, stdout, stderr } = newRule('no-late-scope');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('rules/no-late-scope.ts');
    expect(read('rules/index.ts')).toContain("import { noLateScope } from './no-late-scope.ts';");
    expect(read('rules/index.ts')).toContain('\n  noLateScope,\n');
    expect(read('docs/rules/no-late-scope.md')).toMatch(/^# no-late-scope$[^]*^## Why$[^]*^## When not to use it$/m);
  });

  test('what it writes compiles, and its test passes', () => {
    const { status, stdout } = runInCopy('node_modules/vitest/vitest.mjs', 'run', 'test/rules/no-late-scope.test.ts');
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('2 passed') });
    writeFileSync(path.join(copy, 'tsconfig.rule.json'), '{ "extends": "./tsconfig.json", "include": ["rules/no-late-scope.ts"] }');
    const types = runInCopy('node_modules/typescript/bin/tsc', '-p', 'tsconfig.rule.json');
    expect(types.stdout).toBe('');
  });

  test.each([
    ['late-scope', 'no name of a rule'],
    ['no-missing-scope', 'already'],
  ])('refuses %s', (name, why) => {
    const { status, stderr } = newRule(name);
    expect(status).toBe(2);
    expect(stderr).toContain(why);
  });
});
