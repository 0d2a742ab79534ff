/** `zoom-scopes report`. */
import path from 'node:path';
import { Command } from 'commander';
import { appendSection, replaceSection, type Markers } from '../util/marked-section.ts';
import { UserError } from '../util/user-error.ts';
import { addProjectOptions, collect, examples, type ProjectFlags } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

interface ReportFlags extends ProjectFlags {
  readonly check?: boolean;
  readonly init?: boolean;
}

const MARKERS: Markers = { begin: '<!-- zoom-scopes:begin -->', end: '<!-- zoom-scopes:end -->' };

const HELP = `
Each scope gets a sentence on what it is for, made from the calls behind it: fit for the description of scopes that Zoom
asks for, and for the test plan of a review. With a file, what stands there between these two lines is kept up to date:
  ${MARKERS.begin}
  ${MARKERS.end}

Exit codes: 0 printed, written or up to date; 1 with --check, if the file is out of date; 2 could not run.
${examples('report', 'report README.md --init', 'report README.md --check', 'report - services/meetings')}`;

export const reportCommand = addProjectOptions(new Command('report').argument('[file]', 'a Markdown file that has the table between markers; -, to print the table', '-'))
  .description('print what each scope is for as a table, or keep that table up to date in a file')
  .option('--markdown', 'print Markdown, as it does anyway')
  .option('--check', 'write nothing; exit with 1 if the table in the file is out of date')
  .option('--init', 'add the markers at the end of a file that has none')
  .addHelpText('after', HELP)
  .action(runReport);

async function runReport(file: string, root: string, flags: ReportFlags): Promise<void> {
  const [{ loadCatalogue }, { justifyScopes }, { formatScopeTable }] = await Promise.all([
    import('../catalogue/catalogue.ts'),
    import('../analysis/justification.ts'),
    import('../reporters/scope-table.ts'),
  ]);
  if (file === '-' && (flags.check || flags.init)) throw new UserError('There is no file to look at.', 'Name the file that has the table.');
  const { facts } = await collect(root, flags);
  const table = formatScopeTable(facts.apps.map((app) => justifyScopes(app, loadCatalogue())));
  if (file === '-') print(table);
  else await update(file, table, flags);
}

async function update(name: string, table: string, { check, init }: ReportFlags): Promise<void> {
  const [{ readTextFile, writeTextFile }, { formatPatch }, { createColors }] = await Promise.all([
    import('../project/text-file.ts'),
    import('../reporters/patch.ts'),
    import('../reporters/text-parts.ts'),
  ]);
  const file = readTextFile(path.dirname(name), path.basename(name), name);
  const text = withTable(name, file.text, table, init === true);
  if (text === file.text) print(`${name} is up to date.`);
  else if (check) {
    print(`${formatPatch(name, file.text, text, createColors({ color: await usesColor() }))}\n${name} is out of date. Run the command without --check.`);
    process.exitCode = EXIT.findings;
  } else {
    await writeTextFile(file, text);
    print(`Changed ${name}.`);
  }
}

function withTable(name: string, text: string, table: string, init: boolean): string {
  const section = replaceSection(text, MARKERS, table);
  switch (section.kind) {
    case 'replaced':
      return section.text;
    case 'no-markers':
      if (init) return appendSection(text, MARKERS, table);
      throw new UserError(`${name}: There are no markers ${MARKERS.begin} and ${MARKERS.end}.`, 'Add them, each on a line of its own, or have them added with --init.');
    case 'unclear':
      throw new UserError(`${name}: The markers ${MARKERS.begin} and ${MARKERS.end} do not stand there once each, in this order.`, 'Correct them.');
  }
}
