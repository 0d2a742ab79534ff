/** What the package says about itself: its version, and the pages of its rules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Rule } from '../analysis/define-rule.ts';

const MANIFEST = createRequire(import.meta.url).resolve('eslint-plugin-zoom-scopes/package.json');

export function readVersion(): string {
  return (JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string }).version;
}

/** A rule's page in markdown, without the head that repeats the rule's metadata. */
export function readRulePage({ name }: Rule): string {
  const page = readFileSync(path.join(path.dirname(MANIFEST), 'docs/rules', `${name}.md`), 'utf8');
  return page.slice(page.indexOf('## ')).trimEnd();
}
