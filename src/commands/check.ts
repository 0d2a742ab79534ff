/** `zoom-scopes check`. */
import { Command, Option } from 'commander';
import type { Report } from '../analysis/report.ts';
import type { BaselineFlags } from './baseline.ts';
import { failLevelOf, fails, parseCount, type FailFlags } from './fail-level.ts';
import { describeFormats, formatNamed, formats, present, type FormatName } from './formats.ts';
import { addFactsOption, addProjectOptions, collect, examples, formatOption, type ProjectFlags } from './options.ts';
import { EXIT, print, usesColor, writeReport } from './output.ts';

interface CheckFlags extends ProjectFlags, BaselineFlags, FailFlags {
  readonly format: FormatName;
  readonly output?: string;
  readonly strict?: boolean;
  readonly preferGranular?: boolean;
  readonly quiet?: boolean;
}

const EXIT_CODES = 'Exit codes: 0 clean, 1 findings at or above the fail level, 2 could not run, or could not read a manifest.';

export const checkCommand = addFactsOption(addProjectOptions(new Command('check')))
  .description('compare the calls of a project with the scopes it declares')
  .addOption(formatOption(Object.keys(formats)))
  .option('--output <file>', 'write the report to a file')
  .option('--strict', 'also say what only a stricter reading finds fault with')
  .option('--prefer-granular', 'also say where granular scopes would do for a classic one')
  .addOption(new Option('--fail-on <severity>', 'the least severity that makes the exit code 1 (default: error, or as configured)').choices(['error', 'warning', 'never']))
  .option('--max-warnings <count>', 'fail if there are more warnings than this', parseCount)
  .option('--fail', 'let findings set the exit code in every format')
  .option('--baseline <file>', 'findings that are known and do not fail (default: .zoom-scopes-baseline.json of the project, if it is there)')
  .option('--no-baseline', 'count these too')
  .option('--update-baseline', 'write the findings that are there now to the baseline')
  .option('--prune', 'take out of the baseline what is no longer found')
  .option('--quiet', 'leave warnings out of the report')
  .addHelpText('after', `\n${describeFormats()}\n\n${EXIT_CODES}\n${examples('check', 'check ../crm-sync --strict --fail-on warning', 'check --format sarif --output scopes.sarif', 'check --update-baseline')}`)
  .action(runCheck);

async function runCheck(root: string, flags: CheckFlags): Promise<void> {
  const load = () => Promise.all([import('../check.ts'), import('./baseline.ts')]);
  const { facts, config } = await collect(root, flags, load);
  const [{ check, loadCatalogue }, { withBaseline }] = await load();
  const format = formatNamed(flags.format);
  const level = failLevelOf(flags, config.failOn, format.exitsCleanly ?? false);
  const catalogue = loadCatalogue();
  const checked = check(facts, catalogue, {
    strict: flags.strict ?? config.strict,
    preferGranular: flags.preferGranular ?? config.preferGranular,
  });
  const isWhole = !facts.apps.some(({ isManifestUnread }) => isManifestUnread);
  const report = await withBaseline(checked, root, isWhole, flags);
  const run = { report: flags.quiet ? withoutWarnings(report) : report, facts, catalogue, root, color: flags.output === undefined && (await usesColor()) };
  await present(run, format, (text) => (flags.output === undefined ? print(text) : writeReport(flags.output, text)));
  if (flags.output !== undefined && !flags.quiet) await summarize(report, flags.output);
  process.exitCode = !isWhole ? EXIT.failed : fails(report, level) ? EXIT.findings : EXIT.clean;
}

function withoutWarnings(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ severity }) => severity === 'error') };
}

/** What a person at the terminal wants to know of a report that went to a file. */
async function summarize(report: Report, file: string): Promise<void> {
  const { formatCount } = await import('../reporters/text.ts');
  process.stderr.write(`${formatCount(report, { color: false })} The report is in ${file}.\n`);
}
