/** Where a single-file component has its scripts: Vue, Svelte and Astro, each by its own parser, loaded when the first such file is read. */
import { createRequire } from 'node:module';
import type * as astroCompiler from '@astrojs/compiler/sync';
import type { Node as AstroNode } from '@astrojs/compiler/types';
import type * as vueCompiler from '@vue/compiler-dom';
import type * as svelteCompiler from 'svelte/compiler';

/** A stretch of the component's text, in UTF-16 units; `end` exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What a parser makes of a component. */
export interface ComponentScripts {
  /** The scripts' contents, in source order. */
  readonly scripts: readonly Stretch[];
  /** Why the component does not parse, and where; the scripts are then what the parser recovered. */
  readonly problem?: ComponentProblem;
}

/** Something that a component's parser stumbles over. */
export interface ComponentProblem {
  /** Without a full stop. */
  readonly cause: string;
  readonly offset: number;
}

const require = createRequire(import.meta.url);
const PARSERS: Readonly<Record<string, (text: string) => ComponentScripts>> = { vue: findInVue, svelte: findInSvelte, astro: findInAstro };

/** Whether a file has its code in scripts between markup. */
export function isComponent(file: string): boolean {
  return extensionOf(file) in PARSERS;
}

/** The scripts of a component. Never throws: what a parser cannot do is the result's `problem`. */
export function findScripts(file: string, text: string): ComponentScripts {
  try {
    const { scripts, problem } = PARSERS[extensionOf(file)]?.(text) ?? { scripts: [] };
    return { scripts: scripts.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start), ...(problem && { problem }) };
  } catch (error) {
    return { scripts: [], problem: toProblem(error) };
  }
}

function extensionOf(file: string): string {
  return /\.(vue|svelte|astro)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
}

function findInVue(text: string): ComponentScripts {
  const vue = require('@vue/compiler-dom') as typeof vueCompiler;
  const errors: vueCompiler.CompilerError[] = [];
  const root = vue.parse(text, { parseMode: 'sfc', onError: error => errors.push(error) });
  const blocks = root.children.filter(node => node.type === vue.NodeTypes.ELEMENT);
  const scripts = blocks
    .filter(({ tag }) => tag === 'script')
    .map(({ children }) => ({ start: children[0]?.loc.start.offset ?? 0, end: children.at(-1)?.loc.end.offset ?? 0 }));
  // A flaw within the template costs no script.
  const templates = blocks.filter(({ tag }) => tag === 'template').map(({ loc }) => loc);
  const [problem] = errors
    .map(({ message, loc }) => ({ cause: withoutStop(message), offset: loc?.start.offset ?? 0 }))
    .filter(({ offset }) => !templates.some(({ start, end }) => start.offset < offset && offset < end.offset));
  return problem ? { scripts, problem } : { scripts };
}

function findInSvelte(text: string): ComponentScripts {
  const svelte = require('svelte/compiler') as typeof svelteCompiler;
  const scriptsIn = (source: string, loose: boolean): readonly Stretch[] => {
    const { module, instance } = svelte.parse(source, { modern: true, loose });
    return [module, instance].flatMap(script => (script ? (script.content as unknown as Stretch) : []));
  };
  // Svelte reads style sheets as CSS; those of a preprocessor's language are taken out, each where it stops the parser.
  for (let source = text; ; ) {
    try {
      return { scripts: scriptsIn(source, false) };
    } catch (error) {
      const problem = toProblem(error);
      const withoutStyle = blankStyleBefore(source, problem.offset);
      if (withoutStyle !== undefined) {
        source = withoutStyle;
        continue;
      }
      try {
        return { scripts: scriptsIn(source, true), problem };
      } catch {
        return { scripts: [], problem };
      }
    }
  }
}

/** The text with the last style sheet that starts before an offset blanked; undefined if none does. */
function blankStyleBefore(text: string, offset: number): string | undefined {
  const start = text.lastIndexOf('<style', offset);
  const end = text.indexOf('</style>', start) + '</style>'.length;
  return start < 0 || end < start ? undefined : text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

function findInAstro(text: string): ComponentScripts {
  const astro = require('@astrojs/compiler/sync') as typeof astroCompiler;
  const offsetAt = utf16Offsets(text);
  const scripts: Stretch[] = [];
  let problem: ComponentProblem | undefined;
  const visit = (node: AstroNode): void => {
    if (node.type === 'frontmatter') {
      const start = offsetAt(node.position?.start.offset ?? 0);
      scripts.push({ start: start + FENCE.length, end: start + FENCE.length + node.value.length });
      if (!text.startsWith(FENCE, start + FENCE.length + node.value.length)) problem = { cause: 'The frontmatter is not closed', offset: start };
    } else if (node.type === 'element' && node.name === 'script') {
      if (isJavaScript(node.attributes.find(({ name }) => name === 'type')?.value)) scripts.push(...node.children.map(child => stretchOf(child, offsetAt)));
    } else if ('children' in node) node.children.forEach(visit);
  };
  visit(astro.parse(withoutTail(text), { position: true }).ast);
  return problem ? { scripts, problem } : { scripts };
}

const FENCE = '---';

/** Without the markup after the last script or fence: it holds no code, and Astro's parser takes its time. */
function withoutTail(text: string): string {
  const lastFence = text.lastIndexOf(FENCE);
  // A single fence opens a frontmatter that has no end.
  if (lastFence >= 0 && lastFence === text.indexOf(FENCE)) return text;
  const [untilScripts = ''] = /^[^]*(?:<\/script\s*>|<script[^]*)/i.exec(text) ?? [];
  return text.slice(0, Math.max(lastFence + FENCE.length, untilScripts.length));
}

function stretchOf({ position }: AstroNode, offsetAt: (bytes: number) => number): Stretch {
  return { start: offsetAt(position?.start.offset ?? 0), end: offsetAt(position?.end?.offset ?? 0) };
}

/** Whether a script of this type is code: data and templates are not. */
function isJavaScript(type = ''): boolean {
  return /^(|module|(text|application)\/(java|ecma|type)script)$/i.test(type);
}

/** Astro's parser counts UTF-8 bytes. */
function utf16Offsets(text: string): (bytes: number) => number {
  const bytes = Buffer.from(text);
  return bytes.length === text.length ? offset => offset : offset => bytes.toString('utf8', 0, offset).length;
}

function toProblem(error: unknown): ComponentProblem {
  const { message, position } = error as { readonly message?: string; readonly position?: readonly [number, number] };
  return { cause: withoutStop(message?.split('\n', 1)[0] ?? String(error)), offset: position?.[0] ?? 0 };
}

function withoutStop(message: string): string {
  return message.replace(/\.$/, '');
}
