import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';
import { PAGES, withHead } from '../scripts/update-rule-pages.ts';
import { check, collectFacts } from '../src/index.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const names = rules.map((rule) => rule.name);

/** The stems of a folder's files that end so. */
function stems(folder: string, ending: string): readonly string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

describe('rules, tests and pages', () => {
  test('the index has every rule, sorted', () => {
    expect(names).toEqual(stems('rules', '.ts').filter((stem) => stem !== 'index'));
  });

  test('every rule has a test and a page, and no other has', () => {
    expect(stems('test/rules', '.test.ts')).toEqual(names);
    expect(stems('docs/rules', '.md')).toEqual(names);
  });

  test.each(rules.map((rule) => [rule.name, rule] as const))('the metadata of %s is in order', (name, rule) => {
    expect(name).toMatch(/^(no|require|prefer)-[a-z-]+$/);
    expect(rule.description).toMatch(/^(Disallow|Require|Prefer) .*[^.]$/);
    expect(rule.url.endsWith(`/docs/rules/${name}.md`)).toBe(true);
    expect(rule.recommended && !rule.strict).toBe(false);
    expect(rule.callSite ?? rule.declaration).toBeDefined();
    for (const message of Object.values(rule.messages)) expect(message).toMatch(/[.?]$/);
  });
});

describe('pages', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-page-'));
  afterAll(() => rmSync(project, { recursive: true }));

  /** The rules that speak about an example: a manifest and code. */
  function rulesSpeaking(section: string): readonly string[] {
    const block = (language: string): string => new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(section)?.[1] ?? '';
    writeFileSync(path.join(project, 'zoom-app.json'), block('json'));
    writeFileSync(path.join(project, 'example.js'), block('js'));
    return check(collectFacts(project), undefined, { preferGranular: true }).findings.map(({ rule }) => rule);
  }

  describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    const page = readFileSync(`${PAGES}${name}.md`, 'utf8');
    const sections = new Map(page.split(/^## /m).slice(1).map((section) => [section.slice(0, section.indexOf('\n')), section]));

    test('has a head made from the metadata', () => {
      expect(page).toBe(withHead(page, rule));
    });

    test('has its sections', () => {
      expect([...sections.keys()].filter((title) => title !== 'Strict')).toEqual(['Why', 'Incorrect', 'Correct', 'What to do', 'When not to use it']);
    });

    test('the rule speaks about the incorrect example, and not about the correct one', () => {
      expect(rulesSpeaking(sections.get('Incorrect') ?? '')).toContain(name);
      expect(rulesSpeaking(sections.get('Correct') ?? '').filter((speaking) => speaking !== 'prefer-granular-scope')).toEqual([]);
      if (name === 'prefer-granular-scope') expect(rulesSpeaking(sections.get('Correct') ?? '')).toEqual([]);
    });
  });
});
