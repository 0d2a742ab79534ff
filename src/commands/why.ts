/** `zoom-scopes why`. */
import path from 'node:path';
import { Command } from 'commander';
import { toPosix } from '../util/paths.ts';
import { UserError } from '../util/user-error.ts';
import { addProjectOptions, collect, examples, formatOption, type ProjectFlags } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

interface WhyFlags extends ProjectFlags {
  readonly format: 'text' | 'json';
}

export const whyCommand = addProjectOptions(new Command('why').argument('<scope>', 'the scope, such as meeting:write:admin'))
  .description('show what is behind a scope: calls, features, and what else it opens')
  .addOption(formatOption())
  .addHelpText(
    'after',
    `\nExit codes: 0 answered, 1 no such scope in the catalogue nor in the project, 2 could not run.\n${examples('why meeting:write:admin', 'why user:read:admin services/meetings --format json')}`,
  )
  .action(runWhy);

async function runWhy(scope: string, root: string, flags: WhyFlags): Promise<void> {
  if (scope.trim() === '') throw new UserError('The scope has no name.', 'Name one, such as meeting:write:admin.');
  const [{ rebaseFacts }, { reasonsFor }, { loadCatalogue }, { formatWhyJson, formatWhyText }] = await Promise.all([
    import('../analysis/rebase.ts'),
    import('../analysis/why.ts'),
    import('../catalogue/catalogue.ts'),
    import('../reporters/why.ts'),
  ]);
  const { facts } = await collect(root, flags);
  // People get paths from where they stand, so that a terminal opens them.
  const shown = flags.format === 'text' ? rebaseFacts(facts, toPosix(path.relative('', root))) : facts;
  const reasons = reasonsFor(scope, shown, loadCatalogue());
  print(flags.format === 'json' ? formatWhyJson(reasons) : formatWhyText(reasons, { color: await usesColor() }));
  const isKnown = reasons.known !== null || reasons.apps.some(({ declared }) => declared.length > 0);
  process.exitCode = isKnown ? EXIT.clean : EXIT.findings;
}
