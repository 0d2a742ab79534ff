import { defineRule, listNames } from '../src/analysis/define-rule.ts';

export const noBroadScope = defineRule({
  name: 'no-broad-scope',
  description: 'Disallow scopes where a narrower one covers the same calls',
  recommended: true,
  strict: true,
  severity: 'error',
  hasSuggestions: true,
  messages: {
    broad: '{{scope}} opens more than its calls need. Replace it with {{replacement}}.',
    broadAppType: 'Every call is about the authorising user: a user-managed app would do with {{replacement}} instead of {{scope}}.',
  },
  *declaration({ declaration, use, evidence, confidence }, { strict }) {
    const report = (replacement: readonly string[]) => ({
      at: declaration.span,
      data: { scope: declaration.scope, replacement: listNames(replacement, 'and') },
      scope: declaration.scope,
      replacement,
      evidence,
      confidence,
    });
    if (use.kind === 'broad') {
      yield { ...report(use.replacement), message: 'broad', changes: [{ kind: 'replace-scope', by: use.replacement }] };
    }
    // Only an app of another type could hold these.
    if (strict && use.kind === 'needed' && use.userLevel) {
      yield { ...report(use.userLevel), message: 'broadAppType', severity: 'warning' };
    }
  },
});
