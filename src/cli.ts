#!/usr/bin/env node
/** The command `zoom-scopes`: reads its arguments, runs the engine, prints, and sets the exit code. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import type { Severity } from './analysis/finding.ts';
import type { Report } from './analysis/report.ts';
import type { Config } from './project/config.ts';
import { UserError } from './util/user-error.ts';

const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

type Format = 'text' | 'json';
type FailOn = Severity | 'never';

interface ProjectFlags {
  readonly format: Format;
  readonly config?: string;
  readonly includeTests?: boolean;
}

interface CheckFlags extends ProjectFlags {
  readonly strict?: boolean;
  readonly preferGranular?: boolean;
  readonly failOn?: FailOn;
  readonly quiet?: boolean;
}

// Whoever reads our output may stop early (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = describeFailure(error);
  }
}

/** Says what stopped the run; a bug of ours keeps its stack. */
function describeFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
  if (error instanceof UserError) console.error(`${error.message} ${error.remedy}`);
  else console.error(error);
  return EXIT.failed;
}

function createProgram(): Command {
  const program = new Command('zoom-scopes')
    .description('Least-privilege scopes for apps on the Zoom API: finds every call, computes the minimal scopes, compares them with what the app declares.')
    .version(readVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .addHelpText('after', examples('check', 'check services/meetings --format json', 'scan', 'operations --format json'));
  addProjectOptions(program.command('check'), 'compare the calls of a project with the scopes it declares')
    .option('--strict', 'also say what only a stricter reading finds fault with')
    .option('--prefer-granular', 'also say where granular scopes would do for a classic one')
    .addOption(new Option('--fail-on <severity>', 'the least severity that makes the exit code 1 (default: error, or as configured)').choices(['error', 'warning', 'never']))
    .option('--quiet', 'leave warnings out of the report')
    .addHelpText('after', `\nExit codes: 0 clean, 1 findings at or above the fail level, 2 could not run.\n${examples('check', 'check ../crm-sync --strict --fail-on warning', 'check --format json > scopes.json')}`)
    .action(runCheck);
  addProjectOptions(program.command('scan'), 'print the calls and the declared scopes of a project')
    .addHelpText('after', examples('scan', 'scan services/meetings --format json', 'scan --include-tests'))
    .action(runScan);
  program
    .command('operations')
    .description('print the catalogue: the operations of the Zoom API and the scopes that authorise each')
    .addOption(formatOption())
    .addHelpText('after', examples('operations', 'operations --format json > zoom-operations.json'))
    .action(printOperations);
  return program;
}

function addProjectOptions(command: Command, description: string): Command {
  return command
    .description(description)
    .argument('[root]', "the project's folder", '.')
    .addOption(formatOption())
    .option('--config <file>', 'the configuration (default: zoom-scopes.config.json of the project, or the key zoomScopes of package.json)')
    .option('--include-tests', 'read test code too');
}

function formatOption(): Option {
  return new Option('--format <format>', 'what to print').choices(['text', 'json']).default('text');
}

function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  $ zoom-scopes ${line}`)].join('\n');
}

async function runCheck(root: string, flags: CheckFlags): Promise<void> {
  const [{ check, loadCatalogue }, { formatCheckJson }, { formatCheckText }] = await Promise.all([
    import('./index.ts'),
    import('./reporters/json.ts'),
    import('./reporters/text.ts'),
  ]);
  const { facts, config } = await collect(root, flags);
  const report = check(facts, loadCatalogue(), {
    strict: flags.strict ?? config.strict,
    preferGranular: flags.preferGranular ?? config.preferGranular,
  });
  const shown = flags.quiet ? withoutWarnings(report) : report;
  print(flags.format === 'json' ? formatCheckJson(shown) : formatCheckText(shown, { color: await usesColor() }));
  process.exitCode = fails(report, flags.failOn ?? config.failOn) ? EXIT.findings : EXIT.clean;
}

async function runScan(root: string, flags: ProjectFlags): Promise<void> {
  const [{ formatScanJson }, { formatScanText }] = await Promise.all([import('./reporters/json.ts'), import('./reporters/text.ts')]);
  const { facts } = await collect(root, flags);
  print(flags.format === 'json' ? formatScanJson(facts) : formatScanText(facts, { color: await usesColor() }));
}

async function printOperations({ format }: { readonly format: Format }): Promise<void> {
  const [{ loadCatalogue }, { toOperationsJson }] = await Promise.all([
    import('./catalogue/catalogue.ts'),
    import('./catalogue/operations-json.ts'),
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

async function collect(root: string, flags: ProjectFlags) {
  const [{ collectFacts }, { findConfig, readConfig }] = await Promise.all([import('./project/collect.ts'), import('./project/config.ts')]);
  const config: Config = flags.config === undefined ? findConfig(root, root) : readConfig(path.resolve(flags.config));
  return { config, facts: collectFacts(root, { config, includeTests: flags.includeTests ?? config.includeTests }) };
}

function withoutWarnings(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ severity }) => severity === 'error') };
}

function fails({ findings }: Report, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return findings.some(({ severity }) => severity === 'error' || failOn === 'warning');
}

async function usesColor(): Promise<boolean> {
  const { default: picocolors } = await import('picocolors');
  return picocolors.isColorSupported && (process.stdout.isTTY || process.env['FORCE_COLOR'] !== undefined);
}

/** Setting the exit code instead of exiting lets a pipe take all of it. */
function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function readVersion(): string {
  const file = createRequire(import.meta.url).resolve('eslint-plugin-zoom-scopes/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
