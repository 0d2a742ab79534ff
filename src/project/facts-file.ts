/** The file of what a scan learnt of one package, for a check of all packages elsewhere. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import { causeOf } from '../util/cause.ts';
import type { ModuleImport } from '../util/module-imports.ts';
import { UserError } from '../util/user-error.ts';
import type { Config } from './config.ts';
import { hashOf, type FileLook } from './file-look.ts';

/**
 * What one package has to say. It holds no verdict and no call: calls cross packages, and only all of them together
 * tell what they are. It holds the package's files as the engine knows them, with the text of those that calls and
 * declarations are read from.
 */
export interface FactsFile {
  /** The version of this shape. */
  readonly zoomScopesFacts: typeof SCHEMA_VERSION;
  /** Of this tool. */
  readonly version: string;
  /** The catalogue's date. */
  readonly catalogue: string;
  /** The workspace's name. */
  readonly workspace: string;
  /** The package's folder in it; '' for what lies in no package. */
  readonly folder: string;
  readonly settings: FactsSettings;
  /** Folders of the packages that it imports, directly or not: it means nothing without them. */
  readonly needs: readonly string[];
  readonly files: readonly FactsEntry[];
  /** Files of other packages that its calls are read from, beyond those that speak of Zoom. */
  readonly elsewhere: readonly FactsEntry[];
}

/** What files are read by. */
export interface FactsSettings {
  readonly includeTests: boolean;
  readonly wrappers: Config['wrappers'];
  readonly baseUrls: Config['baseUrls'];
}

/** One file; paths are relative to the workspace. */
export interface FactsEntry extends Omit<FileLook, 'stamp'> {
  readonly path: string;
  readonly text?: string;
}

const SCHEMA_VERSION = 1;

/** The head of a facts file made now. */
export function factsHead(): Pick<FactsFile, 'zoomScopesFacts' | 'version' | 'catalogue'> {
  const { version } = createRequire(import.meta.url)('eslint-plugin-zoom-scopes/package.json') as { version: string };
  return { zoomScopesFacts: SCHEMA_VERSION, version, catalogue: loadCatalogue().provenance.date };
}

/** The text of a facts file: the same facts give the same text, one file per line. */
export function formatFactsFile({ files, elsewhere, ...head }: FactsFile): string {
  const lines = (entries: readonly FactsEntry[]): string => entries.map(entry => `\n${JSON.stringify(entry)}`).join(',');
  const body = `${JSON.stringify(head, null, 1).slice(0, -2)},\n "files": [${lines(files)}],\n "elsewhere": [${lines(elsewhere)}]\n}\n`;
  return body.replace(/\n}\n$/, `,\n "checksum": ${JSON.stringify(hashOf(body))}\n}\n`);
}

/** Reads a facts file. Throws a UserError for one that cannot be read, was damaged, or was made by another version. */
export function readFactsFile(file: string): FactsFile {
  const text = attempt(file, () => readFileSync(file, 'utf8'));
  const again = `Scan the package again: zoom-scopes scan ${toShell(path.dirname(file))} --out ${toShell(file)}`;
  const [, checksum] = /,\n "checksum": "([^"]*)"\n}\n$/.exec(text) ?? [];
  if (checksum === undefined || hashOf(text.replace(/,\n "checksum": "[^"]*"\n}\n$/, '\n}\n')) !== checksum) {
    throw new UserError(`${file}: This is no facts file, or not all of it.`, again);
  }
  const facts = JSON.parse(text) as FactsFile;
  const { zoomScopesFacts, version, catalogue } = factsHead();
  if (facts.zoomScopesFacts !== zoomScopesFacts || facts.version !== version || facts.catalogue !== catalogue) {
    throw new UserError(`${file}: The facts were made by version ${facts.version} with the catalogue of ${facts.catalogue}; this is version ${version} with that of ${catalogue}.`, again);
  }
  return facts;
}

/** One object for all imports that say the same. */
export function toLook({ path: _path, text: _text, ...look }: FactsEntry): FileLook {
  return { stamp: undefined, ...look, imports: look.imports satisfies readonly ModuleImport[] };
}

function attempt<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new UserError(`${file}: The facts cannot be read: ${causeOf(error)}.`, 'Name files that `zoom-scopes scan --out` has written.', { cause: error });
  }
}

function toShell(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : JSON.stringify(file);
}
