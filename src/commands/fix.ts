/** `zoom-scopes fix`. */
import { Command } from 'commander';
import type { App } from '../analysis/facts.ts';
import type { AppFix } from '../reporters/fix.ts';
import { addManifestOptions, type ManifestFlags } from './manifest-options.ts';
import type { OpenManifest, OpenProject } from './manifests.ts';
import { addProjectOptions, examples } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

const HELP = `
Removes scopes that nothing needs, replaces those that open too much, corrects typing errors, drops repetitions and adds
what calls lack. Whatever cannot be told, is allowed by the configuration, or is turned off by a comment, stays; what the
baseline holds is mended. Only manifests are edited: scopes in code and in environment files are listed with their places.

Exit codes: 0 nothing is left to change; 1 changes are needed that were not made, or something is left to you; 2 could
not run, and nothing was written.
${examples('fix', 'fix --write', 'fix services/meetings --app "Course meetings" --write', 'fix | git apply')}`;

export const fixCommand = addManifestOptions(addProjectOptions(new Command('fix')))
  .description('change the scopes of manifests to what the calls need; shows a diff unless told to write')
  .addHelpText('after', HELP)
  .action(runFix);

async function runFix(root: string, flags: ManifestFlags): Promise<void> {
  const [{ openProject, writeManifests }, { formatFix }] = await Promise.all([import('./manifests.ts'), import('../reporters/fix.ts')]);
  const project = await openProject(root, flags);
  const fixes = await Promise.all(project.apps.map((app, at) => fixApp(app, project.manifests[at] ?? null, project)));
  const written = flags.write === true;
  if (written) await writeManifests(project.manifests, fixes.map(({ texts }) => texts?.after));
  print(formatFix(fixes, { color: await usesColor(), written }));
  process.exitCode = fixes.every((fix) => isDone(fix, written)) ? EXIT.clean : EXIT.findings;
}

async function fixApp(app: App, manifest: OpenManifest | null, { facts, report, catalogue }: OpenProject): Promise<AppFix> {
  const [{ check }, { consentFor }, { planScopes }, { isInManifest, MENDED_RULES, suppressedFindings }] = await Promise.all([
    import('../check.ts'),
    import('../analysis/consent.ts'),
    import('../analysis/plan.ts'),
    import('./manifests.ts'),
  ]);
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
