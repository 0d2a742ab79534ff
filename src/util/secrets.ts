/** Keeps out of reports what opens doors. */

/** A text from a log without tokens, passwords and client secrets. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 …')
    .replace(/\b((?:access|refresh|id|download)_?token|client_?secret|password|pwd|secret|zak|tk)(["'`]?\s*[:=]\s*["'`]?)[^\s"'`&,;}]+/gi, '$1$2…')
    .replace(/\beyJ[\w-]{8,}(?:\.[\w-]+)*/g, '…');
}
