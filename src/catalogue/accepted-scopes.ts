/** Which scopes a call of an operation gets by with. */
import { levelOf } from './scope.ts';
import type { Operation, ScopeLists, Variant } from './types.ts';

/**
 * The scopes any one of which authorises a call. Zoom's tables list a primary account's `:master` scope mostly beside
 * the sub account's path only, yet such a token reads its own account with it too (for some operations the tables say
 * so): a call on the own account therefore accepts the master scopes of both lists.
 */
export function acceptedScopes(operation: Operation, variant: Variant): ScopeLists {
  if (variant === 'subAccount') return operation.subAccount;
  const { own, subAccount } = operation;
  return {
    classic: withMasters(own.classic, subAccount.classic),
    granular: withMasters(own.granular, subAccount.granular),
  };
}

function withMasters(own: readonly string[], subAccount: readonly string[]): readonly string[] {
  return [...new Set([...own, ...subAccount.filter((name) => levelOf(name) === 'master')])].sort();
}
