/** Holds docs/call-finding.md to what the finder does: every example is collected, and what stands below it compared. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallSite } from '../../src/calls/call-site.ts';
import { collectFacts } from '../../src/project/collect.ts';

interface Example {
  readonly line: number;
  readonly files: ReadonlyMap<string, string>;
  readonly expected: readonly string[];
}

const page = readFileSync(new URL('../../docs/call-finding.md', import.meta.url), 'utf8');
const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** The blocks up to a ```text block are the files of one example, a ```json block its configuration. */
function examplesOf(markdown: string): readonly Example[] {
  const examples: Example[] = [];
  let files = new Map<string, string>();
  for (const { index, 1: language = '', 2: name, 3: content = '' } of markdown.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)) {
    if (language !== 'text') {
      files.set(name ?? 'zoom-scopes.config.json', content);
      continue;
    }
    const expected = content.trim() === 'nothing' ? [] : content.trim().split('\n');
    examples.push({ line: markdown.slice(0, index).split('\n').length, files, expected });
    files = new Map();
  }
  expect(files.size, 'every example says what is found').toBe(0);
  return examples;
}

function collect(files: ReadonlyMap<string, string>): readonly string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'page-'));
  roots.push(root);
  for (const [file, content] of files) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
  const { apps, diagnostics } = collectFacts(root);
  expect(diagnostics).toEqual([]);
  return apps.flatMap(app => app.calls.map(print));
}

function print({ span, method, path: called, resolution, confidence, subject, via }: CallSite): string {
  const isUnresolved = resolution.kind === 'unresolved';
  const details = [
    isUnresolved ? `${resolution.kind} ${resolution.why}` : resolution.kind,
    confidence,
    ...(subject === 'none' ? [] : [`subject ${subject}`]),
    ...(isUnresolved && resolution.pathPrefix !== '' ? [`under ${resolution.pathPrefix}`] : []),
    ...(via.length > 0 ? [`via ${via.map(({ file, line }) => `${file}:${line}`).join(' ')}`] : []),
  ];
  return `${span.file}:${span.line} ${method ?? '?'} ${called ?? '?'} ${details.join(', ')}`;
}

describe('docs/call-finding.md', () => {
  const examples = examplesOf(page);

  it('has examples of calls and of near-misses', () => {
    expect(examples.filter(({ expected }) => expected.length > 0).length).toBeGreaterThan(8);
    expect(examples.some(({ expected }) => expected.length === 0)).toBe(true);
  });

  it.each(examples)('line $line', ({ files, expected }) => {
    expect(collect(files)).toEqual(expected);
  });

  it('gives the bounds that the code has', () => {
    const limits = [...page.matchAll(/^\| (?!bound|-)(.+?) \| ([\d,]+) \|$/gm)].map(([, , limit = '']) => Number(limit.replaceAll(',', '')));
    const constants: readonly (readonly [file: string, name: string])[] = [
      ['budget', 'MAX_DEPTH'], ['budget', 'MAX_STEPS'], ['budget', 'MAX_CALL_STEPS'], ['budget', 'MAX_REBUILT'], ['value', 'MAX_ALTERNATIVES'], ['value', 'MAX_PARTS'], ['requests', 'MAX_WAY'], ['requests', 'MAX_DESCENT'], ['flow', 'MAX_MUTATIONS'],
      ['requests', 'MAX_OPEN'], ['callers', 'MAX_CALLERS'], ['classes', 'MAX_CHAIN'], ['find-calls', 'MAX_ROUNDS'],
    ];
    const inCode = constants.map(([file, name]) => {
      const source = readFileSync(new URL(`../../src/calls/${file}.ts`, import.meta.url), 'utf8');
      return Number(new RegExp(`const ${name} = ([\\d_]+);`).exec(source)?.[1]?.replaceAll('_', ''));
    });
    expect(limits).toEqual(inCode);
  });
});
