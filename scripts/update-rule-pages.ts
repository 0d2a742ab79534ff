/** The end of every rule's page in docs/rules/: what ESLint shows of it. The heads are made by eslint-doc-generator. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.ts';
import type { Rule } from '../src/analysis/define-rule.ts';

const BEGIN = '<!-- begin of generated end -->';

/** The folder of the pages. */
export const PAGES = fileURLToPath(new URL('../docs/rules/', import.meta.url));

/** The page with its end up to date; what a person wrote above stays. */
export function withEnd(page: string, rule: Rule): string {
  const [written = ''] = page.split(BEGIN);
  return `${[written.trimEnd(), BEGIN, '## In ESLint', shownIn(rule), CACHE].join('\n\n')}\n`;
}

function shownIn(rule: Rule): string {
  const inCode = 'Findings show in code, also in the components that a parser of yours reads.';
  const atBothEnds = 'A finding shows at the call, and at the list of scopes in the manifest, where editors offer to add one.';
  const inJson = [
    'Findings show in code and in JSON files.',
    'Scopes in `.env` files and in `package.json` count as well, but ESLint does not read these: `zoom-scopes check` shows what is found there.',
  ].join(' ');
  if (rule.declaration) return inJson;
  return rule.hasSuggestions ? atBothEnds : inCode;
}

const CACHE = [
  'What is found in a file hangs on other files too, and `eslint --cache` looks at each alone.',
  'Leave the flag out, or [make it safe](../../README.md#eslint---cache).',
].join(' ');

/** Writes the end of every page. */
export function updateRulePages(): void {
  for (const rule of rules) {
    const file = `${PAGES}${rule.name}.md`;
    writeFileSync(file, withEnd(readFileSync(file, 'utf8'), rule));
  }
}
