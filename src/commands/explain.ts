/** `zoom-scopes explain`. */
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import type { Facts } from '../analysis/facts.ts';
import type { DecidedType } from '../analysis/levels.ts';
import { causeOf } from '../util/cause.ts';
import { toPosix } from '../util/paths.ts';
import { UserError } from '../util/user-error.ts';
import { collect, examples, formatOption, typeOption } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

interface ExplainFlags {
  readonly format: 'text' | 'json';
  readonly project?: string;
  readonly config?: string;
  readonly type?: DecidedType;
}

/** What is read of a log; an answer of Zoom's is a line of it. */
const MAX_BYTES = 20 * 1024 * 1024;

export const explainCommand = new Command('explain')
  .argument('[file]', 'a log or an error (default: standard input)')
  .description('explain errors of the Zoom API: which scope to add, where the call is, or that it is no scope problem')
  .option('--project <root>', "the project's folder (default: this folder, if it is a project's)")
  .option('--config <file>', 'the configuration of the project')
  .addOption(typeOption('the type of the app, where there is no project'))
  .addOption(formatOption())
  .addHelpText(
    'after',
    `\nTokens in the text are never printed.\nExit codes: 0 explained, 1 nothing recognised, 2 could not run.\n${examples('explain error.log', 'explain < error.log', 'explain error.log --project services/meetings --format json')}`,
  )
  .action(runExplain);

async function runExplain(file: string | undefined, flags: ExplainFlags): Promise<void> {
  const [{ findApiErrors }, { explain }, { loadCatalogue }, { formatExplainJson, formatExplainText }] = await Promise.all([
    import('../analysis/api-error.ts'),
    import('../analysis/explain.ts'),
    import('../catalogue/catalogue.ts'),
    import('../reporters/explain.ts'),
  ]);
  if (file === undefined && process.stdin.isTTY) process.stderr.write('Paste the error, then press Ctrl+D.\n');
  const { text, isCut } = file === undefined ? await readStream(process.stdin) : await readFile(file);
  if (isCut) process.stderr.write(`Only the first ${MAX_BYTES / 1024 / 1024} MB are read.\n`);
  const errors = findApiErrors(text);
  const facts = errors.some(({ kind }) => kind === 'missing-scope') ? await factsOf(flags) : null;
  const explanations = explain(errors, facts, flags.type ?? null, loadCatalogue());
  print(flags.format === 'json' ? formatExplainJson(explanations) : formatExplainText(explanations, { color: await usesColor() }));
  process.exitCode = explanations.length > 0 ? EXIT.clean : EXIT.findings;
}

/** The facts of the project that is named, or in whose folder this runs. */
async function factsOf({ project, config, type, format }: ExplainFlags): Promise<Facts | null> {
  const [{ rebaseFacts }, { isProject }] = await Promise.all([import('../analysis/rebase.ts'), import('../project/find-apps.ts')]);
  if (project === undefined && (type !== undefined || !isProject('.'))) return null;
  const { facts } = await collect(project ?? '.', config === undefined ? {} : { config });
  // People get paths from where they stand, so that a terminal opens them.
  return format === 'text' ? rebaseFacts(facts, toPosix(path.relative('', project ?? '.'))) : facts;
}

interface LogText {
  readonly text: string;
  readonly isCut: boolean;
}

async function readFile(file: string): Promise<LogText> {
  try {
    const handle = await open(file);
    return await readStream(handle.createReadStream());
  } catch (error) {
    throw new UserError(`${file}: The file cannot be read: ${causeOf(error)}.`, 'Name a file with a log or an error, or give it on standard input.', { cause: error });
  }
}

async function readStream(stream: AsyncIterable<Buffer>): Promise<LogText> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) break;
  }
  return { text: Buffer.concat(chunks).subarray(0, MAX_BYTES).toString('utf8'), isCut: bytes > MAX_BYTES };
}
