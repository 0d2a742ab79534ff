import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { PAGES, withEnd } from '../../scripts/update-rule-pages.ts';
import plugin from '../../src/plugin/index.ts';
import { createEslint } from './lint.ts';

const SECTIONS = ['Why', 'Incorrect', 'Correct', 'What to do', 'When not to use it', 'In ESLint'];

/** The code blocks of a section, by the file that each stands for. */
function filesIn(section: string): ReadonlyMap<string, string> {
  return new Map([...section.matchAll(/^```(?:\w+) (\S+)\n([^]*?)^```$/gm)].map(([, file = '', text = '']) => [file, text]));
}

let project = '';

beforeEach(() => {
  project = realpathSync(mkdtempSync(path.join(tmpdir(), 'zoom-scopes-page-')));
});

afterEach(() => rmSync(project, { recursive: true }));

/** How often each rule speaks about a project. */
async function rulesSpeaking(files: ReadonlyMap<string, string>, rule: string): Promise<readonly string[]> {
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  }
  const alone: Linter.Config = { files: ['**/*.{js,json}'], rules: { [`zoom-scopes/${rule}`]: 'error' } };
  const languages = plugin.rules[rule]?.meta?.languages ?? [];
  const config = [...plugin.configs.recommended, ...(languages.includes('json/jsonc') ? [alone] : [])];
  const results = await createEslint(project, config).lintFiles('.');
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ruleId ?? message));
}

describe.each(rules.map(rule => [rule.name, rule] as const))('the page of %s', (name, rule) => {
  const page = readFileSync(`${PAGES}${name}.md`, 'utf8');
  const sections = new Map(page.split(/^## /m).slice(1).map(section => [section.slice(0, section.indexOf('\n')), section]));
  const incorrect = filesIn(sections.get('Incorrect') ?? '');
  const id = `zoom-scopes/${name}`;

  test('ends with what is made from the metadata', () => {
    expect(page).toBe(withEnd(page, rule));
  });

  test('has its sections, and no code without the name of a file', () => {
    expect([...sections.keys()].filter(title => title !== 'Strict')).toEqual(SECTIONS);
    const blocks = page.match(/^```\w.*$/gm) ?? [];
    expect(blocks.filter(block => !/^```\w+ \S+$/.test(block))).toEqual([]);
    expect(blocks.length).toBeGreaterThanOrEqual(4);
  });

  test('the incorrect example is', async () => {
    expect(incorrect.has('zoom-app.json')).toBe(true);
    expect(await rulesSpeaking(incorrect, name)).toContain(id);
  });

  test('the correct example is', async () => {
    expect(await rulesSpeaking(filesIn(sections.get('Correct') ?? ''), name)).toEqual([]);
  });

  const advice = [...sections].filter(([title, section]) => title !== 'Incorrect' && title !== 'Correct' && filesIn(section).size > 0);

  test.each(advice)('%s: following the example leaves less to say', async (_title, section) => {
    const before = (await rulesSpeaking(incorrect, name)).filter(speaking => speaking === id);
    const after = (await rulesSpeaking(new Map([...incorrect, ...filesIn(section)]), name)).filter(speaking => speaking === id);
    expect(after.length).toBeLessThan(before.length);
  });
});
