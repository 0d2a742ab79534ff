import { defineRule, listNames } from '../src/analysis/define-rule.ts';

export const noUnusedScope = defineRule({
  name: 'no-unused-scope',
  description: 'Disallow declared scopes that no call and no feature of the app needs',
  recommended: true,
  strict: true,
  severity: 'error',
  hasSuggestions: true,
  messages: {
    unused: 'Nothing in this app needs {{scope}}. Remove it.',
    narrower: '{{scope}} is not needed: its calls are covered by {{others}}, which opens less. Remove it.',
    redundant: '{{scope}} is redundant: {{others}} is needed anyway and covers its calls. Remove it.',
  },
  *declaration({ declaration, use, evidence, confidence }) {
    if (use.kind !== 'unused' && use.kind !== 'redundant') return;
    const others = use.kind === 'redundant' ? use.broader : use.narrower;
    const report = {
      at: declaration.span,
      data: { scope: declaration.scope, others: listNames(others, 'and') },
      scope: declaration.scope,
      changes: [{ kind: 'remove-scope' as const }],
      evidence,
      confidence,
    };
    if (use.kind === 'redundant') yield { ...report, message: 'redundant', severity: 'warning' };
    else yield { ...report, message: others.length > 0 ? 'narrower' : 'unused' };
  },
});
