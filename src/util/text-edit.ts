/** Changes of a text, as editors and fixers take them. */

/** Put `text` in the place of what stands between two offsets; `end` exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all edits made. They must not overlap; of two at one place, the first comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let edited = '';
  let at = 0;
  for (const { start, end, text: inserted } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw new RangeError('Edits overlap');
    edited += text.slice(at, start) + inserted;
    at = end;
  }
  return edited + text.slice(at);
}
