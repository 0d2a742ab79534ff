import { defineRule, listNames } from '../src/analysis/define-rule.ts';

export const noUnknownOperation = defineRule({
  name: 'no-unknown-operation',
  description: 'Disallow calls to operations that the Zoom API does not have',
  recommended: true,
  strict: true,
  severity: 'warning',
  messages: {
    unknown: '{{operation}} is no operation of the Zoom API. Check method and path.',
    unknownNear: '{{operation}} is no operation of the Zoom API. Did you mean {{nearest}}?',
  },
  *callSite({ site }) {
    if (site.resolution.kind !== 'not-in-catalogue') return;
    const nearest = site.resolution.nearest.map(({ id }) => id);
    const operation = `${site.method} ${site.path}`;
    yield {
      at: site.pathSpan,
      message: nearest.length > 0 ? 'unknownNear' : 'unknown',
      data: { operation, nearest: listNames(nearest, 'or') },
      operation,
      confidence: site.confidence,
      evidence: site.via,
    };
  },
});
