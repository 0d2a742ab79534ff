/** Scans one package of a workspace: what it says, for a check of the whole that has not its files. */
import path from 'node:path';
import { UserError } from '../util/user-error.ts';
import { hintsOf, type Config } from './config.ts';
import { Disk, type FileSource } from './disk.ts';
import { factsHead, type FactsEntry, type FactsFile, type FactsSettings } from './facts-file.ts';
import { fileKind } from './file-kind.ts';
import { decode, type FileLook } from './file-look.ts';
import { createModuleResolver } from './module-resolver.ts';
import { ProjectSession, type MakeAnalyser } from './session.ts';
import { folderInWorkspace, Workspace, workspaceName } from './workspace.ts';

/** The facts of the package in a folder. Reads what it imports from the workspace too, and reports its own. */
export function scanPackage(folder: string, root: string, config: Config, settings: FactsSettings, makeAnalyser: MakeAnalyser): FactsFile {
  const own = folderInWorkspace(root, folder);
  if (own === '..' || own.startsWith('../')) throw new UserError(`${folder}: The folder lies outside of the workspace ${root}.`, 'Name the workspace that holds it with --workspace.');
  const view = new PackageView(root, own, config, settings);
  const session = new ProjectSession(root, { config, includeTests: settings.includeTests, source: view });
  session.facts(makeAnalyser);
  const sources = new Set(session.sources());
  const toEntry = (file: string): readonly FactsEntry[] => {
    const look = session.files.looks.get(file);
    const text = sources.has(file) ? session.files.read(file) : undefined;
    // Other JSON files are nobody's business.
    if (!look || (fileKind(file) === 'json' && text === undefined)) return [];
    return [{ path: file, ...withoutStamp(look), ...(text !== undefined && { text }) }];
  };
  return {
    ...factsHead(),
    workspace: workspaceName(root, session.files.read('package.json') ?? ''),
    folder: own,
    settings,
    needs: view.needs,
    files: view.own.flatMap(toEntry),
    elsewhere: [...sources].filter(file => !view.isOwn(file) && isCarried(file, session)).sort().flatMap(toEntry),
  };
}

/** Other packages' facts hold the texts of theirs that speak of Zoom; nobody else's hold what lies in no package, if that is not scanned. */
function isCarried(file: string, session: ProjectSession): boolean {
  return session.files.looks.get(file)?.isHinted !== true && (file === 'package.json' || path.posix.basename(file) !== 'package.json');
}

function withoutStamp({ stamp: _stamp, ...look }: FileLook): Omit<FileLook, 'stamp'> {
  return look;
}

/** A workspace as far as one package sees it: itself, what it imports, and what says what imports mean. */
class PackageView implements FileSource {
  readonly root: string;
  readonly name: string;
  readonly own: readonly string[];
  /** Folders of the packages that it imports, directly or not. */
  readonly needs: readonly string[];
  readonly #disk: Disk;
  readonly #workspace: Workspace;
  readonly #ownPaths: ReadonlySet<string>;
  readonly #looks = new Map<string, FileLook | undefined>();
  readonly #seen: readonly string[];

  constructor(root: string, folder: string, config: Config, settings: FactsSettings) {
    this.root = root;
    this.name = path.basename(root);
    this.#disk = new Disk(root, hintsOf(config));
    this.#workspace = new Workspace(this.#disk, settings.includeTests);
    this.own = this.#workspace.filesOf(folder);
    this.#ownPaths = new Set(this.own);
    const { packages, files, configs } = this.#reach();
    this.needs = [...packages].sort();
    this.#seen = [...new Set([...files, ...configs])].sort();
  }

  isOwn(file: string): boolean {
    return this.#ownPaths.has(file);
  }

  list(): ReturnType<FileSource['list']> {
    return { paths: this.#seen, unreadable: [] };
  }

  mayHaveOtherPaths(): boolean {
    return false;
  }

  look(file: string): FileLook | undefined {
    if (!this.#looks.has(file)) this.#looks.set(file, this.#disk.look(file, fileKind(file)));
    return this.#looks.get(file);
  }

  read(file: string): Buffer | undefined {
    return this.#disk.read(file);
  }

  /** Follows imports from package to package; of each, all files count. */
  #reach(): { readonly packages: ReadonlySet<string>; readonly files: ReadonlySet<string>; readonly configs: ReadonlySet<string> } {
    const all = new Set(this.#workspace.paths);
    const configs = new Set(this.#workspace.paths.filter(file => path.posix.basename(file) === 'package.json'));
    const read = (file: string): string | undefined => {
      configs.add(file);
      const bytes = this.#disk.read(file);
      return bytes && decode(bytes);
    };
    const resolve = createModuleResolver({ all: this.#workspace.paths.map(file => ({ path: file, kind: fileKind(file) })), has: file => all.has(file), read });
    const packages = new Set<string>();
    const files = new Set(this.own);
    for (const file of files) {
      for (const { specifier } of this.look(file)?.imports ?? []) {
        const target = resolve(specifier, file);
        if (target === undefined || files.has(target)) continue;
        const folder = this.#workspace.packageOf(target);
        packages.add(folder);
        for (const other of this.#workspace.filesOf(folder)) files.add(other);
      }
    }
    return { packages, files, configs };
  }
}
