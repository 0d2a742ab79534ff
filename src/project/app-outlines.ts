/** Tells which apps a project has. */
import path from 'node:path';
import type { Manifest } from '../declarations/manifest.ts';
import { folderOf, foldersUpward, isWithin, toPosix } from '../util/paths.ts';
import type { AppConfig, Config } from './config.ts';
import type { ProjectFiles } from './files.ts';

/** An app before its calls and declarations are known. */
export interface AppOutline {
  /** Unique in its project. */
  readonly name: string;
  /** Project-relative; '' for all of the project. */
  readonly folder: string;
  readonly manifest: Manifest | undefined;
  readonly config: AppConfig | undefined;
}

/** The configured apps; without any, one app per manifest; without a manifest, one app. */
export function outlineApps(manifests: readonly Manifest[], config: Config, files: ProjectFiles, rootName: string): readonly AppOutline[] {
  const holding = manifests.filter(manifest => manifest.kind !== 'meeting-sdk');
  if (config.apps.length > 0) return config.apps.flatMap(app => outlineConfigured(app, holding, config, files));
  if (holding.length === 0) return [{ name: rootName, folder: '', manifest: undefined, config: undefined }];
  const outlines = holding.map(manifest => ({
    name: manifest.name ?? rootName,
    folder: folderOfManifest(manifest, holding, files),
    manifest,
    config: undefined,
  }));
  return outlines.map(outline => {
    const alone = outlines.every(other => other === outline || other.name !== outline.name);
    return alone ? outline : { ...outline, name: `${outline.name} (${outline.manifest.file})` };
  });
}

function outlineConfigured(app: AppConfig, manifests: readonly Manifest[], config: Config, files: ProjectFiles): readonly AppOutline[] {
  const folder = fromConfig(app.root, config, files);
  if (folder === undefined) return [];
  const stated = app.manifest === undefined ? undefined : fromConfig(app.manifest, config, files);
  const inside = manifests.filter(manifest => isWithin(manifest.file, folder)).sort((a, b) => depthOf(a) - depthOf(b));
  const manifest = app.manifest === undefined ? inside[0] : manifests.find(({ file }) => file === stated);
  return [{ name: app.name, folder, manifest, config: app }];
}

/** A path of the configuration as one of the project; undefined if it lies outside, '' if it holds all of it. */
export function fromConfig(target: string, config: Config, files: Pick<ProjectFiles, 'root'>): string | undefined {
  const absolute = path.resolve(path.dirname(config.file ?? path.join(files.root, 'none')), target);
  const relative = toPosix(path.relative(files.root, absolute));
  if (/^(\.\.\/)*\.\.$/.test(relative)) return '';
  return relative.startsWith('../') || path.isAbsolute(relative) ? undefined : relative;
}

function depthOf(manifest: Manifest): number {
  return manifest.file.split('/').length;
}

// A manifest speaks for the package that it lies in. Several in one package speak each for their own folder if there is
// code in it; else they are variants of one app (development, production), and all the package's code is theirs.
function folderOfManifest(manifest: Manifest, all: readonly Manifest[], files: ProjectFiles): string {
  const own = folderOf(manifest.file);
  const owner = packageOf(own, files);
  const shared = all.some(other => other !== manifest && packageOf(folderOf(other.file), files) === owner);
  return shared && files.survey.code.some(file => isWithin(file, own)) ? own : owner;
}

function packageOf(folder: string, files: ProjectFiles): string {
  return foldersUpward(folder).find(above => files.has(above === '' ? 'package.json' : `${above}/package.json`)) ?? '';
}
