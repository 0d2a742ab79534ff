import { defineRule, listNames, nameScopeList } from '../src/analysis/define-rule.ts';

export const noMissingScope = defineRule({
  name: 'no-missing-scope',
  description: 'Disallow calls to operations whose scope the app does not declare',
  recommended: true,
  strict: true,
  severity: 'error',
  hasSuggestions: true,
  messages: {
    missing: '{{operation}} needs {{scopes}}, which the app does not declare. Add it to {{list}}.',
    missingAnyOf: '{{operation}} needs {{scopes}}, and the app declares none of them. Add one to {{list}}.',
    missingAmbiguous: 'Whatever operation {{operation}} is, the app declares no scope for it. Add the scope of the operation you mean to {{list}}.',
  },
  *callSite({ site, coverage }, context) {
    if (coverage.kind !== 'missing') return;
    const { addAnyOf } = coverage;
    const uses = site.resolution.kind === 'ambiguous' ? site.resolution.candidates : [site.resolution];
    const ids = new Set(uses.flatMap((use) => ('operation' in use ? [use.operation.id] : [])));
    const operation = ids.size === 1 ? [...ids].join() : `${site.method} ${site.path}`;
    yield {
      at: site.pathSpan,
      message: addAnyOf.length === 0 ? 'missingAmbiguous' : addAnyOf.length === 1 ? 'missing' : 'missingAnyOf',
      data: { operation, scopes: listNames(addAnyOf, 'or'), list: nameScopeList(context) },
      operation,
      replacement: addAnyOf,
      changes: addAnyOf.map((scope) => ({ kind: 'add-scope' as const, scope })),
      declareAt: context.scopeList,
      confidence: site.confidence,
      evidence: site.via,
    };
  },
});
