/** Makes ESLint rules of the project's rules: each reports what was found by its name in the file that is linted. */
import type { AST, Rule as EslintRule, SourceCode } from 'eslint';
import { listNames, type Rule } from '../analysis/define-rule.ts';
import type { Change } from '../analysis/finding.ts';
import type { TextEdit } from '../declarations/manifest-edit.ts';
import type { Span } from '../util/span.ts';
import { keepsRights, toEdits } from './changes.ts';
import { judgeFile } from './linted-file.ts';
import { LACKING, withRoomForPlaces, type Problem } from './problems.ts';

/** A language as ESLint names it: that of code, and those of manifests. */
export type Language = 'js/js' | 'json/json' | 'json/jsonc';

/** What editors offer to do about a finding. */
const OFFERS = {
  offerToAdd: 'Add {{scopes}}.',
  offerToReplace: 'Replace it with {{scopes}}.',
  offerToRemove: 'Remove it.',
} as const;

/** The languages that a rule has something to say about: calls stand in code, declarations in manifests too, and what calls lack is added there. */
export function languagesOf(rule: Rule): Language[] {
  return rule.declaration ?? rule.hasSuggestions ? ['js/js', 'json/json', 'json/jsonc'] : ['js/js'];
}

/** The rule for ESLint. Messages are those of the command line, with the places behind them; severities are ESLint's configuration's. */
export function toEslintRule(rule: Rule): EslintRule.RuleModule {
  return {
    meta: {
      type: rule.name.startsWith('prefer-') ? 'suggestion' : 'problem',
      docs: { description: rule.description, url: rule.url, recommended: rule.recommended },
      languages: languagesOf(rule),
      schema: [],
      messages: toMessages(rule),
      hasSuggestions: rule.hasSuggestions ?? false,
      ...(rule.isFixable && { fixable: 'code' }),
    },
    create(context) {
      const { problems, failure } = judgeFile(context);
      const own = problems.filter(({ finding }) => finding.rule === rule.name);
      // Most files have nothing: what a rule listens to costs as much as all else that it does there.
      if (own.length === 0 && failure === undefined) return {};
      const report = (): void => reportFile(own, failure, context);
      // The root of code, and that of JSON.
      return { Program: report, Document: report };
    },
  };
}

function toMessages(rule: Rule): Record<string, string> {
  const messages = Object.entries({ ...rule.messages, [LACKING.id]: LACKING.text });
  return {
    ...Object.fromEntries(messages.map(([id, message]) => [id, withRoomForPlaces(message)])),
    ...OFFERS,
    notChecked: '{{problem}}',
  };
}

function reportFile(problems: readonly Problem[], failure: string | undefined, context: EslintRule.RuleContext): void {
  const { sourceCode } = context;
  if (failure !== undefined) {
    context.report({ loc: sourceCode.getLocFromIndex(0), messageId: 'notChecked', data: { problem: failure } });
  }
  for (const problem of problems) context.report(toReport(problem, sourceCode));
}

function toReport({ finding, span, messageId, data }: Problem, sourceCode: SourceCode): EslintRule.ReportDescriptor {
  const { text } = sourceCode;
  const offers = finding.changes
    // What a call lacks is added where the list is.
    .filter((change) => change.kind !== 'add-scope' || span === finding.declareAt)
    .map((change) => ({ change, edits: toEdits(change, finding, text) }))
    .filter(({ edits }) => edits.length > 0);
  const harmless = offers.find(({ change }) => keepsRights(change, finding, text));
  return {
    loc: toLocation(span, sourceCode),
    messageId,
    data,
    ...(harmless ? { fix: toFix(harmless.edits) } : { suggest: offers.map(({ change, edits }) => ({ ...toOffer(change), fix: toFix(edits) })) }),
  };
}

function toOffer(change: Change): { readonly messageId: keyof typeof OFFERS; readonly data: Record<string, string> } {
  switch (change.kind) {
    case 'add-scope':
      return { messageId: 'offerToAdd', data: { scopes: change.scope } };
    case 'replace-scope':
      return { messageId: 'offerToReplace', data: { scopes: listNames(change.by, 'and') } };
    case 'remove-scope':
    case 'remove-duplicate':
      return { messageId: 'offerToRemove', data: {} };
  }
}

function toFix(edits: readonly TextEdit[]): EslintRule.ReportFixer {
  return (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
}

// Languages count lines and columns in their own ways; offsets are the same in all.
function toLocation({ start, end }: Span, sourceCode: SourceCode): AST.SourceLocation {
  const at = (offset: number) => sourceCode.getLocFromIndex(Math.min(offset, sourceCode.text.length));
  return { start: at(start), end: at(end) };
}
