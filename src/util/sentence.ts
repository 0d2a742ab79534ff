/** The parts of a message: words, and the names in between. */

/** A stretch of a sentence. */
export interface SentencePart {
  /** A name is a scope, a path, or whatever else is not plainly a word: it may hold anything. */
  readonly kind: 'words' | 'name';
  readonly text: string;
}

/** Splits at blanks; quotes, brackets and the marks that end a clause stay outside of names. */
export function splitSentence(sentence: string): readonly SentencePart[] {
  return sentence.split(/(\s+)/).flatMap((token) => {
    const [, before = '', word = '', after = ''] = /^(["(]?)(.*?)([")]?[.,:;?]*)$/su.exec(token) ?? [];
    if (/^[\p{L}\p{N}'’\s-]*$/u.test(word)) return [{ kind: 'words', text: token.replace(/\s+/, ' ') }];
    return [{ kind: 'words', text: before }, { kind: 'name', text: word.replace(/^`(.+)`$/s, '$1') }, { kind: 'words', text: after }];
  });
}
