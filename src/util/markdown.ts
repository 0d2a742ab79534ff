/** Text from analysed projects on its way into markdown, where nothing of it may act: no markup, no link, no mention. */
import { toPrintable } from './printable.ts';

/** Longer names are cut: a report has a bounded size. */
const LONGEST = 300;

/** A name as code. Inside code nobody is mentioned and nothing is linked. */
export function markdownCode(text: string): string {
  const shown = toPrintable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  return /^[\w {}()/.,:;?=&%+@#~-]*[\w})/]$/.test(shown) ? `\`${shown}\`` : `<code>${toEntities(shown)}</code>`;
}

/** A sentence: what is not plainly a word or a number is set as code. */
export function markdownText(text: string): string {
  return text
    .split(/\s+/)
    .map((token) => {
      const [, before = '', word = '', after = ''] = /^(["(]?)(.*?)([")]?[.,:;?]*)$/su.exec(token) ?? [];
      const isPlain = /^[\p{L}\p{N}'’-]*$/u.test(word) || /^`\w+`$/.test(word);
      return `${before}${isPlain ? word : markdownCode(word)}${after}`;
    })
    .join(' ');
}

function toEntities(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
