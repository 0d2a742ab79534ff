/** Lints apps with the plugin, in each ESLint that it supports, and writes findings down so that they can be compared. */
import { cpSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { ESLint as ESLint9 } from 'eslint-9';
import vueParser from 'vue-eslint-parser';
import type { Finding } from '../../src/index.ts';
import { toPosix } from '../../src/util/paths.ts';

export const ESLINTS: readonly (readonly [string, typeof ESLint])[] = [
  [`ESLint ${ESLint.version}`, ESLint],
  // Its types are those of another ESLint; what is used here has not changed.
  [`ESLint ${ESLint9.version}`, ESLint9 as unknown as typeof ESLint],
];

export const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** What projects have in their configurations for their languages. */
const LANGUAGES: readonly Linter.Config[] = [
  { files: ['**/*.{ts,tsx}'], languageOptions: { parser: typescriptParser } },
  { files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.vue'], languageOptions: { parser: vueParser, parserOptions: { parser: typescriptParser } } },
];

/** A copy of an app, to be changed. */
export function copyApp(fixture: string): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'zoom-scopes-plugin-')));
  cpSync(path.join(FIXTURES, fixture), root, { recursive: true });
  return root;
}

export function createEslint(cwd: string, config: readonly Linter.Config[], Host: typeof ESLint = ESLint): ESLint {
  return new Host({ cwd, overrideConfigFile: true, overrideConfig: [...LANGUAGES, ...config] });
}

/** All messages of some files, or of one text, sorted. */
export function toFullLines(results: readonly ESLint.LintResult[], cwd: string): readonly string[] {
  return results
    .flatMap(({ filePath, messages }) => messages.map(message => [toPosix(path.relative(cwd, filePath)), message] as const))
    .map(([file, { line, column, endLine, endColumn, ruleId, message }]) => {
      const rule = ruleId?.replace('zoom-scopes/', '') ?? 'fatal';
      return `${file}:${line}:${column}-${endLine}:${endColumn} ${rule} ${message}`;
    })
    .sort();
}

/** The same in short: each finding once, where it stands, without the places behind it. */
export function toLines(results: readonly ESLint.LintResult[], cwd: string): readonly string[] {
  return toFullLines(results, cwd)
    .filter(line => !line.includes(' This list lacks '))
    .map(line => line.replace(/ \((?:see [^()]*|`zoom-scopes fix` does it)\)(?=[.?]$)/, ''));
}

/** What ESLint is to show of the engine's findings, as `toFullLines` writes it. */
export function expectedLines(findings: readonly Finding[]): readonly string[] {
  const own = findings.map(({ span, rule, message, scope, evidence, declareAt, replacement }) => {
    const behind = declareAt && replacement.length > 0 ? ' (`zoom-scopes fix` does it)' : scope === null ? '' : see(evidence);
    return `${at(span)} ${rule} ${message.slice(0, -1)}${behind}${message.slice(-1)}`;
  });
  const lists = findings.flatMap(({ app, rule, declareAt, replacement }) => {
    if (!declareAt || replacement.length === 0) return [];
    const alike = findings.filter(other => other.declareAt && other.app === app && other.replacement.join() === replacement.join());
    const operations = [...new Set(alike.map(({ operation }) => operation ?? ''))].sort();
    return `${at(declareAt)} ${rule} This list lacks ${list(replacement, 'or')} for ${list(few(operations), 'and')}${see(alike.map(({ span }) => span))}.`;
  });
  return [...own, ...new Set(lists)].sort();
}

function at({ file, line, column, endLine, endColumn }: Finding['span']): string {
  return `${file}:${line}:${column}-${endLine}:${endColumn}`;
}

function see(places: Finding['evidence']): string {
  const lines = new Set(places.map(({ file, line }) => `${file}:${line}`));
  return lines.size > 0 ? ` (see ${list(few([...lines]), 'and')})` : '';
}

function few(names: readonly string[]): readonly string[] {
  return names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
}

function list(names: readonly string[], word: 'and' | 'or'): string {
  return names.join(', ').replace(/, ([^,]*)$/, ` ${word} $1`);
}
