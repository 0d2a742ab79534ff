import { expect, it } from 'vitest';
import { toComponentCode } from '../../src/project/component-code.ts';
import { isComponent } from '../../src/project/component-scripts.ts';

/** The code that is left of a component, which must stand where it stood. */
function codeIn(file: string, text: string): string {
  const { code } = toComponentCode(file, text);
  expect(code).toHaveLength(text.length);
  expect(code.split('\n').map(line => line.endsWith('\r'))).toEqual(text.split('\n').map(line => line.endsWith('\r')));
  for (const { index, 0: word } of code.matchAll(/[^\s;]+/g)) expect(text.slice(index, index + word.length)).toBe(word);
  return code.replace(/[\s;]+/g, ' ').trim();
}

const problemOf = (file: string, text: string) => toComponentCode(file, text).problem;

it('knows the files', () => {
  expect(['Lobby.vue', 'Lobby.Svelte', 'lobby.astro', 'lobby.ts', 'vue'].map(isComponent)).toEqual([true, true, true, false, false]);
});

it('ends what one script leaves open before the next', () => {
  expect(toComponentCode('Lobby.vue', '<script>const room = find</script><script setup>(join)()</script>').code).toMatch(/find;.*\(join\)/);
});

it('holds no code where a component has none', () => {
  for (const file of ['Badge.vue', 'Badge.svelte', 'badge.astro']) {
    expect(codeIn(file, '')).toBe('');
    expect(codeIn(file, '<p>fetch("https://api.zoom.us/v2/users")</p>\n')).toBe('');
    expect(problemOf(file, '<p>Live</p>')).toBeUndefined();
  }
});

const ROOMS_VUE = `<!-- <script>fetch('/old')</script> -->
<script lang="ts">
export const pageSize = 30
</script>

<script setup lang="ts" generic="T extends Record<string, Room>">
const embed = \`<script src="/sdk.js"></scr\` + \`ipt>\`
const next = a < b && c > d
</script>

<template>
  <p v-if="rooms.length < 1" title="<script>none()</script>">😀 {{ rooms }}</p>
</template>

<i18n>{ "empty": "<script>" }</i18n>
<style scoped>p::after { content: '<script>' }</style>
`;

it('reads both scripts of a Vue component, and nothing that only looks like one', () => {
  const code = 'export const pageSize = 30 const embed = `<script src="/sdk.js"></scr` + `ipt>` const next = a < b && c > d';
  expect(codeIn('Rooms.vue', ROOMS_VUE)).toBe(code);
  expect(codeIn('Rooms.vue', ROOMS_VUE.replaceAll('\n', '\r\n'))).toBe(code);
  expect(problemOf('Rooms.vue', ROOMS_VUE)).toBeUndefined();
});

it('takes no notice of flaws in a Vue template, nor of its language', () => {
  const flawed = '<template><p><br></br><b a="1" a="2"></template>\n<script>list()</script>';
  expect([codeIn('Rooms.vue', flawed), problemOf('Rooms.vue', flawed)]).toEqual(['list()', undefined]);
  const pug = '<template lang="pug">\np(v-if="rooms.length < 1")\n  b= "</p>"\n</template>\n<script>list()</script>';
  expect([codeIn('Rooms.vue', pug), problemOf('Rooms.vue', pug)]).toEqual(['list()', undefined]);
});

it('reads what is left of a broken Vue component', () => {
  const open = '<template><p/></template>\n<script>\nlist()';
  expect(codeIn('Rooms.vue', open)).toBe('list()');
  expect(problemOf('Rooms.vue', open)).toEqual({ cause: 'Element is missing end tag', offset: open.indexOf('<script>') });
  const swallowed = '<template><p></p>\n<script>list()</script>';
  expect(problemOf('Rooms.vue', swallowed)).toEqual({ cause: 'Element is missing end tag', offset: 0 });
});

const ROOMS_SVELTE = `<script context="module" lang="ts">
  export const prerender: boolean = false;
</script>
<!-- <script>fetch('/old')</script> -->
<script lang="ts">
  const embed = \`<script src="/sdk.js"></scr\` + \`ipt>\`;
  enum Kind { Live = 2 }
</script>

<svelte:head><script>analytics('é😀')</script></svelte:head>
{#if rooms.length < 1}<p on:click={() => list()}>{'<script>'}</p>{/if}
`;

it('reads the module and the instance script of a Svelte component', () => {
  const code = 'export const prerender: boolean = false const embed = `<script src="/sdk.js"></scr` + `ipt>` enum Kind { Live = 2 }';
  expect(codeIn('Rooms.svelte', ROOMS_SVELTE)).toBe(code);
  expect(codeIn('Rooms.svelte', ROOMS_SVELTE.replaceAll('\n', '\r\n'))).toBe(code);
  expect(problemOf('Rooms.svelte', ROOMS_SVELTE)).toBeUndefined();
});

it('does not stumble over the style sheets of a Svelte component', () => {
  const styles = ['<style lang="scss">\n$c: red; // it\'s\n.a { @include live; }\n</style>', '<style lang="stylus">\n.a\n  color red\n</style>'];
  for (const style of styles) {
    for (const text of [`<script>list()</script>\n${style}\n`, `${style}\n<script>list()</script>`]) {
      expect([codeIn('Rooms.svelte', text), problemOf('Rooms.svelte', text)]).toEqual(['list()', undefined]);
    }
  }
});

it('reads what is left of a broken Svelte component', () => {
  const markup = '<script>list()</script>\n<style lang="sass">\n.a\n  color: red\n</style>\n{#if live}<p>';
  expect(codeIn('Rooms.svelte', markup)).toBe('list()');
  expect(problemOf('Rooms.svelte', markup)).toEqual({ cause: '`<p>` was left open', offset: markup.indexOf('<p>') });
  const script = '<p>Live</p>\n<script>const room = ;</script>';
  expect(codeIn('Rooms.svelte', script)).toBe('');
  expect(problemOf('Rooms.svelte', script)).toEqual({ cause: 'Unexpected token', offset: script.indexOf(';') });
});

const ROOMS_ASTRO = `---
// it's <script> in a comment
const title = "Räume 😀 </script>";
/* --- */ const rule = '---';
---
<h1>é😀{title}</h1>
<!-- <script>fetch('/old')</script> -->
<script type="application/ld+json">{ "@type": "Event" }</script>
<style>p::after { content: '<script>' }</style>
<script is:inline define:vars={{ title }}>show(title)</script>
<Layout>{rooms.map(room => <b onclick="join()">{\`<script>\${room}</script>\`}</b>)}
{live && <><script>
  if (a < b && c > d) list("é");
</script><p>{title}</p></>}</Layout>
`;

it('reads the frontmatter and the client scripts of an Astro component', () => {
  const code =
    '// it\'s <script> in a comment const title = "Räume 😀 </script>" /* --- */ const rule = \'---\' show(title) if (a < b && c > d) list("é")';
  expect(codeIn('rooms.astro', ROOMS_ASTRO)).toBe(code);
  expect(codeIn('rooms.astro', ROOMS_ASTRO.replaceAll('\n', '\r\n'))).toBe(code);
  expect(problemOf('rooms.astro', ROOMS_ASTRO)).toBeUndefined();
});

it('reads what is left of a broken Astro component', () => {
  const open = '\n---\nconst rooms = list();\n<p>{rooms}</p>';
  expect(codeIn('rooms.astro', open)).toContain('const rooms = list()');
  expect(problemOf('rooms.astro', open)).toEqual({ cause: 'The frontmatter is not closed', offset: 1 });
  const markup = '---\nconst rooms = list();\n---\n<p {rooms.map(<script>join()</script>';
  expect(codeIn('rooms.astro', markup)).toContain('const rooms = list()');
});

it('never throws', () => {
  const whole = { 'Rooms.vue': ROOMS_VUE, 'Rooms.svelte': ROOMS_SVELTE, 'rooms.astro': ROOMS_ASTRO };
  for (const [file, text] of Object.entries(whole)) {
    for (let end = 0; end < text.length; end += 3) expect(toComponentCode(file, text.slice(0, end)).code).toHaveLength(end);
  }
});
