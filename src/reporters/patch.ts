/** A change of one file as a unified diff, such as `git apply` takes. */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { toPrintable } from '../util/printable.ts';
import type { Colors } from './text-parts.ts';

/** The diff between two texts of a file; '' where they are the same. */
export function formatPatch(file: string, before: string, after: string, colors: Colors): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { headerOptions: FILE_HEADERS_ONLY });
  return patch.split('\n').map((line, index) => colorLine(printable(line), index, colors)).join('\n');
}

/** Tabs, and carriage returns at the end, are of the file: without them the diff does not apply. */
function printable(line: string): string {
  const [, text = '', end = ''] = /^(.*?)(\r?)$/s.exec(line) ?? [];
  return text.split('\t').map(toPrintable).join('\t') + end;
}

function colorLine(line: string, index: number, colors: Colors): string {
  if (index < 2) return colors.bold(line);
  if (line.startsWith('@@')) return colors.cyan(line);
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}
