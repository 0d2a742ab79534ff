/** Comments, whatever the language. */

/** One comment; `start` and `end` are offsets, the marks included. */
export interface Comment {
  readonly kind: 'line' | 'block';
  /** Without the marks around it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A comment in the style of C, with its marks, as it stands from `start` to `end` of a text. */
export function toComment(text: string, start: number, end: number): Comment {
  const isBlock = text.startsWith('/*', start);
  return { kind: isBlock ? 'block' : 'line', text: text.slice(start + 2, isBlock ? end - 2 : end), start, end };
}
