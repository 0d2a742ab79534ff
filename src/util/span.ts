/** Places in the files of a project, as reports and editors name them. */

/** A place: `file` relative to the project's root with forward slashes, `line` and `column` from 1 (UTF-16 units). */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A stretch of a file. `start` and `end` are offsets from 0 in UTF-16 units, `end` exclusive; `endColumn` is that of `end`. */
export interface Span extends Place {
  readonly endLine: number;
  readonly endColumn: number;
  readonly start: number;
  readonly end: number;
}

const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** Turns offsets of one text into lines and columns; built once per text, logarithmic per question. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    LINE_END.lastIndex = 0;
    while (LINE_END.test(text)) this.#starts.push(LINE_END.lastIndex);
  }

  /** Line and column, both from 1, of an offset. */
  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The span between two offsets, in `file`. */
  span(file: string, start: number, end: number): Span {
    const from = this.at(start);
    const to = this.at(end);
    return { file, ...from, endLine: to.line, endColumn: to.column, start, end };
  }
}

/** Order of places in a report: by file, line, column. */
export function comparePlaces(a: Place, b: Place): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;
}
