/** The packages inside a project: what each `package.json` says about its name and its entries. */
import { parseJson } from '../util/json.ts';
import { folderOf } from '../util/paths.ts';
import type { ProjectFiles } from './files.ts';

/** One package of the project. Targets are paths relative to its folder, in the order to try them. */
export interface ProjectPackage {
  /** Project-relative; '' for the root. */
  readonly folder: string;
  readonly name: string | undefined;
  /** `source`, `module`, `main`, `types`: what there is of them. */
  readonly entries: readonly string[];
  readonly exports: ReadonlyMap<string, readonly string[]> | undefined;
  readonly imports: ReadonlyMap<string, readonly string[]> | undefined;
}

/** All packages of a project. */
export interface ProjectPackages {
  readonly byFolder: ReadonlyMap<string, ProjectPackage>;
  readonly byName: ReadonlyMap<string, ProjectPackage>;
}

/** Reads every `package.json` of the project; one that is broken counts as empty. */
export function readPackages(files: Pick<ProjectFiles, 'all' | 'read'>): ProjectPackages {
  const byFolder = new Map<string, ProjectPackage>();
  const byName = new Map<string, ProjectPackage>();
  for (const { path: file } of files.all) {
    if (file !== 'package.json' && !file.endsWith('/package.json')) continue;
    const found = toPackage(folderOf(file), parseJson(files.read(file) ?? ''));
    byFolder.set(found.folder, found);
    if (found.name !== undefined && !byName.has(found.name)) byName.set(found.name, found);
  }
  return { byFolder, byName };
}

/** The name that the text of a `package.json` gives. */
export function packageName(text: string): string | undefined {
  return toPackage('', parseJson(text)).name;
}

function toPackage(folder: string, json: unknown): ProjectPackage {
  const fields = isRecord(json) ? json : {};
  return {
    folder,
    name: typeof fields['name'] === 'string' ? fields['name'] : undefined,
    entries: ['source', 'module', 'main', 'types'].map(key => fields[key]).filter(target => typeof target === 'string'),
    exports: toSubpaths(fields['exports']),
    imports: toSubpaths(fields['imports']),
  };
}

function toSubpaths(field: unknown): ReadonlyMap<string, readonly string[]> | undefined {
  if (field === undefined || field === null) return undefined;
  const perSubpath = isRecord(field) && Object.keys(field).every(key => key.startsWith('.') || key.startsWith('#'));
  const subpaths = perSubpath ? Object.entries(field) : [['.', field] as const];
  return new Map(subpaths.map(([subpath, target]) => [subpath, targetsOf(target)]));
}

// Any condition will do: the sources behind them are the same.
function targetsOf(target: unknown): readonly string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap(targetsOf);
  return isRecord(target) ? Object.values(target).flatMap(targetsOf) : [];
}

/** Whether a value of a JSON file is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
