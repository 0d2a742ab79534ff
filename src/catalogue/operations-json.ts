/** The catalogue as `zoom-scopes operations --format json` prints it: a contract, tools read it. */
import type { Catalogue } from './catalogue.ts';
import type { Operation } from './types.ts';

/** Every operation with what authorises it, overrides included. */
export function toOperationsJson(catalogue: Catalogue): readonly Omit<Operation, 'id'>[] {
  return catalogue.operations.map(({ method, path, product, operationId, own, subAccount }) => ({
    method,
    path,
    product,
    operationId,
    own: { classic: own.classic, granular: own.granular },
    subAccount: { classic: subAccount.classic, granular: subAccount.granular },
  }));
}
