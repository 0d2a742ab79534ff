/** Everything that a project's files say about its apps besides calls. */
import type { Diagnostic } from '../analysis/facts.ts';
import type { TokenFlow } from '../declarations/code-evidence.ts';
import type { Declaration, Feature } from '../declarations/declaration.ts';
import { parseEnv } from '../declarations/env.ts';
import type { KnownScopes } from '../declarations/known-scopes.ts';
import { parseManifest, type Manifest } from '../declarations/manifest.ts';
import type { FileEvidence } from './file-evidence.ts';
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

/** Reads the manifests and environment files of a project, and takes what its code files say. */
export function readDeclarations(files: ProjectFiles, evidence: ReadonlyMap<string, FileEvidence>, known: KnownScopes): ProjectDeclarations {
  const { manifests, unread, diagnostics } = readManifests(files);
  const inCode = [...evidence.values()];
  return {
    manifests,
    unread,
    declarations: [
      ...inCode.flatMap(({ declarations }) => declarations.found),
      ...files.survey.hinted('env').flatMap(file => parseEnv(files.read(file) ?? '', file, scope => known.isKnown(scope))),
    ],
    features: inCode.flatMap(({ features }) => features),
    flows: new Map([...evidence].map(([file, { flows }]) => [file, new Set(flows)])),
    diagnostics,
  };
}

/** Reads the manifests of a project; one that is broken stands in the list too, and says nothing. */
export function readManifests(files: ProjectFiles): Pick<ProjectDeclarations, 'manifests' | 'unread' | 'diagnostics'> {
  const manifests: Manifest[] = [];
  const unread = new Set<Manifest>();
  const diagnostics: Diagnostic[] = [];
  for (const file of files.survey.hinted('json')) {
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
