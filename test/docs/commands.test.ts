/** Every command that a page of docs/ shows is run, in a copy of the app that the page names; outputs are compared. `vitest -u` writes them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { zoomScopes } from '../cli/zoom-scopes.ts';
import { blocksOf, commandsIn, rerender, ROOT, Scratch } from './page.ts';

const DOCS = path.join(ROOT, 'docs');
/** Pages that tests of their own hold to the code. */
const OTHERS = ['call-finding.md', 'distributing.md', 'performance.md', 'security.md'];
const pages = readdirSync(DOCS).filter((file) => file.endsWith('.md') && !OTHERS.includes(file));
const tasks = pages.filter((file) => file !== 'README.md');

const read = (file: string): string => readFileSync(path.join(DOCS, file), 'utf8');

test('the index links every page, and the README those of tasks', () => {
  const index = read('README.md');
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  for (const file of [...tasks, ...OTHERS]) expect(index).toContain(`(${file})`);
  for (const file of tasks) expect(readme).toContain(`(docs/${file})`);
});

test('the README lists every command', async () => {
  const { stdout } = await zoomScopes(['--help']);
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) \[options\]/gm)].map(([, name = '']) => name);
  const listed = readFileSync(path.join(ROOT, 'README.md'), 'utf8').match(/^\| Command [^]*?\n\n/m)?.[0] ?? '';
  expect(commands).toContain('check');
  for (const command of commands) expect(listed).toMatch(new RegExp(`\`${command}\\b`));
});

describe.each(pages)('%s', (file) => {
  const page = read(file);

  test('links to what is there', () => {
    for (const [, target = ''] of page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(existsSync(path.join(DOCS, target)), target).toBe(true);
    }
  });

  test('has recipes that parse', () => {
    for (const { language, content, line } of blocksOf(page)) {
      if (language === 'yaml') for (const document of parseAllDocuments(content)) expect(document.errors, `line ${line}`).toEqual([]);
      if (language === 'json') expect(() => JSON.parse(content) as unknown, `line ${line}`).not.toThrow();
      if (language === 'groovy') expect(content.split('{').length, `line ${line}`).toBe(content.split('}').length);
    }
  });
});

describe.skipIf(process.platform === 'win32').each(tasks)('%s', (file) => {
  const page = read(file);

  test('shows what its commands print', { timeout: 240_000 }, async () => {
    const scratch = new Scratch(page);
    try {
      const rendered = rerender(page, scratch, (command, status, stderr) => expect(status, `${command}: ${stderr}`).toBeLessThan(2));
      await expect(rendered).toMatchFileSnapshot(path.join(DOCS, file));
    } finally {
      scratch.remove();
    }
  });

  test('has recipes whose commands run', { timeout: 240_000 }, () => {
    const recipes = blocksOf(page).filter(({ language }) => ['groovy', 'js', 'json', 'yaml'].includes(language));
    const commands = new Set(recipes.flatMap(commandsIn));
    const scratch = new Scratch(page);
    try {
      for (const command of commands) {
        const { status, stderr } = scratch.run(command);
        expect(status, `${command}: ${stderr}`).toBeLessThan(2);
      }
    } finally {
      scratch.remove();
    }
  });
});
