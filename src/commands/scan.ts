/** `zoom-scopes scan`. */
import { Command } from 'commander';
import { addProjectOptions, collect, examples, formatOption, type ProjectFlags } from './options.ts';
import { print, usesColor, writeReport } from './output.ts';

interface ScanFlags extends ProjectFlags {
  readonly format: 'text' | 'json';
  readonly out?: string;
  readonly workspace?: string;
}

const FACTS = `
With --out, the folder is that of one package of a workspace. The file holds what its files say and the text of those
that speak of Zoom, for \`zoom-scopes check --facts\`, which needs the facts of every package that another one imports.
`;

export const scanCommand = addProjectOptions(new Command('scan'))
  .description('print the calls and the declared scopes of a project')
  .addOption(formatOption())
  .option('--out <file>', 'write the facts of one package of a workspace, for check --facts')
  .option('--workspace <folder>', "with --out: the workspace's root (default: the nearest folder upward that says it is one)")
  .addHelpText('after', FACTS + examples('scan', 'scan services/meetings --format json', 'scan --include-tests', 'scan packages/zoom-client --out packages/zoom-client/facts.json'))
  .action(runScan);

async function runScan(root: string, flags: ScanFlags): Promise<void> {
  if (flags.out !== undefined) return writeReport(flags.out, await scanFacts(root, flags));
  const [{ formatScanJson }, { formatScanText }] = await Promise.all([import('../reporters/json.ts'), import('../reporters/text.ts')]);
  const { facts } = await collect(root, flags);
  print(flags.format === 'json' ? formatScanJson(facts) : formatScanText(facts, { color: await usesColor() }));
}

async function scanFacts(folder: string, flags: ScanFlags): Promise<string> {
  const [{ Analyser }, { formatFactsFile }, { scanPackage }, { workspaceRootOf }, { configFor }] = await Promise.all([
    import('../project/analyser.ts'),
    import('../project/facts-file.ts'),
    import('../project/scan-package.ts'),
    import('../project/workspace.ts'),
    import('./project-config.ts'),
  ]);
  const workspace = flags.workspace ?? workspaceRootOf(folder);
  const { config, settings } = configFor(workspace, flags);
  return formatFactsFile(scanPackage(folder, workspace, config, settings, () => new Analyser()));
}
