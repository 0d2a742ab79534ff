/** The part of a text between two markers, for tools to keep up to date. */

/** What encloses the part; each marker stands alone on its line. */
export interface Markers {
  readonly begin: string;
  readonly end: string;
}

/** A text with another part between its markers. */
export type MarkedSection =
  | { readonly kind: 'replaced'; readonly text: string }
  | { readonly kind: 'no-markers' }
  /** One marker without the other, in the wrong order, or more than one pair. */
  | { readonly kind: 'unclear' };

/** Puts content between the markers, with the text's own line ends. */
export function replaceSection(text: string, { begin, end }: Markers, content: string): MarkedSection {
  const begins = placesOf(text, begin);
  const ends = placesOf(text, end);
  if (begins.length + ends.length === 0) return { kind: 'no-markers' };
  const [from] = begins;
  const [to] = ends;
  if (begins.length !== 1 || ends.length !== 1 || from === undefined || to === undefined || from > to) return { kind: 'unclear' };
  const inner = withLineEnds(`${begin}\n\n${content.trim()}\n\n`, text);
  return { kind: 'replaced', text: text.slice(0, from) + inner + text.slice(to) };
}

/** The text with markers and content at its end. */
export function appendSection(text: string, { begin, end }: Markers, content: string): string {
  const gap = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return text + withLineEnds(`${gap}${begin}\n\n${content.trim()}\n\n${end}\n`, text);
}

function placesOf(text: string, marker: string): readonly number[] {
  const lines = text.split('\n');
  let offset = 0;
  return lines.flatMap((line) => {
    const at = offset;
    offset += line.length + 1;
    return line.trim() === marker ? [at + line.indexOf(marker)] : [];
  });
}

function withLineEnds(content: string, text: string): string {
  return /\r\n/.test(text) ? content.replaceAll('\n', '\r\n') : content;
}
