import json from '@eslint/json';
import typescriptParser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import vueParser from 'vue-eslint-parser';
import { applyDirectives, type Directive } from '../../src/analysis/directive.ts';
import type { Finding } from '../../src/analysis/finding.ts';
import { check } from '../../src/index.ts';
import { findComments } from '../../src/calls/comments.ts';
import { toComponentCode } from '../../src/project/component-code.ts';
import { isComponent } from '../../src/project/component-scripts.ts';
import { readJsonDirectives, toDirectives, WORD } from '../../src/project/directives.ts';
import { LineIndex } from '../../src/util/span.ts';
import { factsOf } from '../analysis/build-facts.ts';

/** Each CALL in a text stands for a finding of this rule. */
const RULE = 'no-unresolved-call';
const CALL = /callZoom\(\)|"call:zoom"/g;

const REPORT = check(factsOf({ type: 'unknown', calls: [{ unread: 'dynamic-path' }] }));
const [FINDING = expect.fail()] = REPORT.findings;

/** Finds a fault with every call. */
const rule: Rule.RuleModule = {
  meta: { languages: ['js/js', 'json/json', 'json/jsonc'] },
  create: context => {
    const report = () => {
      for (const { index } of context.sourceCode.text.matchAll(CALL)) context.report({ loc: context.sourceCode.getLocFromIndex(index), message: 'found' });
    };
    return { Program: report, Document: report };
  },
};

const BLOCKS: readonly Linter.Config[] = [
  { files: ['**/*.js'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.tsx'], languageOptions: { parser: typescriptParser } },
  { files: ['**/*.vue'], languageOptions: { parser: vueParser } },
  { files: ['**/*.jsonc'], plugins: { json }, language: 'json/jsonc' },
];

/** The lines whose call ESLint reports. */
function linesOfEslint(text: string, file: string): readonly number[] {
  const rules = { [`zoom-scopes/${RULE}`]: 'error' } as const;
  const config = BLOCKS.map(block => ({ ...block, plugins: { ...block.plugins, 'zoom-scopes': { rules: { [RULE]: rule } } }, rules }));
  const messages = new Linter().verify(text, config, file);
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.filter(({ ruleId }) => ruleId === `zoom-scopes/${RULE}`).map(({ line }) => line);
}

/** The lines whose call stays a finding, and why the others do not. */
function judge(text: string, file: string): { readonly lines: readonly number[]; readonly reasons: readonly string[] } {
  const lines = new LineIndex(text);
  const findings = [...text.matchAll(CALL)].map(({ index }): Finding => ({ ...FINDING, span: lines.span(file, index, index + 4) }));
  const report = applyDirectives({ ...REPORT, findings }, directivesIn(file, text));
  return {
    lines: report.findings.map(({ span }) => span.line),
    reasons: report.suppressed.map(entry => (entry.by === 'comment' ? entry.reason : '')),
  };
}

function directivesIn(file: string, text: string): readonly Directive[] {
  if (/\.jsonc?$/.test(file)) return readJsonDirectives(text, file);
  const code = isComponent(file) ? toComponentCode(file, text).code : text;
  return toDirectives(findComments(code, file, WORD), code, file, true);
}

const CASES: readonly (readonly [what: string, file: string, text: string, left: readonly number[]])[] = [
  ['the next line', 'a.js', '// eslint-disable-next-line zoom-scopes/no-unresolved-call -- a partner API\ncallZoom();\ncallZoom();', [3]],
  ['this line', 'a.js', 'callZoom(); // eslint-disable-line zoom-scopes/no-unresolved-call\ncallZoom();', [2]],
  ['all rules', 'a.js', 'callZoom(); // eslint-disable-line\n', []],
  ['several rules', 'a.js', '// eslint-disable-next-line no-console, zoom-scopes/no-unresolved-call\ncallZoom();', []],
  ['another rule', 'a.js', '// eslint-disable-next-line zoom-scopes/no-missing-scope\ncallZoom();', [2]],
  ['a rule of another plugin', 'a.js', '// eslint-disable-next-line no-unresolved-call\ncallZoom();', [2]],
  ['a stretch', 'a.js', 'callZoom();\n/* eslint-disable zoom-scopes/no-unresolved-call */\ncallZoom();\n/* eslint-enable */\ncallZoom();', [1, 5]],
  ['the rest of a file', 'a.js', '/* eslint-disable -- generated */\ncallZoom();\ncallZoom();', []],
  ['a stretch that another rule ends', 'a.js', '/* eslint-disable */\ncallZoom();\n/* eslint-enable no-console */\ncallZoom();', []],
  ['part of a line', 'a.js', 'callZoom(); /* eslint-disable */ callZoom(); /* eslint-enable */ callZoom();', [1, 1]],
  ['no stretch from a line comment', 'a.js', '// eslint-disable\ncallZoom();', [2]],
  ['no line from a comment over several', 'a.js', '/* eslint-disable-next-line\n  zoom-scopes/no-unresolved-call\n*/ callZoom();\ncallZoom();', [3]],
  ['nothing from a string', 'a.js', 'const hint = "// eslint-disable-next-line";\ncallZoom();\nconst more = `/* eslint-disable */`;\ncallZoom();', [2, 4]],
  ['nothing from a regular expression', 'a.js', 'const hint = /[/*] eslint-disable */;\ncallZoom();', [2]],
  ['nothing from a documentation comment', 'a.js', '/** eslint-disable */\ncallZoom();', [2]],
  ['nothing from a word in the middle', 'a.js', '// why: eslint-disable-next-line\ncallZoom();', [2]],
  ['a comment before a bracket', 'a.js', 'function list() {\n  return [ // eslint-disable-next-line\n    callZoom(),\n  callZoom() /* eslint-disable-line */ ];\n  // eslint-disable-next-line\n} callZoom();', []],
  ['after a shebang, with other line ends', 'a.js', '#!/usr/bin/env node\r\n// eslint-disable-next-line\r\ncallZoom();\r\ncallZoom();', [4]],
  ['markup', 'a.tsx', 'const a = <p>// eslint-disable-next-line\n{callZoom()}</p>;\nconst b = <p>{/* eslint-disable-next-line */}\n{callZoom()}</p>;\nconst c: number = callZoom();', [2, 5]],
  ['the script of a component', 'a.vue', '<template><p>it</p></template>\n<script>\n// eslint-disable-next-line zoom-scopes/no-unresolved-call\ncallZoom();\ncallZoom();\n</script>', [5]],
  ['a manifest with comments', 'a.jsonc', '["call:zoom", // eslint-disable-line zoom-scopes/no-unresolved-call\n  /* eslint-disable-next-line */\n  "call:zoom",\n  "call:zoom", "// eslint-disable-line"]', [4]],
  ['a stretch of a manifest', 'a.jsonc', '// eslint-disable\n["call:zoom",\n// eslint-enable\n"call:zoom"]', [4]],
];

describe('disable comments turn off what ESLint has them turn off:', () => {
  it.each(CASES)('%s', (_what, file, text, left) => {
    expect(linesOfEslint(text, file)).toEqual(left);
    expect(judge(text, file).lines).toEqual(left);
  });
});

it('the reason is kept', () => {
  const [, file, text] = CASES[0] ?? [];
  expect(judge(text ?? '', file ?? '').reasons).toEqual(['a partner API']);
});
