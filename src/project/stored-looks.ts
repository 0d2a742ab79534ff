/** Looks in a form that is written, or handed from thread to thread, at little cost: what many files import is named once. */
import type { ModuleImport } from '../util/module-imports.ts';
import { shareImport, type FileLook, type Stamp } from './file-look.ts';

/** Looks at several files. */
export interface StoredLooks {
  readonly imports: readonly ModuleImport[];
  readonly files: readonly StoredLook[];
}

/** `imports` are indices. */
type StoredLook = readonly [
  file: string,
  hash: string,
  isHinted: 0 | 1,
  stamp: Stamp | 0,
  imports: readonly number[],
  rest?: Pick<FileLook, 'isFaint' | 'isBundle' | 'problem' | 'blindSpot'>,
];

/** Looks by file, to be restored later or elsewhere. */
export function storeLooks(looks: Iterable<readonly [file: string, look: FileLook]>): StoredLooks {
  const indices = new Map<ModuleImport, number>();
  const indexOf = (found: ModuleImport): number => {
    const index = indices.get(found) ?? indices.size;
    indices.set(found, index);
    return index;
  };
  const files = Array.from(looks, ([file, { stamp, hash, isHinted, imports, ...rest }]): StoredLook => {
    const look = [file, hash, isHinted ? 1 : 0, stamp ?? 0, imports.map(indexOf)] as const;
    return Object.keys(rest).length > 0 ? [...look, rest] : look;
  });
  return { imports: [...indices.keys()], files };
}

/** The looks again, by file. Throws if they do not fit together. */
export function restoreLooks({ imports, files }: StoredLooks): readonly (readonly [file: string, look: FileLook])[] {
  const shared = imports.map(shareImport);
  const importAt = (index: number): ModuleImport => {
    const found = shared[index];
    if (!found) throw new Error('What was stored does not fit together.');
    return found;
  };
  return files.map(([file, hash, isHinted, stamp, used, rest]) => [file, { stamp: stamp === 0 ? undefined : stamp, hash, isHinted: isHinted === 1, imports: used.map(importAt), ...rest }]);
}
