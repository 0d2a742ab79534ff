import type { Rule } from '../src/analysis/define-rule.ts';
import { noBroadScope } from './no-broad-scope.ts';
import { noLevelMismatch } from './no-level-mismatch.ts';
import { noMissingScope } from './no-missing-scope.ts';
import { noUnknownOperation } from './no-unknown-operation.ts';
import { noUnknownScope } from './no-unknown-scope.ts';
import { noUnresolvedCall } from './no-unresolved-call.ts';
import { noUnusedScope } from './no-unused-scope.ts';
import { preferGranularScope } from './prefer-granular-scope.ts';

/** Every rule, by name. */
export const rules: readonly Rule[] = [
  noBroadScope,
  noLevelMismatch,
  noMissingScope,
  noUnknownOperation,
  noUnknownScope,
  noUnresolvedCall,
  noUnusedScope,
  preferGranularScope,
];
