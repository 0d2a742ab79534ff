/** What the looks at all files of a project come to: all that is known of it but for the texts. */
import type { ModuleImport } from '../util/module-imports.ts';
import { isSameList } from '../util/same-list.ts';
import type { FileKind } from './file-kind.ts';
import { hashOf, type FileLook } from './file-look.ts';
import type { ProjectFile } from './project-paths.ts';

/** A project that is all about Zoom need not say so in each file; above this many it is no small project any more. */
const MAX_FILES_BY_NAME = 2_000;

/** Of names that say that what they name is about Zoom. */
export const ABOUT_ZOOM = /zoom/i;

/**
 * Worked out once, however many files there are, and again when a look says something else: the same object means that
 * nothing did. Lists are sorted by path.
 */
export class Survey {
  /** The code files. */
  readonly code: readonly string[];
  /** The code files that say something about Zoom only if a file that they import does. */
  readonly faint: readonly string[];
  /** The files that could not be read, or may call Zoom without our seeing what. */
  readonly troubled: readonly (readonly [file: string, look: FileLook])[];
  /** What a code file imports. */
  readonly importsOf: (file: string) => readonly ModuleImport[];
  readonly #all: readonly ProjectFile[];
  readonly #hinted = new Map<FileKind, string[]>();
  #key: string | undefined;

  /** `isNamedAfterZoom`: whether the project is, or its folder. */
  constructor(all: readonly ProjectFile[], lookAt: (file: string) => FileLook | undefined, isNamedAfterZoom: () => boolean) {
    this.#all = all;
    this.code = all.filter(({ kind }) => kind === 'code').map(file => file.path);
    this.importsOf = file => lookAt(file)?.imports ?? [];
    const everything = this.code.length <= MAX_FILES_BY_NAME && isNamedAfterZoom();
    const faint: string[] = [];
    const troubled: (readonly [string, FileLook])[] = [];
    for (const { path: file, kind } of all) {
      const look = lookAt(file);
      if (!look) continue;
      if (look.isFaint) faint.push(file);
      if (look.problem !== undefined || look.blindSpot) troubled.push([file, look]);
      const isNamed = kind === 'code' && ((everything && !look.isBundle) || ABOUT_ZOOM.test(file));
      if (isNamed || (look.isHinted && !look.isFaint)) this.#addHinted(file, kind);
    }
    this.faint = faint;
    this.troubled = troubled;
  }

  /** The files of a kind whose path or text may say something about Zoom. */
  hinted(kind: FileKind): readonly string[] {
    return this.#hinted.get(kind) ?? [];
  }

  /** Changes with which files there are, and with what the code among them imports. */
  get key(): string {
    return (this.#key ??= hashOf(this.#all.flatMap(({ path: file }) => [file, ...this.importsOf(file).map(keyOf)]).join('\n')));
  }

  #addHinted(file: string, kind: FileKind): void {
    const hinted = this.#hinted.get(kind);
    if (hinted) hinted.push(file);
    else this.#hinted.set(kind, [file]);
  }
}

/** Whether two looks say the same but for the text itself. */
export function saysSame(a: FileLook | undefined, b: FileLook | undefined): boolean {
  if (a === b) return true;
  return (
    a !== undefined && b !== undefined &&
    a.isHinted === b.isHinted && a.isFaint === b.isFaint && a.isBundle === b.isBundle && a.problem === b.problem &&
    a.blindSpot?.line === b.blindSpot?.line && a.blindSpot?.column === b.blindSpot?.column && isSameList(a.imports, b.imports)
  );
}

// No path has a zero in it.
function keyOf({ specifier, isReexport }: ModuleImport): string {
  return `\0${isReexport ? '+' : '-'}${specifier}`;
}
