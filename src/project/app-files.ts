/** Tells which files of a project are whose, if it has several apps. */
import { groupBy } from '../util/group-by.ts';
import { Memo } from '../util/memo.ts';
import { foldersUpward } from '../util/paths.ts';
import type { AppOutline } from './app-outlines.ts';
import { ignoreRules, type Ignore } from './ignore-rules.ts';
import type { ModuleResolver } from './module-resolver.ts';
import type { Survey } from './survey.ts';

/** Answers whose a file is. */
export class AppFiles {
  readonly #outlines: readonly AppOutline[];
  readonly #byFolder: ReadonlyMap<string, readonly AppOutline[]>;
  readonly #survey: Survey;
  readonly #resolve: ModuleResolver;
  readonly #owners = new Map<string, readonly AppOutline[]>();
  #reached: readonly ReadonlySet<string>[] | undefined;

  constructor(outlines: readonly AppOutline[], survey: Survey, resolve: ModuleResolver) {
    this.#outlines = outlines;
    this.#byFolder = groupBy(outlines, ({ folder }) => folder);
    this.#survey = survey;
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
    this.#reached ??= this.#reachedFiles();
    const importers = this.#outlines.filter((_outline, index) => this.#reached?.[index]?.has(file));
    if (importers.length > 0) return importers;
    return this.#outlines.filter(outline => outline.config === undefined);
  }

  #innermost(file: string): readonly AppOutline[] {
    // The root of an app may be a file.
    const folder = foldersUpward(file).find(above => this.#byFolder.has(above));
    return folder === undefined ? [] : (this.#byFolder.get(folder) ?? []);
  }

  /** The same as long as neither the apps' folders change nor what imports what. */
  #reachedFiles(): readonly ReadonlySet<string>[] {
    const folders = JSON.stringify(this.#outlines.map(({ folder, config }) => [folder, config?.include, config?.exclude]));
    const known = reaches.get(this.#survey);
    if (known?.resolve === this.#resolve && known.folders === folders) return known.reached;
    const pairs = this.#survey.code.flatMap(file => this.#innermost(file).filter(outline => includes(outline, file)).map(outline => ({ outline, file })));
    const own = groupBy(pairs, ({ outline }) => outline);
    const targets = new Memo<readonly string[]>(Infinity);
    const targetsOf = (file: string): readonly string[] => targets.of(file, () => this.#targetsOf(file));
    const reached = this.#outlines.map(outline => reachFrom((own.get(outline) ?? []).map(({ file }) => file), targetsOf));
    reaches.set(this.#survey, { resolve: this.#resolve, folders, reached });
    return reached;
  }

  #targetsOf(file: string): readonly string[] {
    return this.#survey.importsOf(file).flatMap(({ specifier }) => this.#resolve(specifier, file) ?? []);
  }
}

/** Files, and all that they import. */
function reachFrom(files: readonly string[], targetsOf: (file: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(files);
  for (const file of reached) for (const target of targetsOf(file)) reached.add(target);
  return reached;
}

/** What the apps in some folders reach. */
interface Reach {
  readonly resolve: ModuleResolver;
  readonly folders: string;
  /** In the order of the apps. */
  readonly reached: readonly ReadonlySet<string>[];
}

const reaches = new WeakMap<Survey, Reach>();

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
