import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const RULE = '@typescript-eslint/no-restricted-imports';

/** Whether the linter lets a file of this project have a line. */
async function allows(file: string, line: string): Promise<boolean> {
  const { rules }: Linter.Config = await new ESLint().calculateConfigForFile(file);
  const messages = new Linter().verify(
    line,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { '@typescript-eslint': tseslint.plugin },
      rules: { [RULE]: rules?.[RULE] ?? 'off' },
    },
    file,
  );
  expect(messages.every(({ ruleId }) => ruleId === RULE)).toBe(true);
  return messages.length === 0;
}

test.each([
  ['src/util/words.ts', "import { ts } from '../calls/ts.ts';"],
  ['src/util/words.ts', "import type { Scope } from '../catalogue/types.ts';"],
  ['src/catalogue/path.ts', "import type { CallSite } from '../calls/call-site.ts';"],
  ['src/calls/flow.ts', "import type { Declaration } from '../declarations/declaration.ts';"],
  ['src/calls/flow.ts', "import { readFileSync } from 'node:fs';"],
  ['src/calls/flow.ts', "import ts from '#typescript';"],
  ['src/calls/flow.ts', "import ts from 'typescript';"],
  ['src/declarations/env.ts', "import { findCalls } from '../calls/find-calls.ts';"],
  ['src/analysis/check.ts', "import { findCalls } from '../calls/find-calls.ts';"],
  ['src/analysis/check.ts', "import { readFileSync } from 'node:fs';"],
  ['src/analysis/check.ts', "import { rules } from '../../rules/index.ts';"],
  ['rules/no-missing-scope.ts', "import { loadCatalogue } from '../src/catalogue/catalogue.ts';"],
  ['rules/no-missing-scope.ts', "import path from 'node:path';"],
  ['src/project/collect.ts', "import plugin from '../plugin/index.ts';"],
  ['src/project/collect.ts', "import { ESLint } from 'eslint';"],
  ['src/reporters/text.ts', "import { runRules } from '../analysis/check.ts';"],
])('%s may not say %s', async (file, line) => {
  expect(await allows(file, line)).toBe(false);
});

test.each([
  ['src/catalogue/path.ts', "import { wordsOf } from '../util/words.ts';"],
  ['src/calls/ts.ts', "import ts from '#typescript';"],
  ['src/calls/flow.ts', "import { ts } from './ts.ts';"],
  ['src/analysis/check.ts', "import type { CallSite } from '../calls/call-site.ts';"],
  ['rules/no-missing-scope.ts', "import { defineRule } from '../src/analysis/define-rule.ts';"],
  ['src/plugin/index.ts', "import type { ESLint } from 'eslint';"],
  ['src/plugin/index.ts', "import { rules } from '../../rules/index.ts';"],
  ['src/reporters/text.ts', "import type { Report } from '../analysis/report.ts';"],
  ['src/cli.ts', "import { collectFacts } from './project/collect.ts';"],
])('%s may say %s', async (file, line) => {
  expect(await allows(file, line)).toBe(true);
});
