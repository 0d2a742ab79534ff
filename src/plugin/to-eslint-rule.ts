/** Makes ESLint rules of the project's rules: each reports what was found by its name in the file that is linted. */
import type { AST, Rule as EslintRule, SourceCode } from 'eslint';
import type { Rule } from '../analysis/define-rule.ts';
import type { Finding } from '../analysis/finding.ts';
import { judgeFile } from './linted-file.ts';

/** A language as ESLint names it: that of code, and those of manifests. */
export type Language = 'js/js' | 'json/json' | 'json/jsonc';

/** The languages that a rule has something to say about: calls stand in code, declarations in manifests too. */
export function languagesOf(rule: Rule): Language[] {
  return rule.declaration ? ['js/js', 'json/json', 'json/jsonc'] : ['js/js'];
}

/** The rule for ESLint. Messages are those of the command line; severities are ESLint's configuration's. */
export function toEslintRule(rule: Rule): EslintRule.RuleModule {
  return {
    meta: {
      type: rule.name.startsWith('prefer-') ? 'suggestion' : 'problem',
      docs: { description: rule.description, url: rule.url, recommended: rule.recommended },
      languages: languagesOf(rule),
      schema: [],
      messages: { ...rule.messages, notChecked: '{{problem}}' },
    },
    create(context) {
      const report = (): void => reportFile(rule, context);
      // The root of code, and that of JSON.
      return { Program: report, Document: report };
    },
  };
}

function reportFile(rule: Rule, context: EslintRule.RuleContext): void {
  const { sourceCode } = context;
  const { findings, problem } = judgeFile(context);
  if (problem !== undefined) {
    context.report({ loc: sourceCode.getLocFromIndex(0), messageId: 'notChecked', data: { problem } });
  }
  for (const { rule: name, messageId, data, span } of findings) {
    if (name === rule.name) context.report({ loc: toLocation(span, sourceCode), messageId, data });
  }
}

// Languages count lines and columns in their own ways; offsets are the same in all.
function toLocation({ start, end }: Finding['span'], sourceCode: SourceCode): AST.SourceLocation {
  const at = (offset: number) => sourceCode.getLocFromIndex(Math.min(offset, sourceCode.text.length));
  return { start: at(start), end: at(end) };
}
