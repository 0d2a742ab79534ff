import { expect, it } from 'vitest';
import { hasScriptBlocks, maskMarkup } from '../../src/util/script-blocks.ts';

/** What is left, by offset. */
const left = (text: string) => {
  const masked = maskMarkup(text);
  expect(masked).toHaveLength(text.length);
  expect(masked.split(/\r?\n/)).toHaveLength(text.split(/\r?\n/).length);
  return masked.replace(/[\s;]+/g, ' ').trim();
};

it('keeps the scripts of Vue and Svelte components', () => {
  expect(left('<p>a()</p>\n<script lang="ts">b()</script>\n<script setup>\nc()\n</script>\n<style>d</style>')).toBe('b() c()');
  expect(left("<script generic='T extends Record<string, string>'>a()</script>")).toBe('a()');
  expect(left('<template>a()</template>')).toBe('');
});

it('keeps the front matter of Astro pages', () => {
  expect(left('---\r\nconst a = b();\r\n---\r\n<p>{a}</p><script>c()</script>')).toBe('const a = b() c()');
});

it('ends what one script leaves open before the next', () => {
  expect(maskMarkup('<script>a</script><script>(b)</script>')).toMatch(/a.*;.*\(b\)/);
});

it('knows the files', () => {
  expect(['a.vue', 'b.Svelte', 'c.astro', 'd.ts'].map(hasScriptBlocks)).toEqual([true, true, true, false]);
});
