import { defineRule } from '../src/analysis/define-rule.ts';
import { isOneOperation } from '../src/analysis/unread-call.ts';

export const noUnresolvedCall = defineRule({
  name: 'no-unresolved-call',
  description: 'Disallow calls whose method or path cannot be read from the code',
  recommended: true,
  strict: true,
  severity: 'warning',
  messages: {
    'dynamic-path': 'The path of this call is not readable{{under}}, so its scopes are not known. Write it out, or describe the wrapper in the configuration.',
    'dynamic-method': 'The method of this call is not readable, so its scopes are not known. Write it out.',
    'unknown-base': 'The base URL of this call is not readable. If it is Zoom, name it in the configuration.',
    'unknown-client': 'How this call is sent is not readable, so its scopes are not known. Describe the wrapper in the configuration.',
    'depth-bound': 'This call goes through more functions than are followed. Describe the wrapper in the configuration.',
    ambiguous: '{{call}} may be any of several operations, so its scopes are not known. Write the path out.',
  },
  *callSite({ site, coverage }) {
    const report = { at: site.pathSpan, confidence: site.confidence, evidence: site.via };
    if (site.resolution.kind === 'unresolved') {
      const { why, pathPrefix } = site.resolution;
      yield { ...report, message: why, data: { under: pathPrefix === '' ? '' : ` beyond ${pathPrefix}` } };
    }
    if (site.resolution.kind === 'ambiguous' && !isOneOperation(site.resolution.candidates) && coverage.kind === 'cannot-tell') {
      yield { ...report, message: 'ambiguous', data: { call: `${site.method} ${site.path}` } };
    }
  },
});
