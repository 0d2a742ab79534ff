/** What is known of one project, from its files to the facts: computed once, and again only where something changed. */
import type { Facts } from '../analysis/facts.ts';
import type { Directive } from '../analysis/directive.ts';
import type { FoundCalls } from '../calls/find-calls.ts';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import { toKnownScopes } from '../declarations/known-scopes.ts';
import { isSameList } from '../util/same-list.ts';
import type { Analyser } from './analyser.ts';
import { assembleFacts } from './assemble-facts.ts';
import type { CollectOptions } from './collect-options.ts';
import { findConfig, hintsOf, type Config } from './config.ts';
import { readDeclarations } from './declarations-in.ts';
import { readJsonDirectives } from './directives.ts';
import type { FileSource } from './disk.ts';
import { EvidenceReader, type FileEvidence } from './file-evidence.ts';
import { fileKind } from './file-kind.ts';
import { hashOf, type FileLook } from './file-look.ts';
import { ProjectFiles } from './files.ts';
import { createModuleResolver, type ModuleResolver } from './module-resolver.ts';
import { packageName } from './packages.ts';
import { requireFolder } from './require-folder.ts';

/** What a session may be told. */
export interface SessionOptions extends CollectOptions {
  /** Where the files come from, if not from the folder. */
  readonly source?: FileSource;
  /** Where what is learnt is kept for later sessions, under the same configuration. */
  readonly store?: KnowledgeStore;
}

/** Keeps what a session knows. */
export interface KnowledgeStore {
  load(): Knowledge | undefined;
  save(knowledge: Knowledge): void;
}

/** What a session knows, for others to go on from. */
export interface Knowledge {
  readonly looks: ReadonlyMap<string, FileLook>;
  /** The name of the project or its folder, which scopes in its code may be named after. */
  readonly rootName: string;
  readonly evidence: ReadonlyMap<string, FileEvidence>;
  readonly calls: KnownCalls | undefined;
}

/** Calls, and what they were found in. */
export interface KnownCalls {
  readonly found: FoundCalls;
  /** Files that say what imports mean. */
  readonly configs: readonly string[];
  /** Of all that the calls depend on. */
  readonly key: string;
}

/** Makes what parses code; asked for when something has to be parsed. */
export type MakeAnalyser = () => Analyser;

/** One project, whose files may change in between. */
export class ProjectSession {
  readonly config: Config;
  readonly #files: ProjectFiles;
  readonly #today: string | undefined;
  readonly #onStage: (stage: string) => void;
  readonly #scopes = toKnownScopes(loadCatalogue());
  readonly #store: KnowledgeStore | undefined;
  #analyser: Analyser | undefined;
  #resolver: Resolver | undefined;
  #calls: KnownCalls | undefined;
  #evidence: ReadonlyMap<string, FileEvidence>;
  #evidenceReader: { readonly project: string; readonly reader: EvidenceReader } | undefined;
  #facts: Facts | undefined;

  /** Throws a UserError if the root or the configuration is wrong. */
  constructor(root: string, options: SessionOptions = {}) {
    if (!options.source) requireFolder(root);
    this.config = options.config ?? findConfig(root, root);
    this.#today = options.today;
    this.#onStage = options.onStage ?? (() => undefined);
    this.#store = options.store;
    const known = this.#store?.load();
    this.#files = new ProjectFiles(root, {
      includeTests: options.includeTests ?? this.config.includeTests,
      hints: hintsOf(this.config),
      ...(options.overlay && { overlay: options.overlay }),
      ...(options.source && { source: options.source }),
      ...(known && { known: known.looks }),
    });
    this.#evidence = known?.rootName === this.#rootName ? known.evidence : new Map();
    this.#calls = known?.calls;
  }

  /** The project's files. */
  get files(): ProjectFiles {
    return this.#files;
  }

  /** Keeps what is known for later sessions; nothing where unsaved texts have a part in it. */
  save(): void {
    if (this.#files.hasUnsaved()) return;
    this.#store?.save({ looks: this.#files.looks, rootName: this.#rootName, evidence: this.#evidence, calls: this.#calls });
  }

  /** The files whose text the facts are read from, once they are. */
  sources(): readonly string[] {
    const files = this.#files;
    const hinted = (['code', 'json', 'env'] as const).flatMap(kind => files.survey.hinted(kind));
    const configs = this.#resolver?.configs.keys() ?? [];
    return [...new Set([...hinted, ...(this.#calls?.found.read ?? []), ...configs, 'package.json'])].filter(file => files.has(file)).sort();
  }

  get #rootName(): string {
    return packageName(this.#files.read('package.json') ?? '') || this.#files.name;
  }

  /** Looks at the files again. Whether anything has changed. */
  refresh(): boolean {
    const hasChanged = this.#files.refresh();
    if (hasChanged) this.#facts = undefined;
    return hasChanged;
  }

  /** Whether the project has the file. */
  has(file: string): boolean {
    return this.#files.has(file);
  }

  /** Whether the disk has of a file what was seen there last. */
  isAsSeen(file: string): boolean {
    return this.#files.isAsSeen(file);
  }

  /** Whether a text that the disk does not have stands in for a file's. */
  hasUnsaved(file: string): boolean {
    return this.#files.hasUnsaved(file);
  }

  /** Takes a text for that of a file; undefined for what the disk has. Whether anything has changed. */
  setText(file: string, text: string | undefined): boolean {
    const before = this.#files.hash(file);
    this.#files.setText(file, text);
    const hasChanged = this.#files.hash(file) !== before;
    if (hasChanged) this.#facts = undefined;
    return hasChanged;
  }

  /** Lets go of what only a change would have need of: the next one costs as much as the first look. What is known stays known. */
  rest(): void {
    this.#analyser = undefined;
    this.#evidenceReader = undefined;
    this.#resolver = undefined;
    this.#facts = undefined;
    this.#files.forgetTexts();
  }

  /** The facts as far as they are known without parsing anything; undefined where something has to be parsed. */
  knownFacts(): Facts | undefined {
    try {
      return this.facts(() => {
        throw new NothingKnown();
      });
    } catch (error) {
      if (error instanceof NothingKnown) return undefined;
      throw error;
    }
  }

  /** The facts about the project as it is. */
  facts(makeAnalyser: MakeAnalyser): Facts {
    return (this.#facts ??= this.#collect(() => (this.#analyser ??= makeAnalyser())));
  }

  #collect(analyser: MakeAnalyser): Facts {
    const files = this.#files;
    const rootName = this.#rootName;
    const resolver = this.#currentResolver();
    this.#onStage(`Searching ${files.all.length.toLocaleString('en')} files`);
    const hinted = files.survey.hinted('code');
    const calls = this.#findCalls(hinted, rootName, resolver, analyser);
    const read = [...new Set([...hinted, ...calls.read])].sort();
    const evidence = this.#readEvidence(read, rootName, analyser);
    return assembleFacts({
      files,
      resolve: resolver.resolve,
      config: this.config,
      catalogue: loadCatalogue(),
      rootName,
      calls,
      read,
      declared: readDeclarations(files, evidence, this.#scopes),
      directivesIn: paths => paths.flatMap(file => this.#directivesIn(file, evidence)),
      today: this.#today ?? new Date().toISOString().slice(0, 10),
    });
  }

  /** The same as long as no file comes or goes and no file that says what imports mean changes. */
  #currentResolver(): Resolver {
    const files = this.#files;
    const known = this.#resolver;
    if (known?.all === files.all && [...known.configs].every(([file, hash]) => files.hash(file) === hash)) return known;
    const configs = new Map<string, string | undefined>();
    const read = (file: string): string | undefined => {
      configs.set(file, files.hash(file));
      return files.read(file);
    };
    const resolve = createModuleResolver({ all: files.all, has: file => files.has(file), read });
    return (this.#resolver = { all: files.all, configs, resolve });
  }

  #findCalls(hinted: readonly string[], rootName: string, resolver: Resolver, analyser: MakeAnalyser): FoundCalls {
    const known = this.#calls;
    const key = known && this.#keyOf(hinted, rootName, known.found.read, known.configs);
    if (known && known.key === key) return known.found;
    const { wrappers, baseUrls } = this.config;
    this.#onStage(`Reading the calls of ${hinted.length.toLocaleString('en')} files`);
    const { survey } = this.#files;
    const found = analyser().finder.find({
      files: hinted,
      faint: survey.faint,
      candidates: survey.code,
      readFile: file => this.#files.readCode(file),
      importsOf: survey.importsOf,
      resolve: resolver.resolve,
      catalogue: loadCatalogue(),
      rootName,
      hints: { wrappers, baseUrls },
    });
    const configs = [...resolver.configs.keys()].sort();
    const isOfSameFiles = known && isSameList(found.read, known.found.read) && isSameList(configs, known.configs);
    this.#calls = { found, configs, key: isOfSameFiles && key !== undefined ? key : this.#keyOf(hinted, rootName, found.read, configs) };
    return found;
  }

  /**
   * Changes with all that calls are found by: the texts that are read, what the other files import, which files there
   * are, and what says what imports mean.
   */
  #keyOf(hinted: readonly string[], rootName: string, read: readonly string[], configs: readonly string[]): string {
    const { wrappers, baseUrls } = this.config;
    const whole = [...new Set([...hinted, ...read, ...configs])].map(file => [file, this.#files.hash(file)]);
    return hashOf(JSON.stringify([rootName, wrappers, baseUrls, hinted, whole, this.#files.survey.key]));
  }

  #readEvidence(read: readonly string[], rootName: string, analyser: MakeAnalyser): ReadonlyMap<string, FileEvidence> {
    if (this.#evidenceReader?.project !== rootName) {
      this.#evidenceReader = { project: rootName, reader: new EvidenceReader(this.#files, this.#scopes, rootName, this.#evidence) };
    }
    return (this.#evidence = this.#evidenceReader.reader.read(read, analyser));
  }

  #directivesIn(file: string, evidence: ReadonlyMap<string, FileEvidence>): readonly Directive[] {
    return fileKind(file) === 'json' ? readJsonDirectives(this.#files.read(file) ?? '', file) : (evidence.get(file)?.directives ?? []);
  }
}

interface Resolver {
  readonly all: ProjectFiles['all'];
  /** The files that say what imports mean, as far as they were asked, with their hashes. */
  readonly configs: ReadonlyMap<string, string | undefined>;
  readonly resolve: ModuleResolver;
}

/** Something would have to be parsed. */
class NothingKnown extends Error {}
