/** HTML that escapes what it is put together from. */
import { toPrintable } from '../util/printable.ts';
import { splitSentence } from '../util/sentence.ts';

/** Finished HTML. */
export interface Markup {
  readonly html: string;
}

/** What may stand in a template: finished HTML as it is, all else as text. */
export type Part = Markup | string | number | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** HTML from a template; what is filled in cannot leave its place, be it text or a quoted attribute. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: String.raw({ raw: template }, ...parts.map(toHtml)) };
}

export const EMPTY: Markup = { html: '' };

/** A scope or a path, which may break where its parts join. */
export function name(text: string): Markup {
  const parts = text.split(/(?<=[:_])(?=.)|(?=\/)/u);
  return html`<code>${parts.map((part, at) => (at === 0 ? html`${part}` : html`<wbr>${part}`))}</code>`;
}

/** A message with its names as code. */
export function sentence(message: string): Markup {
  return html`${splitSentence(message).map(({ kind, text }) => (kind === 'name' ? name(text) : html`${text}`))}`;
}

function toHtml(part: Part): string {
  if (typeof part === 'object') return 'html' in part ? part.html : part.map(({ html: inner }) => inner).join('');
  return toPrintable(`${part}`)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
