/** Finds files by a pattern: for shells that do not, and for tasks that pass one on. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The files that a pattern names, relative as it is, sorted: `*` stands for any part of a name, `**` for any folders. */
export function expandPattern(pattern: string, folder: string): readonly string[] {
  const [first = '', ...rest] = pattern.replaceAll('\\', '/').split('/');
  const start = first === '' ? ['/'] : expandSegment(first, '', folder);
  return [...new Set(rest.reduce((found, segment) => found.flatMap(at => expandSegment(segment, at, folder)), start))].sort();
}

function expandSegment(segment: string, at: string, folder: string): readonly string[] {
  if (segment === '' || segment === '.') return [at];
  if (segment === '**') return [at, ...foldersBelow(at, folder)];
  if (!segment.includes('*')) return existsSync(path.resolve(folder, at, segment)) || segment === '..' ? [path.posix.join(at, segment)] : [];
  const name = new RegExp(`^${segment.split('*').map(part => part.replace(/[^\w]/g, '\\$&')).join('[^/]*')}$`);
  return entriesOf(at, folder).map(entry => entry.name).filter(entry => name.test(entry) && (segment.startsWith('.') || !entry.startsWith('.'))).map(entry => path.posix.join(at, entry));
}

function foldersBelow(at: string, folder: string): readonly string[] {
  return entriesOf(at, folder).filter(entry => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')).flatMap(({ name }) => {
    const below = path.posix.join(at, name);
    return [below, ...foldersBelow(below, folder)];
  });
}

function entriesOf(at: string, folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(path.resolve(folder, at));
  } catch {
    return [];
  }
}

function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}
