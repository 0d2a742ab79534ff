/** Finds the project file that an import names: relative paths, `paths` and `imports` aliases, workspace packages. */
import { foldersUpward, folderOf, joinWithin } from '../util/paths.ts';
import type { ProjectFiles } from './files.ts';
import { readPackages, type ProjectPackage } from './packages.ts';
import { pathAliases, TsConfigs } from './tsconfig.ts';

/** The project-relative file that a specifier means in `fromFile`; undefined for what lies outside the project. */
export type ModuleResolver = (specifier: string, fromFile: string) => string | undefined;

type Files = Pick<ProjectFiles, 'all' | 'has' | 'read'>;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.gs', '.vue', '.svelte', '.astro', '.json'];

/** What TypeScript lets an import call `.js` may be written in any of these. */
const SOURCES_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.jsx']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts']],
  ['.cjs', ['.cts']],
]);

/** Where the sources of a built file lie, tried in turn. */
const OUTPUT_FOLDER = /(^|\/)(dist|build|out|lib|esm|cjs|es)\//;

/**
 * Builds the resolver of a project. It asks the listed files only, so it cannot leave the root. Names are compared letter
 * by letter on every machine, as Linux does: a verdict must not depend on where it is made.
 */
export function createModuleResolver(files: Files): ModuleResolver {
  const packages = readPackages(files);
  const configs = new TsConfigs(files, (specifier, folder) => resolvePackageFile(packages, specifier, folder));
  /** By folder, then by specifier. */
  const cache = new Map<string, Map<string, string | undefined>>();
  const located = new Map<string, string | undefined>();

  return (specifier, fromFile) => {
    const folder = folderOf(fromFile);
    let known = cache.get(folder);
    if (!known) cache.set(folder, known = new Map<string, string | undefined>());
    if (!known.has(specifier)) known.set(specifier, resolve(specifier.replace(/\?.*$/, ''), folder));
    return known.get(specifier);
  };

  function resolve(specifier: string, folder: string): string | undefined {
    if (/^\.{1,2}($|[\\/])/.test(specifier)) return locateIn(folder, specifier);
    return (
      resolveAlias(specifier, folder) ??
      (specifier.startsWith('#') ? resolveImports(specifier, folder) : undefined) ??
      resolveWorkspace(specifier, folder) ??
      resolveHabit(specifier, folder)
    );
  }

  function resolveAlias(specifier: string, folder: string): string | undefined {
    const config = configs.nearest(folder);
    if (config === undefined) return undefined;
    for (const candidate of pathAliases(config, specifier)) {
      const found = locate(candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function resolveImports(specifier: string, folder: string): string | undefined {
    for (const above of foldersUpward(folder)) {
      const owner = packages.byFolder.get(above);
      if (owner !== undefined) return locateEntry(owner, matchSubpath(owner.imports, specifier));
    }
    return undefined;
  }

  function resolveWorkspace(specifier: string, folder: string): string | undefined {
    const [name, subpath] = splitPackageName(specifier);
    const found = packages.byName.get(name);
    if (found === undefined) return undefined;
    // A package that lies around an import under its own name may shadow a dependency; only an `exports` map makes it mean itself.
    if (foldersUpward(folder).includes(found.folder) && found.exports === undefined) return undefined;
    const exported = locateEntry(found, matchSubpath(found.exports, subpath));
    if (exported !== undefined) return exported;
    if (subpath !== '.') return locateIn(found.folder, subpath) ?? locateIn(joinWithin(found.folder, 'src') ?? '', subpath);
    return locateEntry(found, found.entries) ?? locateIn(found.folder, 'src') ?? locateIn(found.folder, 'index');
  }

  // What Next, Nuxt and Vite projects call their source folder, where no config that we can read says so.
  function resolveHabit(specifier: string, folder: string): string | undefined {
    const match = /^(?:@|~|~~|@@|src)\/(.+)$/.exec(specifier);
    const rest = match?.[1];
    if (rest === undefined) return undefined;
    for (const above of foldersUpward(folder)) {
      const found = locateIn(above, `src/${rest}`) ?? locateIn(above, `app/${rest}`) ?? locateIn(above, rest);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function locateIn(folder: string, relative: string): string | undefined {
    const joined = joinWithin(folder, relative);
    return joined === undefined ? undefined : locate(joined);
  }

  // An import of a package comes down to the same few targets from every folder.
  function locate(target: string): string | undefined {
    if (!located.has(target)) located.set(target, search(target, true));
    return located.get(target);
  }

  function search(target: string, throughPackage: boolean): string | undefined {
    if (target !== '' && files.has(target)) return target;
    const extension = /\.[cm]?jsx?$/.exec(target)?.[0] ?? '';
    const stem = target.slice(0, target.length - extension.length);
    for (const source of SOURCES_OF.get(extension) ?? []) if (files.has(stem + source)) return stem + source;
    if (target !== '') for (const added of EXTENSIONS) if (files.has(target + added)) return target + added;
    const inFolder = packages.byFolder.get(target);
    if (inFolder !== undefined && throughPackage) {
      const entry = locateEntry(inFolder, inFolder.entries);
      if (entry !== undefined) return entry;
    }
    const prefix = target === '' ? '' : `${target}/`;
    return EXTENSIONS.map(added => `${prefix}index${added}`).find(file => files.has(file));
  }

  function locateEntry(owner: ProjectPackage, targets: readonly string[]): string | undefined {
    for (const target of targets) {
      const joined = joinWithin(owner.folder, target);
      if (joined === undefined) continue;
      const found = (joined === owner.folder ? search(joined, false) : locate(joined)) ?? locateSource(joined, owner.folder);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  // A package of a workspace names its built files, which are not there, or not the ones to read.
  function locateSource(built: string, folder: string): string | undefined {
    const below = folder === '' ? built : built.slice(folder.length + 1);
    if (!OUTPUT_FOLDER.test(below)) return undefined;
    const prefix = folder === '' ? '' : `${folder}/`;
    const bare = below.replace(/\.d\.([cm]?)ts$/, '.$1js');
    for (const swapped of [bare.replace(OUTPUT_FOLDER, '$1src/'), bare.replace(OUTPUT_FOLDER, '$1'), `src/${bare.replace(/^.*\//, '')}`]) {
      const found = search(prefix + swapped, false);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function resolvePackageFile(packages: ReturnType<typeof readPackages>, specifier: string, folder: string): string | undefined {
  if (/^\.{1,2}($|[\\/])/.test(specifier)) return joinWithin(folder, specifier);
  const [name, subpath] = splitPackageName(specifier);
  const found = packages.byName.get(name);
  return found && joinWithin(found.folder, subpath === '.' ? 'tsconfig.json' : subpath);
}

/** `@acme/zoom/client` → `@acme/zoom`, `./client`. */
function splitPackageName(specifier: string): readonly [name: string, subpath: string] {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  const rest = parts.slice(length).join('/');
  return [parts.slice(0, length).join('/'), rest === '' ? '.' : `./${rest}`];
}

/** The targets that an `exports` or `imports` map gives a subpath: exact keys first, then the longest pattern. */
function matchSubpath(map: ReadonlyMap<string, readonly string[]> | undefined, subpath: string): readonly string[] {
  const exact = map?.get(subpath);
  if (map === undefined || exact !== undefined) return exact ?? [];
  const patterns = [...map].filter(([key]) => key.includes('*')).sort(([a], [b]) => b.indexOf('*') - a.indexOf('*'));
  for (const [key, targets] of patterns) {
    const [before = '', after = ''] = key.split('*');
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < before.length + after.length) continue;
    const star = subpath.slice(before.length, subpath.length - after.length);
    return targets.map(target => target.replaceAll('*', star));
  }
  return [];
}
