/** Text from analysed projects on its way to a terminal or the log of a CI server. */

/** Control characters (a file name may hold terminal commands), and marks that turn the direction of text. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** What CI servers obey: `::error::` at the start of a line, `##[error]`, `##vso[…]` and `##teamcity[…]` anywhere. */
const LINE_COMMAND = /^\s*:(?=:)/;
const COMMAND = /#(?=#\w*\[)/g;

/** The text with everything that a terminal or a log would obey or hide spelt out, `\u001b`. */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, escapeCharacter).replace(LINE_COMMAND, '\\u003a').replace(COMMAND, escapeCharacter);
}

/** JSON with two blanks of indent and nothing in it that a terminal or a log would obey. */
export function toPrintableJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(UNPRINTABLE, (character) => (character === '\n' ? '\n' : escapeCharacter(character)))
    .replace(COMMAND, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
