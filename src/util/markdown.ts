/** Text from analysed projects on its way into markdown, where nothing of it may act: no markup, no link, no mention. */
import { toPrintable } from './printable.ts';
import { splitSentence } from './sentence.ts';

/** Longer names are cut: a report has a bounded size. */
const LONGEST = 300;

/** A name as code. Inside code nobody is mentioned and nothing is linked. */
export function markdownCode(text: string): string {
  const shown = toPrintable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  return /^[\w {}()/.,:;?=&%+@#~-]*[\w})/]$/.test(shown) ? `\`${shown}\`` : `<code>${toEntities(shown)}</code>`;
}

/** A sentence with its names as code. */
export function markdownText(sentence: string): string {
  return splitSentence(sentence)
    .map(({ kind, text }) => (kind === 'name' ? markdownCode(text) : text))
    .join('');
}

function toEntities(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
