/** Paths inside a project: relative to its root, with forward slashes, never leading out of it. */
import path from 'node:path';

/** Forward slashes, whatever the machine. */
export function toPosix(file: string): string {
  return file.replaceAll('\\', '/');
}

/** The folder of a project-relative path; '' for the root. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

/** The folder itself, then those above it, up to and with the root (''). */
export function foldersUpward(folder: string): readonly string[] {
  const folders = [folder];
  while (folder !== '') {
    folder = folderOf(folder);
    folders.push(folder);
  }
  return folders;
}

/** Whether a project-relative path lies in a folder ('' holds everything). */
export function isWithin(file: string, folder: string): boolean {
  return folder === '' || file === folder || file.startsWith(`${folder}/`);
}

/** Joins and normalises; undefined where the result would leave the root. */
export function joinWithin(folder: string, relative: string): string | undefined {
  if (isAbsolute(relative)) return undefined;
  const joined = path.posix.join(folder, toPosix(relative)).replace(/\/+$/, '');
  if (joined === '..' || joined.startsWith('../')) return undefined;
  return joined === '.' ? '' : joined;
}

/** Absolute on any system: `/srv`, `C:\srv`, `C:/srv`, `\\server\share`, and `C:srv`, which is relative to what nobody knows. */
export function isAbsolute(file: string): boolean {
  return path.posix.isAbsolute(file) || path.win32.isAbsolute(file) || /^[a-z]:/i.test(file);
}
