/** The catalogue as `zoom-scopes operations --format json` prints it: a contract, tools read it. */
import type { Catalogue } from './catalogue.ts';
import type { OperationRecord } from './data.ts';

/** Every operation with what authorises it, overrides included. */
export function toOperationsJson(catalogue: Catalogue): readonly Required<OperationRecord>[] {
  return catalogue.operations.map(({ method, path, product, operationId, own, subAccount }) => ({
    method,
    path,
    product,
    operationId,
    own: { classic: own.classic, granular: own.granular },
    subAccount: { classic: subAccount.classic, granular: subAccount.granular },
  }));
}
