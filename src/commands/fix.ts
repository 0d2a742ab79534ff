/** `zoom-scopes fix`. */
import { Command } from 'commander';
import type { App, Facts } from '../analysis/facts.ts';
import type { Report } from '../analysis/report.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AppFix } from '../reporters/fix.ts';
import { isInManifest, MENDED_RULES, openManifest, requireOwnManifests, selectApps, suppressedFindings, writeManifests, type OpenManifest } from './manifests.ts';
import { addProjectOptions, collect, examples, type ProjectFlags } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

interface FixFlags extends ProjectFlags {
  readonly app?: string;
  readonly write?: boolean;
}

const HELP = `
Removes scopes that nothing needs, replaces those that open too much, corrects typing errors, drops repetitions and adds
what calls lack. Whatever cannot be told, is allowed by the configuration, or is suppressed, stays. Only manifests are
edited: scopes in code and in environment files are listed with their places.

Exit codes: 0 nothing is left to change; 1 changes are needed that were not made, or something is left to you; 2 could
not run, and nothing was written.
${examples('fix', 'fix --write', 'fix services/meetings --app "Course meetings" --write', 'fix | git apply')}`;

export const fixCommand = addProjectOptions(new Command('fix'))
  .description('change the scopes of manifests to what the calls need; shows a diff unless told to write')
  .option('--write', 'write the manifests')
  .option('--app <name>', 'only this app, by its name or its manifest')
  .addHelpText('after', HELP)
  .action(runFix);

async function runFix(root: string, flags: FixFlags): Promise<void> {
  const [{ check, loadCatalogue }, { formatFix }] = await Promise.all([import('../check.ts'), import('../reporters/fix.ts')]);
  const { facts, config } = await collect(root, flags);
  const catalogue = loadCatalogue();
  const apps = selectApps(facts, flags.app);
  requireOwnManifests(root, apps, config);
  const manifests = apps.map((app) => openManifest(root, app));
  const report = check({ ...facts, apps }, catalogue);
  const fixes = await Promise.all(apps.map((app, at) => fixApp(app, manifests[at] ?? null, { facts, report, catalogue })));
  if (flags.write) await writeManifests(manifests, fixes.map(({ texts }) => texts?.after));
  print(formatFix(fixes, { color: await usesColor(), written: flags.write === true }));
  process.exitCode = fixes.every((fix) => isDone(fix, flags.write === true)) ? EXIT.clean : EXIT.findings;
}

interface FixContext {
  readonly facts: Facts;
  readonly report: Report;
  readonly catalogue: Catalogue;
}

async function fixApp(app: App, manifest: OpenManifest | null, { facts, report, catalogue }: FixContext): Promise<AppFix> {
  const [{ check }, { consentFor }, { planScopes }] = await Promise.all([import('../check.ts'), import('../analysis/consent.ts'), import('../analysis/plan.ts')]);
  const { findings: suppressed, isSuppressed } = suppressedFindings(report, app);
  const plan = planScopes(app, catalogue, {
    declaration: ({ span }) => isSuppressed(span),
    call: ({ pathSpan }) => isSuppressed(pathSpan),
  });
  const left = check({ ...facts, apps: [plan.after] }, catalogue);
  return {
    plan,
    texts: manifest && { before: manifest.file.text, after: manifest.rewrite(plan) },
    consent: consentFor(app.type, app.declarations.filter(isInManifest), plan.after.declarations.filter(isInManifest)),
    elsewhere: app.declarations.filter((declaration) => !isInManifest(declaration)),
    undecided: left.undecided,
    suppressed,
    left: left.findings.filter(({ rule }) => MENDED_RULES.has(rule)),
  };
}

function isDone({ texts, left }: AppFix, written: boolean): boolean {
  return left.length === 0 && (texts === null || texts.before === texts.after || written);
}
