/** The manifests that a command changes: which they are, and that each is changed whole or not at all. */
import path from 'node:path';
import { check, loadCatalogue } from '../check.ts';
import type { App, Facts } from '../analysis/facts.ts';
import type { Finding } from '../analysis/finding.ts';
import type { AddedScope, ChangedScope } from '../analysis/plan.ts';
import type { Report } from '../analysis/report.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Declaration } from '../declarations/declaration.ts';
import { changeScopes } from '../declarations/manifest-edit.ts';
import { parseManifest } from '../declarations/manifest.ts';
import { fromConfig } from '../project/app-outlines.ts';
import type { Config } from '../project/config.ts';
import { rivalManifests } from '../project/rival-manifests.ts';
import { readTextFile, requireUnchanged, writeTextFile, type TextFile } from '../project/text-file.ts';
import type { Span } from '../util/span.ts';
import { UserError } from '../util/user-error.ts';
import type { ManifestFlags } from './manifest-options.ts';
import { collect } from './options.ts';

/** A manifest that was read for the second time, and found as it was analysed. */
export interface OpenManifest {
  readonly file: TextFile;
  /** The text with changes made. */
  readonly rewrite: (changes: ManifestChanges) => string;
}

/** What becomes of a manifest's entries. */
export interface ManifestChanges {
  readonly changed: readonly Pick<ChangedScope, 'declaration' | 'by'>[];
  readonly added: readonly Pick<AddedScope, 'scope' | 'optional'>[];
}

/** The apps whose manifests are to change, and what is known about them. */
export interface OpenProject {
  readonly facts: Facts;
  readonly catalogue: Catalogue;
  readonly apps: readonly App[];
  /** Index for index with `apps`; null for an app without one. */
  readonly manifests: readonly (OpenManifest | null)[];
  readonly report: Report;
}

/** Analyses a project and opens the manifests of its apps. Throws a UserError where one of them cannot be changed. */
export async function openProject(root: string, flags: ManifestFlags): Promise<OpenProject> {
  const { facts, config } = await collect(root, flags);
  const catalogue = loadCatalogue();
  const apps = selectApps(facts, flags.app);
  requireReadManifests(root, apps, facts, config);
  requireOwnManifests(root, apps, config);
  return { facts, catalogue, apps, manifests: apps.map((app) => openManifest(root, app)), report: check({ ...facts, apps }, catalogue) };
}

/** The apps of a project, or the one with this name or manifest. */
function selectApps({ apps }: Facts, name: string | undefined): readonly App[] {
  if (name === undefined) return apps;
  const selected = apps.filter((app) => app.name === name || app.manifest === name);
  if (selected.length > 0) return selected;
  throw new UserError(`There is no app "${name}".`, `The apps are ${apps.map((app) => `"${app.name}"`).join(', ')}.`);
}

/** Throws a UserError where a manifest cannot be read, and where there is nothing that declares scopes. */
function requireReadManifests(root: string, apps: readonly App[], { diagnostics }: Facts, config: Config): void {
  for (const { name, manifest, isManifestUnread } of apps) {
    if (!isManifestUnread) continue;
    const configured = config.apps.find((app) => app.name === name)?.manifest;
    const file = manifest ?? (configured === undefined ? undefined : fromConfig(configured, config, { root: path.resolve(root) }));
    const what = diagnostics.find(({ place }) => place.file === file);
    const where = what ? `${what.place.file}:${what.place.line}:${what.place.column}: ${what.message}` : `${file ?? name}: The manifest could not be read.`;
    throw new UserError(where, 'Mend the manifest, or say in the configuration which one is meant.');
  }
  if (apps.every(({ manifest, declarations }) => manifest === null && declarations.length === 0)) {
    throw new UserError('There is no Zoom app manifest to change.', "Export the app's manifest from the Zoom App Marketplace, and save it in the project.");
  }
}

/** Throws a UserError where it is not clear which manifest is whose. */
function requireOwnManifests(root: string, apps: readonly App[], config: Config): void {
  for (const app of apps) {
    const twin = apps.find((other) => other !== app && other.manifest !== null && (other.manifest === app.manifest || sharesCode(other, app)));
    const rival = twin?.manifest ?? rivalManifests(root, app, config)[0];
    if (rival === undefined || app.manifest === null) continue;
    if (rival === app.manifest) throw new UserError(`${rival}: The manifest belongs to two apps.`, 'Name one with --app.');
    throw new UserError(
      `${app.manifest} and ${rival} are manifests of the same code, so it cannot be told which of its calls are whose.`,
      twin ? 'Name one with --app, or configure the apps.' : `Name the manifest of "${app.name}" in the configuration.`,
    );
  }
}

/** Manifests beside each other, such as one for development and one for production, speak for the same calls. */
function sharesCode(app: App, other: App): boolean {
  return app.calls.length > 0 && app.manifest !== other.manifest && app.calls.length === other.calls.length && app.calls.every((site) => other.calls.includes(site));
}

/** Whether a manifest is what declares it: nothing else is edited. */
export function isInManifest({ source }: Declaration): boolean {
  return source === 'manifest';
}

/** What is `fix`'s to mend; calls that are not known are no matter of the manifest. */
export const MENDED_RULES: ReadonlySet<string> = new Set(['no-missing-scope', 'no-unused-scope', 'no-broad-scope', 'no-unknown-scope', 'no-level-mismatch']);

/** What comments in the project say to leave as it is. */
export function suppressedFindings(report: Report, app: App): { readonly findings: readonly Finding[]; readonly isSuppressed: (span: Span) => boolean } {
  const findings = report.suppressed.flatMap(({ finding }) => (finding.app === app.name && MENDED_RULES.has(finding.rule) ? [finding] : []));
  return { findings, isSuppressed: ({ file, start }) => findings.some(({ span }) => span.file === file && span.start === start) };
}

/** Opens an app's manifest; null for an app without one. */
function openManifest(root: string, app: App): OpenManifest | null {
  if (app.manifest === null) return null;
  const file = readTextFile(root, app.manifest);
  const reading = parseManifest(file.text, app.manifest);
  const read = reading.kind === 'manifest' ? reading.manifest.declarations : [];
  const analysed = app.declarations.filter(isInManifest);
  if (JSON.stringify(read) !== JSON.stringify(analysed)) {
    throw new UserError(`${file.name}: The file was changed after it was read.`, 'Run the command again.');
  }
  return { file, rewrite: (changes) => rewrite(file.text, changes) };
}

function rewrite(text: string, { changed, added }: ManifestChanges): string {
  return changeScopes(text, {
    remove: changed.flatMap(({ declaration, by }) => (by === null ? [declaration.span.start] : [])),
    replace: changed.flatMap(({ declaration: { span, optional }, by }) => (by === null ? [] : [{ offset: span.start, scope: by, optional }])),
    add: added,
  });
}

/** Writes manifests, index for index with their new texts; none if one of them cannot be. */
export async function writeManifests(manifests: readonly (OpenManifest | null)[], texts: readonly (string | undefined)[]): Promise<void> {
  const changes = manifests.flatMap((manifest, at) => {
    const text = texts[at];
    return manifest && text !== undefined && text !== manifest.file.text ? [{ file: manifest.file, text }] : [];
  });
  for (const { file } of changes) requireUnchanged(file);
  for (const { file, text } of changes) await writeTextFile(file, text);
}
