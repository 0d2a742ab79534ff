import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.ts';

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
