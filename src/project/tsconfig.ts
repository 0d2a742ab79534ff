/** `paths` and `baseUrl` of the tsconfig or jsconfig that a file falls under. */
import { parseJson } from '../util/json.ts';
import { folderOf, joinWithin } from '../util/paths.ts';
import type { ProjectFiles } from './files.ts';
import { isRecord } from './packages.ts';

/** The aliases of one config, as project-relative paths. */
export interface Aliases {
  /** Undefined where no `baseUrl` is set. */
  readonly baseUrl: string | undefined;
  /** Targets per pattern, each with at most one `*`. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** Finds the file that `extends` names, from the folder of the config that says so. */
type ExtendsResolver = (specifier: string, folder: string) => string | undefined;

/** The configs of a project, each read once. */
export class TsConfigs {
  readonly #files: Pick<ProjectFiles, 'has' | 'read'>;
  readonly #resolveExtends: ExtendsResolver;
  readonly #nearest = new Map<string, Aliases | undefined>();

  constructor(files: Pick<ProjectFiles, 'has' | 'read'>, resolveExtends: ExtendsResolver) {
    this.#files = files;
    this.#resolveExtends = resolveExtends;
  }

  /** The aliases in force in a folder: those of the nearest config above that has any. */
  nearest(folder: string): Aliases | undefined {
    if (!this.#nearest.has(folder)) this.#nearest.set(folder, this.#find(folder));
    return this.#nearest.get(folder);
  }

  #find(folder: string): Aliases | undefined {
    for (const name of ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json']) {
      const aliases = this.#read(folder === '' ? name : `${folder}/${name}`, new Set());
      if (aliases !== undefined && (aliases.paths.size > 0 || aliases.baseUrl !== undefined)) return aliases;
    }
    return folder === '' ? undefined : this.nearest(folderOf(folder));
  }

  // A base that is missing or goes in circles adds nothing; what the config itself says still holds.
  #read(file: string, seen: Set<string>): Aliases | undefined {
    if (seen.has(file) || !this.#files.has(file)) return undefined;
    seen.add(file);
    const json: unknown = parseJson(this.#files.read(file) ?? '', { allowTrailingComma: true });
    if (!isRecord(json)) return undefined;
    const own = toAliases(folderOf(file), json['compilerOptions']);
    const bases = strings(json['extends']).map(base => this.#readExtended(base, folderOf(file), seen));
    // A solution file has no options of its own: those of the projects it refers to hold below it.
    const referred = own.paths.size > 0 ? [] : references(json).map(reference => this.#readReferred(reference, folderOf(file), seen));
    const all = [own, ...bases.toReversed(), ...referred].filter(aliases => aliases !== undefined);
    return {
      baseUrl: all.find(aliases => aliases.baseUrl !== undefined)?.baseUrl,
      paths: all.find(aliases => aliases.paths.size > 0)?.paths ?? new Map(),
    };
  }

  #readExtended(specifier: string, folder: string, seen: Set<string>): Aliases | undefined {
    const target = this.#resolveExtends(specifier, folder);
    if (target === undefined) return undefined;
    return this.#read(target, seen) ?? this.#read(`${target}.json`, seen);
  }

  #readReferred(reference: string, folder: string, seen: Set<string>): Aliases | undefined {
    const target = joinWithin(folder, reference);
    // A reference into a folder of its own speaks for that folder only.
    return target !== undefined && folderOf(target) === folder ? this.#read(target, seen) : undefined;
  }
}

/** The project-relative paths that a specifier may stand for, best first. */
export function pathAliases(aliases: Aliases, specifier: string): readonly string[] {
  const candidates: string[] = [];
  const patterns = [...aliases.paths.keys()].sort((a, b) => b.indexOf('*') - a.indexOf('*'));
  for (const pattern of [specifier, ...patterns.filter(key => key.includes('*'))]) {
    const [before = '', after] = pattern.split('*');
    const targets = aliases.paths.get(pattern);
    if (targets === undefined) continue;
    const fits = after === undefined || (specifier.startsWith(before) && specifier.endsWith(after) && specifier.length >= before.length + after.length);
    if (!fits) continue;
    const star = after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length);
    candidates.push(...targets.map(target => target.replace('*', star)));
  }
  const fromBase = aliases.baseUrl === undefined ? undefined : joinWithin(aliases.baseUrl, specifier);
  return fromBase === undefined ? candidates : [...candidates, fromBase];
}

function toAliases(folder: string, options: unknown): Aliases {
  const fields = isRecord(options) ? options : {};
  const base = typeof fields['baseUrl'] === 'string' ? joinWithin(folder, fields['baseUrl']) : undefined;
  const paths = Object.entries(isRecord(fields['paths']) ? fields['paths'] : {}).map(
    ([pattern, targets]) =>
      [pattern, strings(targets).map(target => joinWithin(base ?? folder, target)).filter(target => target !== undefined)] as const,
  );
  return { baseUrl: base, paths: new Map(paths) };
}

function references(json: Readonly<Record<string, unknown>>): readonly string[] {
  const listed = Array.isArray(json['references']) ? (json['references'] as unknown[]) : [];
  return listed.map(reference => (isRecord(reference) ? reference['path'] : undefined)).filter(path => typeof path === 'string');
}

function strings(value: unknown): readonly string[] {
  return (Array.isArray(value) ? (value as unknown[]) : [value]).filter(item => typeof item === 'string');
}
