import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import * as astroParser from 'astro-eslint-parser';
import type { Linter } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import vueParser from 'vue-eslint-parser';
import plugin from '../../src/plugin/index.ts';
import { copyApp, ESLINTS } from './lint.ts';

let root = '';

beforeEach(() => {
  root = copyApp('plugin/standup-scheduler');
});

afterEach(() => rmSync(root, { recursive: true }));

const CALL = "fetch(`https://api.zoom.us/v2/users/${host}/webinars`)";
const PATH = '`https://api.zoom.us/v2/users/${host}/webinars`';

const VUE = `<script>
export default { name: 'WebinarList' };
</script>

<template>
  <ul @click="$emit('load')"><li v-for="webinar in webinars">{{ webinar.topic }} – é</li></ul>
</template>

<script setup lang="ts">
const { host } = defineProps<{ host: string }>();
const webinars: Webinar[] = await ${CALL};
</script>
`;

const SVELTE = `<script module lang="ts">
  export const name: string = 'WebinarList – é';
</script>

<script lang="ts">
  let { host }: { host: string } = $props();
  const list = async (): Promise<Webinar[]> => (await ${CALL}).json();
</script>

{#await list() then webinars}
  <ul onclick={() => list()}>{#each webinars as { topic }}<li>{topic} – é 😀</li>{/each}</ul>
{/await}

<style lang="scss">
  $gap: 1rem; // it's
  ul { @include list($gap); }
</style>
`;

const ASTRO_FRONTMATTER = `---
// Räume 😀
const { host } = Astro.props as { host: string };
const webinars: Webinar[] = await ${CALL}.then((response) => response.json());
---
<h1>Räume 😀</h1>
{webinars.length < 1 ? <p>None</p> : webinars.map(({ topic }) => <b>{topic}</b>)}
<style>p::after { content: '<script>' }</style>
`;

const ASTRO_SCRIPT = `---
const title = 'Räume 😀';
---
<h1 class="title">{title} – é 😀</h1>
{title && <><p>…</p></>}
<script>
  const host = document.body.dataset.host as string;
  await ${CALL};
</script>
<p>{title}</p>
`;

/** Without a parser of its own, a file is espree's. */
const PARSERS: Readonly<Record<string, readonly [file: string, text: string, parser?: unknown, options?: object]>> = {
  'espree, in a module': ['src/webinars.mjs', `const host = 'me';\nexport default await ${CALL};\n`],
  'espree, in a script with line ends of Windows': ['src/webinars.cjs', `const host = 'me';\r\n\r\nmodule.exports = () => ${CALL};\r\n`],
  'espree, in JSX': ['src/webinars.jsx', `export const List = ({ host }) => <button onClick={() => ${CALL}}>Load</button>;\n`],
  'the parser of typescript-eslint': ['src/webinars.ts', `export const list = async (host: string): Promise<unknown> => ${CALL};\n`, typescriptParser],
  'the parser of typescript-eslint, in TSX': ['src/webinars.tsx', `export const List = ({ host }: { host: string }) => <button onClick={() => ${CALL}}>Load</button>;\n`, typescriptParser],
  'the parser of Vue': ['src/Webinars.vue', VUE, vueParser, { parser: typescriptParser }],
  'the parser of Svelte': ['src/Webinars.svelte', SVELTE, svelteParser, { parser: typescriptParser }],
  'the parser of Svelte, with line ends of Windows': ['src/Webinars.svelte', SVELTE.replaceAll('\n', '\r\n'), svelteParser, { parser: typescriptParser }],
  'the parser of Astro, in the frontmatter': ['src/webinars.astro', ASTRO_FRONTMATTER, astroParser, { parser: typescriptParser }],
  'the parser of Astro, in a script': ['src/webinars.astro', ASTRO_SCRIPT, astroParser, { parser: typescriptParser }],
  'the parser of Astro, with line ends of Windows': ['src/webinars.astro', ASTRO_SCRIPT.replaceAll('\n', '\r\n'), astroParser, { parser: typescriptParser }],
};

test.each(ESLINTS.flatMap(([version, Host]) => Object.entries(PARSERS).map(([name, source]) => [version, name, Host, source] as const)))(
  '%s: places are exact with %s',
  async (_version, _name, Host, [file, text, parser, parserOptions = {}]) => {
    writeFileSync(path.join(root, file), text);
    const [code] = plugin.configs.recommended;
    const config = { ...code, files: [`**/*${path.extname(file)}`], languageOptions: { ...(parser !== undefined && { parser }), parserOptions: { ecmaFeatures: { jsx: true }, ...parserOptions } } } as Linter.Config;
    const [result] = await new Host({ cwd: root, overrideConfigFile: true, overrideConfig: [config] }).lintFiles(file);
    const lines = text.split(/\r\n|\n/);
    const underlined = result?.messages.map(({ line, column, endLine, endColumn = 0 }) => (line === endLine ? lines[line - 1]?.slice(column - 1, endColumn - 1) : `${line}-${endLine}`));
    expect(result?.messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual([['zoom-scopes/no-missing-scope', undefined]]);
    expect(underlined).toEqual([PATH]);
  },
);
