import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { README, withGeneratedParts } from '../scripts/readme.ts';
import { INDEX, ruleNames, toIndex } from '../scripts/rule-files.ts';

// Where one of these fails: npm run update.

test('the example and the tables of README.md are those of the code', () => {
  const readme = readFileSync(README, 'utf8');
  expect(readme).toBe(withGeneratedParts(readme));
});

test("the rules' index is that of the folder", () => {
  expect(readFileSync(INDEX, 'utf8')).toBe(toIndex(ruleNames()));
});

test('a README without its marks is told', () => {
  expect(() => withGeneratedParts('# eslint-plugin-zoom-scopes')).toThrow('<!-- begin example -->');
});
