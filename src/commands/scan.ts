/** `zoom-scopes scan`. */
import { Command } from 'commander';
import { addProjectOptions, collect, examples, formatOption, type ProjectFlags } from './options.ts';
import { print, usesColor } from './output.ts';

interface ScanFlags extends ProjectFlags {
  readonly format: 'text' | 'json';
}

export const scanCommand = addProjectOptions(new Command('scan'))
  .description('print the calls and the declared scopes of a project')
  .addOption(formatOption())
  .addHelpText('after', examples('scan', 'scan services/meetings --format json', 'scan --include-tests'))
  .action(runScan);

async function runScan(root: string, flags: ScanFlags): Promise<void> {
  const [{ formatScanJson }, { formatScanText }] = await Promise.all([import('../reporters/json.ts'), import('../reporters/text.ts')]);
  const { facts } = await collect(root, flags);
  print(flags.format === 'json' ? formatScanJson(facts) : formatScanText(facts, { color: await usesColor() }));
}
