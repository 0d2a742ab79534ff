import { defineRule, listNames } from '../src/analysis/define-rule.ts';

export const noUnknownScope = defineRule({
  name: 'no-unknown-scope',
  description: 'Disallow scopes that Zoom does not have, and scopes declared twice',
  recommended: true,
  strict: true,
  severity: 'error',
  hasSuggestions: true,
  isFixable: true,
  messages: {
    typo: 'Zoom has no scope {{scope}}. Did you mean {{nearest}}?',
    malformed: '"{{scope}}" does not have the form of a scope. Write it as Zoom does, such as meeting:read:meeting.',
    unknown: '{{scope}} is not in the catalogue of {{date}}. Check its spelling; if Zoom has added it since, allow it in the configuration.',
    duplicate: '{{scope}} is declared twice in one list. Remove one.',
  },
  *declaration({ declaration, use }, { catalogueDate }) {
    const { scope, span: at } = declaration;
    if (use.kind === 'duplicate') {
      const { first } = use;
      yield { at, scope, message: 'duplicate', data: { scope }, evidence: [first], changes: [{ kind: 'remove-duplicate', first }] };
    }
    if (use.kind !== 'unknown') return;
    const [nearest] = use.nearest;
    if (nearest) {
      const changes = use.nearest.map((name) => ({ kind: 'replace-scope' as const, by: [name] }));
      yield { at, scope, message: 'typo', data: { scope, nearest: listNames(use.nearest, 'or') }, replacement: [nearest], changes };
    } else if (use.malformed) {
      yield { at, scope, message: 'malformed', data: { scope } };
    } else {
      yield { at, scope, message: 'unknown', data: { scope, date: catalogueDate }, severity: 'warning' };
    }
  },
});
