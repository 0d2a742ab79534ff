/** What is derived from the names of the rules' files. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the rules. */
export const RULES = fileURLToPath(new URL('../rules/', import.meta.url));

/** The index of the rules' folder. */
export const INDEX = `${RULES}index.ts`;

/** The names of all rules that have a file, sorted. */
export function ruleNames(): readonly string[] {
  return readdirSync(RULES)
    .filter(file => file.endsWith('.ts') && file !== 'index.ts')
    .map(file => file.slice(0, -'.ts'.length))
    .sort();
}

/** The text of the index. */
export function toIndex(names: readonly string[]): string {
  return [
    "import type { Rule } from '../src/analysis/define-rule.ts';",
    ...names.map(name => `import { ${toCamelCase(name)} } from './${name}.ts';`),
    '',
    '/** Every rule, by name. */',
    'export const rules: readonly Rule[] = [',
    ...names.map(name => `  ${toCamelCase(name)},`),
    '];',
    '',
  ].join('\n');
}

/** `no-missing-scope` → `noMissingScope`. */
export function toCamelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
