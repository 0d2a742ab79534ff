/** Tells the files of a project from all that lies in its folder. */
import { fileKind, type FileKind } from './file-kind.ts';
import { isForeign, isTest } from './ignored.ts';

/** One file that belongs to the project; `path` is relative to the root, with forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly kind: FileKind;
}

/** Which of these paths are read or searched, and as what. */
export function projectPaths(paths: readonly string[], includeTests: boolean): readonly ProjectFile[] {
  return paths
    .map(file => ({ path: file, kind: fileKind(file) }))
    .filter(({ path: file, kind }) => kind !== 'other' && !isForeign(file) && (includeTests || !isTest(file)));
}
