/** What there is on disk, without following links. */
import { lstatSync, type Stats } from 'node:fs';

/** Undefined where there is nothing, and where it cannot be told: a folder on the way may have become a file, or be closed. */
export function statusOf(absolute: string): Stats | undefined {
  try {
    return lstatSync(absolute);
  } catch {
    return undefined;
  }
}

/** Whether a path is a folder; false for a link to one. */
export function isFolder(absolute: string): boolean {
  return statusOf(absolute)?.isDirectory() === true;
}
