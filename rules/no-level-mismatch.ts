import { defineRule, listNames, nameType } from '../src/analysis/define-rule.ts';

export const noLevelMismatch = defineRule({
  name: 'no-level-mismatch',
  description: "Disallow scopes and calls at a level that the app's type cannot have",
  recommended: true,
  strict: true,
  severity: 'error',
  hasSuggestions: true,
  messages: {
    replaceScope: '{{app}} cannot hold {{scope}}. Replace it with {{replacement}}.',
    removeScope: '{{app}} cannot hold {{scope}}. Remove it.',
    callOutOfReach: '{{app}} can hold no scope that covers {{operation}}. Change the type of the app, or leave the call out.',
    onlyMe: '{{app}} reads its own user only: the user in {{operation}} can be no other than `me`.',
    noMe: '{{app}} has no user of its own, so `me` means nobody. Pass a user id to {{operation}}.',
  },
  *declaration({ declaration, use, evidence, confidence }, { type }) {
    if (use.kind !== 'level-mismatch') return;
    const { scope, span: at } = declaration;
    const { replacement } = use;
    const data = { app: nameType(type), scope, replacement: listNames(replacement, 'and') };
    const report = { at, scope, data, replacement, evidence, confidence };
    if (replacement.length > 0) yield { ...report, message: 'replaceScope', changes: [{ kind: 'replace-scope', by: replacement }] };
    else yield { ...report, message: 'removeScope', changes: [{ kind: 'remove-scope' }] };
  },
  *callSite({ site, coverage, subjectMismatch }, { type, strict }) {
    if (site.resolution.kind !== 'operation') return;
    const operation = site.resolution.operation.id;
    const report = {
      at: site.pathSpan,
      data: { app: nameType(type), operation },
      operation,
      confidence: site.confidence,
      evidence: site.via,
    };
    if (coverage.kind === 'out-of-reach') yield { ...report, message: 'callOutOfReach' };
    else if (strict && subjectMismatch === 'only-me') yield { ...report, message: 'onlyMe', severity: 'warning' };
    else if (strict && subjectMismatch === 'no-me') yield { ...report, message: 'noMe', severity: 'warning' };
  },
});
