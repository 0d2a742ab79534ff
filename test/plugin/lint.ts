/** Lints apps with the plugin, in each ESLint that it supports, and writes findings down so that they can be compared. */
import { cpSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint-9';
import type { Finding } from '../../src/index.ts';
import { toPosix } from '../../src/util/paths.ts';

export const ESLINTS: readonly (readonly [string, typeof ESLint])[] = [
  [`ESLint ${ESLint.version}`, ESLint],
  // Its types are those of another ESLint; what is used here has not changed.
  [`ESLint ${ESLint9.version}`, ESLint9 as unknown as typeof ESLint],
];

export const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** The parser that a TypeScript project has in its configuration. */
const TYPESCRIPT: Linter.Config = { files: ['**/*.{ts,tsx}'], languageOptions: { parser: typescriptParser } };

/** A copy of an app, to be changed. */
export function copyApp(fixture: string): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'zoom-scopes-plugin-')));
  cpSync(path.join(FIXTURES, fixture), root, { recursive: true });
  return root;
}

export function createEslint(cwd: string, config: readonly Linter.Config[], Host: typeof ESLint = ESLint): ESLint {
  return new Host({ cwd, overrideConfigFile: true, overrideConfig: [TYPESCRIPT, ...config] });
}

/** All messages of some files, or of one text, sorted. */
export function toLines(results: readonly ESLint.LintResult[], cwd: string): readonly string[] {
  return results
    .flatMap(({ filePath, messages }) => messages.map(message => [toPosix(path.relative(cwd, filePath)), message] as const))
    .map(([file, { line, column, endLine, endColumn, ruleId, message }]) => {
      const rule = ruleId?.replace('zoom-scopes/', '') ?? 'fatal';
      return `${file}:${line}:${column}-${endLine}:${endColumn} ${rule} ${message}`;
    })
    .sort();
}

/** Findings of the engine as `toLines` writes them. */
export function toFindingLines(findings: readonly Finding[]): readonly string[] {
  return findings
    .map(({ span: { file, line, column, endLine, endColumn }, rule, message }) => `${file}:${line}:${column}-${endLine}:${endColumn} ${rule} ${message}`)
    .sort();
}
