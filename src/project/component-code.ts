/** The code of single-file components, at its own place in the text. */
import { findScripts, type ComponentProblem } from './component-scripts.ts';

/** A component's text with all but its scripts blanked: offsets, lines and columns stay those of the file. */
export interface ComponentCode {
  readonly code: string;
  /** Why the component does not parse, and where; the code is then what could be recovered. */
  readonly problem?: ComponentProblem;
}

/** The code of a component. */
export function toComponentCode(file: string, text: string): ComponentCode {
  const { scripts, problem } = findScripts(file, text);
  let code = '';
  for (const { start, end } of scripts) code += blank(text, code.length, start) + text.slice(start, end);
  code += blank(text, code.length, text.length);
  return { code, ...(problem && { problem }) };
}

function blank(text: string, start: number, end: number): string {
  const blanks = text.slice(start, end).replace(/[^\r\n\u2028\u2029]/g, ' ');
  // Two scripts of one component must not run together into one statement, yet no character may be added.
  return start > 0 ? blanks.replace(' ', ';') : blanks;
}
