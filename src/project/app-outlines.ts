/** Tells the apps of a project apart: which there are, and which files are whose. */
import path from 'node:path';
import type { Manifest } from '../declarations/manifest.ts';
import { folderOf, foldersUpward, isWithin, toPosix } from '../util/paths.ts';
import type { AppConfig, Config } from './config.ts';
import type { ProjectFiles } from './files.ts';
import { ignoreRules, type Ignore } from './ignore-rules.ts';
import type { ModuleResolver } from './module-resolver.ts';

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
  const hasCode = files.all.some(file => file.kind === 'code' && isWithin(file.path, own));
  return shared && hasCode ? own : owner;
}

function packageOf(folder: string, files: ProjectFiles): string {
  return foldersUpward(folder).find(above => files.has(above === '' ? 'package.json' : `${above}/package.json`)) ?? '';
}

/** Answers whose a file is. */
export class AppFiles {
  readonly #outlines: readonly AppOutline[];
  readonly #files: ProjectFiles;
  readonly #resolve: ModuleResolver;
  readonly #owners = new Map<string, readonly AppOutline[]>();
  #reached: ReadonlyMap<AppOutline, ReadonlySet<string>> | undefined;

  constructor(outlines: readonly AppOutline[], files: ProjectFiles, resolve: ModuleResolver) {
    this.#outlines = outlines;
    this.#files = files;
    this.#resolve = resolve;
  }

  /**
   * The apps that a file belongs to: those in whose folder it lies, the innermost; for a file in none, those that
   * import it; one that nobody imports may be anybody's, unless the configuration says where the apps are.
   */
  ownersOf(file: string): readonly AppOutline[] {
    let owners = this.#owners.get(file);
    if (!owners) {
      owners = this.#findOwners(file);
      this.#owners.set(file, owners);
    }
    return owners;
  }

  #findOwners(file: string): readonly AppOutline[] {
    const around = this.#innermost(file);
    if (around.length > 0) return around.filter(outline => includes(outline, file));
    const importers = this.#outlines.filter(outline => this.#reachedFiles().get(outline)?.has(file));
    if (importers.length > 0) return importers;
    return this.#outlines.filter(outline => outline.config === undefined);
  }

  #innermost(file: string): readonly AppOutline[] {
    const around = this.#outlines.filter(({ folder }) => isWithin(file, folder));
    const longest = Math.max(...around.map(({ folder }) => folder.length));
    return around.filter(({ folder }) => folder.length === longest);
  }

  #reachedFiles(): ReadonlyMap<AppOutline, ReadonlySet<string>> {
    this.#reached ??= new Map(this.#outlines.map(outline => [outline, this.#reachFrom(outline)]));
    return this.#reached;
  }

  #reachFrom(outline: AppOutline): ReadonlySet<string> {
    const code = this.#files.survey.code;
    const reached = new Set(code.filter(file => this.#innermost(file).includes(outline) && includes(outline, file)));
    for (const file of reached) {
      for (const { specifier } of this.#files.survey.importsOf(file)) {
        const target = this.#resolve(specifier, file);
        if (target !== undefined) reached.add(target);
      }
    }
    return reached;
  }
}

function includes({ folder, config }: AppOutline, file: string): boolean {
  if (config === undefined) return true;
  const relative = folder === '' ? file : file.slice(folder.length + 1);
  return (config.include === undefined || matches(config.include, relative)) && !matches(config.exclude, relative);
}

const rules = new WeakMap<readonly string[], Ignore>();

function matches(patterns: readonly string[], file: string): boolean {
  if (patterns.length === 0) return false;
  let known = rules.get(patterns);
  if (!known) rules.set(patterns, (known = ignoreRules(patterns)));
  return known.ignores(file);
}
