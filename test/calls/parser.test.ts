/** The parser that is cut out of the compiler makes the same trees as the whole of it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import whole from 'typescript';
import { expect, test } from 'vitest';
import { ts as cut } from '../../src/calls/ts.ts';

type Compiler = Pick<typeof whole, 'createSourceFile' | 'forEachChild' | 'JSDocParsingMode' | 'ScriptTarget'>;

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** Every node with what the parser says of it, its text and its tokens, then the errors. */
function treeOf(compiler: Compiler, file: string, text: string, kind: whole.ScriptKind): readonly string[] {
  const source = compiler.createSourceFile(file, text, { languageVersion: compiler.ScriptTarget.Latest, jsDocParsingMode: compiler.JSDocParsingMode.ParseNone }, true, kind);
  const lines: string[] = [];
  const visit = (node: whole.Node): void => {
    const name = whole.isIdentifier(node) || whole.isStringLiteralLike(node) ? JSON.stringify(node.text) : '';
    lines.push([whole.SyntaxKind[node.kind], node.pos, node.getStart(source), node.end, node.flags, name, node.getChildCount(source)].join(' '));
    compiler.forEachChild(node, visit);
  };
  visit(source);
  const { parseDiagnostics } = source as whole.SourceFile & { readonly parseDiagnostics: readonly whole.DiagnosticWithLocation[] };
  return [...lines, ...parseDiagnostics.map(({ code, start, length, messageText }) => `${code} ${start} ${length} ${whole.flattenDiagnosticMessageText(messageText, ' ')}`)];
}

const KINDS: Readonly<Record<string, whole.ScriptKind>> = { ts: whole.ScriptKind.TS, mts: whole.ScriptKind.TS, cts: whole.ScriptKind.TS, tsx: whole.ScriptKind.TSX, js: whole.ScriptKind.JSX, jsx: whole.ScriptKind.JSX, mjs: whole.ScriptKind.JSX, cjs: whole.ScriptKind.JSX, gs: whole.ScriptKind.JSX, json: whole.ScriptKind.JSON };

test('all code of the fixtures, and what is spoiled of it', () => {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter(file => KINDS[path.extname(file).slice(1)] !== undefined);
  expect(files.length).toBeGreaterThan(500);
  for (const file of files) {
    const text = readFileSync(path.join(FIXTURES, file), 'utf8');
    const kind = KINDS[path.extname(file).slice(1)] ?? whole.ScriptKind.TS;
    for (const each of [text, text.slice(0, text.length * 0.6), text.replaceAll(/[)}]/g, '')]) expect(treeOf(cut, file, each, kind), file).toEqual(treeOf(whole, file, each, kind));
  }
});

test.each([
  ['decorators, accessors, `using`', 'using a = f(); @d class A<const T> { accessor b = 1; static { this.#c } #c?: T; declare d: string }'],
  ['types of all kinds', 'type A<T> = T extends infer U extends string ? { readonly [K in keyof T as `a${K & string}`]?: T[K] } : asserts x is typeof import("a"); abstract class B { abstract get c(): unique symbol }'],
  ['markup', 'const a = <A.B c:d="1" {...e}>{/* f */}<>{g}</></A.B>;'],
  ['regular expressions', String.raw`/(?<a>\p{Script=Greek})\k<a>[\p{L}--q]/v; /[/; /\u{110000}/u; /(?<a>.)(?<a>.)/`],
  ['what is no code', 'class { function ( => `${ 0b3 1__0 "a\n @ # \0 <<<<<<< HEAD'],
  ['comments with tags', '/** @type {import("a").B<C>} @see {@link d} */ let e; /// <reference path="f" />\n// @ts-nocheck'],
])('%s', (_, text) => {
  for (const kind of [whole.ScriptKind.TS, whole.ScriptKind.TSX, whole.ScriptKind.JSX]) expect(treeOf(cut, 'a.ts', text, kind)).toEqual(treeOf(whole, 'a.ts', text, kind));
});
