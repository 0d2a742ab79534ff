/** `zoom-scopes migrate`. */
import { Command } from 'commander';
import type { AppMigration } from '../reporters/migrate.ts';
import { addManifestOptions, type ManifestFlags } from './manifest-options.ts';
import { addProjectOptions, examples, formatOption } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

interface MigrateFlags extends ManifestFlags {
  readonly format: 'text' | 'json' | 'markdown';
}

const HELP = `
A classic scope goes when the calls behind it get by with granular ones, or when nothing needs it. It stays where no
granular scope is known for a call, where it cannot be told what needs it, and where the configuration or an event keeps
it. Only manifests are edited.

Exit codes: 0 nothing to migrate, or written; 1 scopes can be migrated and nothing was written; 2 could not run.
${examples('migrate', 'migrate --write', 'migrate services/meetings --format markdown')}`;

export const migrateCommand = addManifestOptions(addProjectOptions(new Command('migrate')))
  .description('replace classic scopes of manifests by granular ones, from what the code calls; shows a diff unless told to write')
  .addOption(formatOption(['text', 'json', 'markdown']))
  .addHelpText('after', HELP)
  .action(runMigrate);

async function runMigrate(root: string, flags: MigrateFlags): Promise<void> {
  const [{ isInManifest, openProject, suppressedFindings, writeManifests }, { planMigration }, { consentFor }] = await Promise.all([
    import('./manifests.ts'),
    import('../analysis/migration.ts'),
    import('../analysis/consent.ts'),
  ]);
  const { apps, catalogue, manifests, report } = await openProject(root, flags);
  const migrations = apps.map((app, at): AppMigration => {
    const { isSuppressed } = suppressedFindings(report, app);
    const migration = planMigration(app, catalogue, ({ span }) => isSuppressed(span));
    const manifest = manifests[at];
    return {
      migration,
      texts: manifest ? { before: manifest.file.text, after: manifest.rewrite(migration) } : null,
      consent: consentFor(app.type, app.declarations.filter(isInManifest), migration.after.declarations.filter(isInManifest)),
    };
  });
  const written = flags.write === true;
  if (written) await writeManifests(manifests, migrations.map(({ texts }) => texts?.after));
  print(await format(migrations, flags.format, written));
  process.exitCode = written || migrations.every(({ migration }) => migration.changed.length === 0) ? EXIT.clean : EXIT.findings;
}

async function format(migrations: readonly AppMigration[], name: MigrateFlags['format'], written: boolean): Promise<string> {
  const { formatMigrateJson, formatMigrateMarkdown, formatMigrateText } = await import('../reporters/migrate.ts');
  switch (name) {
    case 'text':
      return formatMigrateText(migrations, { color: await usesColor(), written });
    case 'json':
      return formatMigrateJson(migrations, written);
    case 'markdown':
      return formatMigrateMarkdown(migrations);
  }
}
