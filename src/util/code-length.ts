/** How long code may be that is parsed. */

/**
 * Characters: longer code is a bundle or generated, and costs more time and memory than it can say. Other analysers of
 * code draw the line at a million as well.
 */
const MAX_LENGTH = 1_000_000;

/** Whether code is so long that it is not parsed. */
export function isTooLong({ length }: { readonly length: number }): boolean {
  return length > MAX_LENGTH;
}
