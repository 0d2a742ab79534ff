/** `zoom-scopes operations`. */
import { Command } from 'commander';
import { examples, formatOption } from './options.ts';
import { print } from './output.ts';

export const operationsCommand = new Command('operations')
  .description('print the catalogue: the operations of the Zoom API and the scopes that authorise each')
  .addOption(formatOption())
  .addHelpText('after', examples('operations', 'operations --format json > zoom-operations.json'))
  .action(printOperations);

async function printOperations({ format }: { readonly format: 'text' | 'json' }): Promise<void> {
  const [{ loadCatalogue }, { toOperationsJson }] = await Promise.all([
    import('../catalogue/catalogue.ts'),
    import('../catalogue/operations-json.ts'),
  ]);
  const operations = toOperationsJson(loadCatalogue());
  if (format === 'json') print(JSON.stringify(operations, null, 2));
  else print(operations.map(({ method, path: at, own, subAccount }) => formatOperation(`${method} ${at}`, own, subAccount)).join('\n'));
}

interface Lists {
  readonly classic: readonly string[];
  readonly granular: readonly string[];
}

function formatOperation(name: string, own: Lists, subAccount: Lists): string {
  const line = (label: string, scopes: readonly string[]): readonly string[] => (scopes.length > 0 ? [`  ${label}: ${scopes.join(', ')}`] : []);
  return [
    name,
    ...line('classic', own.classic),
    ...line('granular', own.granular),
    ...line('sub account', [...subAccount.classic, ...subAccount.granular]),
  ].join('\n');
}
