/** Puts what was found in the files of a project together into apps. */
import path from 'node:path';
import type { App, BlindSpot, Diagnostic, Facts } from '../analysis/facts.ts';
import type { Directive } from '../analysis/directive.ts';
import type { CallSite } from '../calls/call-site.ts';
import type { FoundCalls } from '../calls/find-calls.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { decideAppType } from '../declarations/app-type.ts';
import type { TokenFlow } from '../declarations/code-evidence.ts';
import type { AppType, Declaration, Feature } from '../declarations/declaration.ts';
import { isWithin, toPosix } from '../util/paths.ts';
import { comparePlaces } from '../util/span.ts';
import { allowancesFor, outdatedAllowances } from './allowances.ts';
import { AppFiles } from './app-files.ts';
import { fromConfig, outlineApps, type AppOutline } from './app-outlines.ts';
import type { Config } from './config.ts';
import type { ProjectDeclarations } from './declarations-in.ts';
import type { ProjectFiles } from './files.ts';
import type { ModuleResolver } from './module-resolver.ts';

/** What was found in the files of a project. */
export interface Found {
  readonly files: ProjectFiles;
  readonly resolve: ModuleResolver;
  readonly config: Config;
  readonly catalogue: Catalogue;
  /** The name of the project or its folder. */
  readonly rootName: string;
  readonly calls: FoundCalls;
  /** The code files that were read, for calls or for declarations. */
  readonly read: readonly string[];
  readonly declared: ProjectDeclarations;
  /** The comments for ESLint in any of these files. */
  readonly directivesIn: (files: readonly string[]) => readonly Directive[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** The facts about a project. */
export function assembleFacts({ files, resolve, config, catalogue, rootName, calls: found, read, declared: all, directivesIn, today }: Found): Facts {
  const declared = { ...all, features: all.features.filter(feature => !isOwnPackage(feature, files, resolve)) };
  const outlines = outlineApps(declared.manifests, config, files, rootName);
  const appFiles = new AppFiles(outlines, files.survey, resolve);
  const blindSpots: readonly BlindSpot[] = [
    ...files.blindSpotsOf(read),
    ...found.diagnostics.map(({ place }) => ({ place, kind: 'unread' }) as const),
    ...found.addresses.map(({ place, path }) => ({ place, kind: 'address', path }) as const),
  ];
  const apps = outlines.map(outline => toApp({ outline, outlines, appFiles, calls: found.calls, blindSpots, declared, config, catalogue, files, today }));
  return {
    apps,
    directives: directivesIn(filesOf(apps)),
    diagnostics: [...files.diagnosticsOf(read), ...declared.diagnostics, ...found.diagnostics, ...missingManifests(outlines, declared, config, files), ...emptyFolders(outlines, config, files)].sort(
      (a, b) => comparePlaces(a.place, b.place),
    ),
    outdated: outdatedAllowances(config, apps, today, ({ line, column }) => ({ file: fileOfConfig(config, files), line, column })),
  };
}

/** A package of the project's own is read like any other code of it. */
function isOwnPackage({ kind, span }: Feature, files: ProjectFiles, resolve: ModuleResolver): boolean {
  if (kind !== 'api-package') return false;
  const specifier = files.readCode(span.file)?.slice(span.start, span.end);
  return specifier !== undefined && resolve(specifier, span.file) !== undefined;
}

/** The configuration's file as reports name it. */
function fileOfConfig({ file }: Config, { root }: ProjectFiles): string {
  return file === undefined ? '' : toPosix(path.relative(root, file));
}

/** The files that findings may stand in. */
function filesOf(apps: readonly App[]): readonly string[] {
  return [...new Set(apps.flatMap(({ calls, declarations }) => [...calls, ...declarations].map(({ span }) => span.file)))].sort();
}

/** All that an app is put together from. */
interface Parts {
  readonly outline: AppOutline;
  readonly outlines: readonly AppOutline[];
  readonly appFiles: AppFiles;
  readonly calls: readonly CallSite[];
  readonly blindSpots: readonly BlindSpot[];
  readonly declared: ProjectDeclarations;
  readonly config: Config;
  readonly catalogue: Catalogue;
  readonly files: ProjectFiles;
  readonly today: string;
}

/**
 * All declarations of an app's files are its declarations, whatever their source: a report names each place. What the
 * app holds is for the check to decide by their `source`. The manifest is what Zoom knows; code and environment ask for
 * the same or less at run time, so a scope in both is declared once, in two places, and no duplicate.
 */
function toApp(parts: Parts): App {
  const { outline, config, today } = parts;
  const owns = (file: string): boolean => parts.appFiles.ownersOf(file).includes(outline);
  const declarations = declarationsOf(parts, owns);
  const unread = isManifestUnread(parts);
  const flows = new Set(unread ? [] : flowsOf(parts, owns));
  return {
    name: outline.name,
    type: decideAppType(
      {
        configured: outline.config?.type,
        manifest: outline.manifest?.type,
        flows,
        declarations,
      },
      parts.catalogue,
    ),
    manifest: outline.manifest?.file ?? null,
    ...(outline.manifest?.scopeList && { scopeList: outline.manifest.scopeList }),
    ...(unread && { isManifestUnread: true }),
    ...(hasTwoTokens(flows, outline) && { hasTwoTokens: true }),
    calls: parts.calls.filter(call => owns(call.span.file)),
    blindSpots: parts.blindSpots.filter(({ place }) => owns(place.file)).sort((a, b) => comparePlaces(a.place, b.place)),
    declarations,
    features: featuresOf(parts, owns),
    allow: allowancesFor(outline.config, config, today),
  };
}

function isManifestUnread({ outline: { manifest, config }, declared }: Parts): boolean {
  return manifest === undefined ? config?.manifest !== undefined : declared.unread.has(manifest);
}

const FLOWS: Partial<Record<AppType, TokenFlow>> = {
  'server-to-server': 'account-credentials',
  'user-managed': 'authorization-code',
  'admin-managed': 'authorization-code',
};

/** Whether the code gets tokens that the app's manifest does not speak of, or of two kinds. A configured type says that it is one app all the same. */
function hasTwoTokens(flows: ReadonlySet<TokenFlow>, { config, manifest }: AppOutline): boolean {
  const stated = FLOWS[manifest?.type ?? 'unknown'];
  return config?.type === undefined && new Set([...flows, ...(stated ? [stated] : [])]).size > 1;
}

function flowsOf({ declared }: Parts, owns: (file: string) => boolean): readonly TokenFlow[] {
  return [...declared.flows].flatMap(([file, flows]) => (flows.size > 0 && owns(file) ? [...flows] : []));
}

function declarationsOf({ outline, declared, config, files }: Parts, owns: (file: string) => boolean): readonly Declaration[] {
  const file = fileOfConfig(config, files);
  const configured = (outline.config?.scopes ?? []).map(
    ({ scope, span }): Declaration => ({ scope, span: { ...span, file }, source: 'config', optional: false }),
  );
  const own = declared.declarations.filter(declaration => owns(declaration.span.file));
  return [...(outline.manifest?.declarations ?? []), ...configured, ...own].sort((a, b) => comparePlaces(a.span, b.span));
}

function featuresOf({ outline, declared }: Parts, owns: (file: string) => boolean): readonly Feature[] {
  const sdkApps = declared.manifests.filter(manifest => manifest.kind === 'meeting-sdk' && owns(manifest.file));
  const features = [
    ...(outline.manifest?.features ?? []),
    ...sdkApps.flatMap(manifest => manifest.features),
    ...declared.features.filter(feature => owns(feature.span.file)),
  ];
  return features.sort((a, b) => comparePlaces(a.span, b.span));
}

/** Configured apps without a single file: a folder that was renamed looks just like an app that calls nothing. */
function emptyFolders(outlines: readonly AppOutline[], config: Config, files: ProjectFiles): readonly Diagnostic[] {
  const place = { file: fileOfConfig(config, files), line: 1, column: 1 };
  return outlines
    .filter(({ folder, config: app }) => app !== undefined && !files.all.some(file => isWithin(file.path, folder)))
    .map(({ name, folder }) => ({ place, message: `The folder of app "${name}", ${folder || 'the root'}, holds no files to read.` }));
}

/** Configured manifests that are none, unless they are and cannot be read, which has been said. */
function missingManifests(outlines: readonly AppOutline[], declared: ProjectDeclarations, config: Config, files: ProjectFiles): readonly Diagnostic[] {
  return outlines.flatMap(({ config: app, manifest }) => {
    if (app?.manifest === undefined || manifest !== undefined) return [];
    const file = fromConfig(app.manifest, config, files) ?? app.manifest;
    if (declared.diagnostics.some(({ place }) => place.file === file)) return [];
    const message = files.has(file) ? 'is no Zoom app manifest' : 'is not there';
    return [{ place: { file, line: 1, column: 1 }, message: `The manifest that the configuration names for app "${app.name}" ${message}.` }];
  });
}
