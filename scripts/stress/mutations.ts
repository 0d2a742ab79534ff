/** Spoils source text the way editors, merges and disks do. */
import { Random } from '../bench/random.ts';

const SPLINTERS = ['(', ')', '{', '}', '[', ']', '`', '${', '"', "'", '/*', '*/', '//', '=>', '...', '?.', '<', '/>', '\\', '\0', '\uFEFF', '\uD800', '\u2028', '\r', '<<<<<<< HEAD\n', '@', '#', 'await ', 'class ', 'export default '] as const;

/** The text with up to five accidents. The same seed gives the same text. */
export function mutate(text: string, seed: number): string {
  const random = new Random(seed);
  let spoiled = text;
  for (let accidents = 1 + random.below(5); accidents > 0; accidents--) spoiled = spoil(spoiled, random);
  return spoiled;
}

function spoil(text: string, random: Random): string {
  const [from, to] = [random.below(text.length + 1), random.below(text.length + 1)].sort((a, b) => a - b) as [number, number];
  const end = Math.min(to, from + 1 + random.below(80));
  const piece = text.slice(from, end);
  switch (random.below(5)) {
    case 0:
      return text.slice(0, from) + text.slice(end);
    case 1:
      return text.slice(0, from) + random.pick(SPLINTERS) + text.slice(from);
    case 2:
      return text.slice(0, end) + piece + text.slice(end);
    case 3:
      return text.slice(0, from);
    default: {
      const at = random.below(text.length + 1);
      return text.slice(0, at) + piece + text.slice(at);
    }
  }
}
