/** `zoom-scopes check`. */
import { Command, Option } from 'commander';
import type { Severity } from '../analysis/finding.ts';
import type { Report } from '../analysis/report.ts';
import { describeFormats, formatNamed, formats, present, type FormatName } from './formats.ts';
import { addProjectOptions, collect, examples, formatOption, type ProjectFlags } from './options.ts';
import { EXIT, usesColor } from './output.ts';

type FailOn = Severity | 'never';

interface CheckFlags extends ProjectFlags {
  readonly format: FormatName;
  readonly strict?: boolean;
  readonly preferGranular?: boolean;
  readonly failOn?: FailOn;
  readonly quiet?: boolean;
}

export const checkCommand = addProjectOptions(new Command('check'))
  .description('compare the calls of a project with the scopes it declares')
  .addOption(formatOption(Object.keys(formats)))
  .option('--strict', 'also say what only a stricter reading finds fault with')
  .option('--prefer-granular', 'also say where granular scopes would do for a classic one')
  .addOption(new Option('--fail-on <severity>', 'the least severity that makes the exit code 1 (default: error, or as configured)').choices(['error', 'warning', 'never']))
  .option('--quiet', 'leave warnings out of the report')
  .addHelpText('after', `\n${describeFormats()}\n\nExit codes: 0 clean, 1 findings at or above the fail level, 2 could not run.\n${examples('check', 'check ../crm-sync --strict --fail-on warning', 'check --format json > scopes.json')}`)
  .action(runCheck);

async function runCheck(root: string, flags: CheckFlags): Promise<void> {
  const { check, loadCatalogue } = await import('../index.ts');
  const { facts, config } = await collect(root, flags);
  const catalogue = loadCatalogue();
  const report = check(facts, catalogue, {
    strict: flags.strict ?? config.strict,
    preferGranular: flags.preferGranular ?? config.preferGranular,
  });
  const shown = flags.quiet ? withoutWarnings(report) : report;
  const format = formatNamed(flags.format);
  await present({ report: shown, facts, catalogue, root, color: await usesColor() }, format);
  process.exitCode = fails(report, flags.failOn ?? (format.exitsCleanly ? 'never' : config.failOn)) ? EXIT.findings : EXIT.clean;
}

function withoutWarnings(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ severity }) => severity === 'error') };
}

function fails({ findings }: Report, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return findings.some(({ severity }) => severity === 'error' || failOn === 'warning');
}
