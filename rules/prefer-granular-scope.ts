import { defineRule, listNames } from '../src/analysis/define-rule.ts';

export const preferGranularScope = defineRule({
  name: 'prefer-granular-scope',
  description: 'Prefer granular scopes to a classic one that covers the same calls',
  // Not every app can switch, and switching makes every user authorise again: who wants it, asks for it.
  recommended: false,
  strict: false,
  severity: 'warning',
  hasSuggestions: true,
  messages: {
    granular: '{{scope}} is a classic scope. Its calls get by with {{replacement}}.',
  },
  *declaration({ declaration, use, evidence, confidence }) {
    if (use.kind !== 'needed' || !use.granular || use.granular.length === 0) return;
    yield {
      at: declaration.span,
      message: 'granular',
      data: { scope: declaration.scope, replacement: listNames(use.granular, 'and') },
      scope: declaration.scope,
      replacement: use.granular,
      changes: [{ kind: 'replace-scope', by: use.granular }],
      evidence,
      confidence,
    };
  },
});
