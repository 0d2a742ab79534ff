/** Everything that a project's files say about its apps besides calls. */
import type { Diagnostic } from '../analysis/facts.ts';
import type { SourceTrees } from '../calls/source-trees.ts';
import { readSourceStrings } from '../calls/string-literals.ts';
import { findCodeEvidence, type TokenFlow } from '../declarations/code-evidence.ts';
import { findCodeScopes, vocabularyReferences, type SourceFile } from '../declarations/code-scopes.ts';
import type { Declaration, Feature } from '../declarations/declaration.ts';
import { parseEnv } from '../declarations/env.ts';
import type { KnownScopes } from '../declarations/known-scopes.ts';
import { parseManifest, type Manifest } from '../declarations/manifest.ts';
import type { ProjectFiles } from './files.ts';

/** What code and environment files say, and the manifests, apart. */
export interface ProjectDeclarations {
  /** By path. */
  readonly manifests: readonly Manifest[];
  /** Those of them that mean to be manifests and cannot be read: nothing is known of them but their path. */
  readonly unread: ReadonlySet<Manifest>;
  /** Of code and environment files. */
  readonly declarations: readonly Declaration[];
  /** Of code. */
  readonly features: readonly Feature[];
  readonly flows: ReadonlyMap<string, ReadonlySet<TokenFlow>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the manifests and environment files of a project and these code files, whose trees may be there already. */
export function readDeclarations(files: ProjectFiles, codeFiles: readonly string[], trees: SourceTrees, known: KnownScopes, project: string): ProjectDeclarations {
  const { manifests, unread, diagnostics } = readManifests(files);
  const sources = codeFiles.flatMap(file => readSource(files, file, trees, project));
  const vocabulary = new Set(sources.flatMap(source => vocabularyReferences(source)));
  const evidence = sources.map(source => [source.file, findCodeEvidence(source)] as const);
  return {
    manifests,
    unread,
    declarations: [
      ...sources.flatMap(source => findCodeScopes(source, known, vocabulary)),
      ...files.hinted('env').flatMap(file => parseEnv(files.read(file) ?? '', file, scope => known.isKnown(scope))),
    ],
    features: evidence.flatMap(([, { features }]) => features),
    flows: new Map(evidence.map(([file, { flows }]) => [file, flows])),
    diagnostics,
  };
}

/** Reads the manifests of a project; one that is broken stands in the list too, and says nothing. */
export function readManifests(files: ProjectFiles): Pick<ProjectDeclarations, 'manifests' | 'unread' | 'diagnostics'> {
  const manifests: Manifest[] = [];
  const unread = new Set<Manifest>();
  const diagnostics: Diagnostic[] = [];
  for (const file of files.hinted('json')) {
    const reading = parseManifest(files.read(file) ?? '', file);
    if (reading.kind === 'manifest') manifests.push(reading.manifest);
    else if (reading.kind === 'broken') {
      const manifest: Manifest = { file, kind: 'general', name: null, type: 'unknown', declarations: [], features: [] };
      manifests.push(manifest);
      unread.add(manifest);
      diagnostics.push({ place: reading.place, message: reading.message });
    }
  }
  return { manifests, unread, diagnostics };
}

function readSource(files: ProjectFiles, file: string, trees: SourceTrees, project: string): readonly SourceFile[] {
  const text = files.readCode(file);
  // Parsing is what costs: a text with none of these words has nothing to say here.
  const tree = text !== undefined && /zoom|scope|account_credentials/i.test(text) ? trees.of(file, text) : undefined;
  return tree ? [{ file, text: tree.text, strings: readSourceStrings(tree), project }] : [];
}
