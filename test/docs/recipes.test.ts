import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkCommand } from '../../src/commands/check.ts';
import { formats } from '../../src/commands/formats.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = ['adoption', 'ci', 'pre-commit'].map((page) => [page, readFileSync(path.join(ROOT, `docs/${page}.md`), 'utf8')] as const);
const textOf = (page: string) => new Map(PAGES).get(page) ?? '';

/** The block that opens with a comment saying which file it is. */
const block = (page: string, file: string, after = '') => {
  const text = textOf(page).slice(textOf(page).indexOf(after));
  const [, code] = new RegExp(`^\`\`\`\\w+\\n(?:#|//) ${file.replace(/[.]/g, '\\.')}\\n([^]*?)^\`\`\``, 'm').exec(text) ?? [];
  if (code === undefined) throw new Error(`docs/${page}.md: There is no ${file}.`);
  return code;
};

const commandsIn = (text: string) => [...text.matchAll(/zoom-scopes (check[^'"\n`]*)/g)].map(([, args = '']) => args.trim().split(/\s+/));
const COMMANDS = new Map(PAGES.flatMap(([page, text]) => [...text.matchAll(/^```[^]*?^```/gm)].flatMap(([code]) => commandsIn(code).map((args) => [`${page}: ${args.join(' ')}`, args] as const))));

test.each([...COMMANDS])('%s has flags that there are', (_what, [, ...args]) => {
  const flags = args.filter((arg) => arg.startsWith('--'));
  expect(checkCommand.options.map(({ long }) => long)).toEqual(expect.arrayContaining(flags));
});

test('the page on CI lists every format', () => {
  const [, table = ''] = /^\| Format [^]*?\n((?:\|.*\n)+)/m.exec(textOf('ci')) ?? [];
  const listed = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name = '']) => name);
  expect(listed.sort()).toEqual(Object.keys(formats).sort());
});

test('the page on CI lists the inputs of the action, with their defaults', () => {
  const { inputs } = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as { inputs: Record<string, { default: string }> };
  const rows = [...textOf('ci').matchAll(/^\| `([\w-]+)` \| (?:`([^`]*)`|[\w ]*) \| [^|]+ \|$/gm)];
  const defaults = rows.filter(([, name = '']) => name in inputs).map(([, name, value = '']) => [name, value]);
  expect(Object.fromEntries(defaults)).toEqual(Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default])));
  const [step] = parse(block('ci', '.github/workflows/zoom-scopes.yml')).jobs.check.steps.filter(({ id }: { id?: string }) => id === 'zoom-scopes');
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
});

test('the hook of the page looks at the same files as the one of the repository', () => {
  const [ours] = parse(readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8'));
  const [{ hooks: [local] }] = parse(block('pre-commit', '.pre-commit-config.yaml', 'nothing to build')).repos;
  expect(local).toMatchObject({ id: ours.id, name: ours.name, files: ours.files, pass_filenames: ours.pass_filenames });
});

describe.skipIf(process.platform === 'win32')('each recipe stops a commit that lacks a scope, and lets it pass with it:', () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-recipes-'));
  const app = path.join(scratch, 'booking');
  const bin = path.join(app, 'node_modules/.bin');
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') && !name.startsWith('npm_')));
  const env = { ...clean, HOME: scratch, PRE_COMMIT_HOME: path.join(scratch, 'cache'), PATH: `${bin}:${process.env['PATH']}` };
  const manifest = path.join(app, 'zoom-app.json');

  beforeAll(() => {
    cpSync(path.join(ROOT, 'fixtures/verdicts/01-covered-call'), app, { recursive: true });
    mkdirSync(bin, { recursive: true });
    const tsx = path.join(ROOT, 'node_modules/tsx/dist/cli.mjs');
    writeFileSync(path.join(bin, 'zoom-scopes'), `#!/bin/sh\nexec "${process.execPath}" "${tsx}" "${path.join(ROOT, 'src/cli.ts')}" "$@"\n`);
    chmodSync(path.join(bin, 'zoom-scopes'), 0o755);
    writeFileSync(path.join(app, '.gitignore'), 'node_modules/\n');
    execFileSync('git', ['init', '--quiet'], { cwd: app, env });
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  /** Runs a hook on the staged app, with the scope that its call needs and without it. */
  async function codesOf(hook: () => Promise<number | null> | number | null) {
    const covered = readFileSync(manifest, 'utf8');
    const stage = () => execFileSync('git', ['add', '--all'], { cwd: app, env });
    stage();
    const passing = await hook();
    writeFileSync(manifest, covered.replace('meeting:write:admin', 'meeting:read:admin'));
    stage();
    const stopping = await hook();
    writeFileSync(manifest, covered);
    return { passing, stopping };
  }

  const shell = (script: string) => () => spawnSync('sh', ['-e', '-c', script], { cwd: app, env }).status;

  test.skipIf(spawnSync('pre-commit', ['--version']).status !== 0)('pre-commit, with the package of the project', async () => {
    writeFileSync(path.join(app, '.pre-commit-config.yaml'), block('pre-commit', '.pre-commit-config.yaml', 'nothing to build'));
    expect(await codesOf(shell('pre-commit run'))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);

  test('husky', async () => {
    expect(await codesOf(shell(block('pre-commit', '.husky/pre-commit')))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);

  test('lefthook', async () => {
    const { run } = parse(block('pre-commit', 'lefthook.yml'))['pre-commit'].commands['zoom-scopes'];
    expect(await codesOf(shell(run))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);

  test('lint-staged', async () => {
    const file = path.join(scratch, 'lint-staged.config.mjs');
    writeFileSync(file, block('pre-commit', 'lint-staged.config.js'));
    const { default: config } = (await import(file)) as { default: Record<string, (files: readonly string[]) => string> };
    const [command] = Object.values(config);
    expect(await codesOf(shell(command?.(['src/schedule.js']) ?? ''))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);

  test('GitLab', async () => {
    const { script, artifacts } = parse(block('ci', '.gitlab-ci.yml'))['zoom-scopes'];
    expect(await codesOf(shell(script.at(-1)))).toEqual({ passing: 0, stopping: 1 });
    expect(readFileSync(path.join(app, artifacts.reports.junit), 'utf8')).toContain('<testsuites');
  }, 60_000);

  test('Jenkins', async () => {
    const [, command = '', file = ''] = /sh '(npx [^']*)'[^]*junit '([^']*)'/.exec(block('ci', 'Jenkinsfile')) ?? [];
    expect(await codesOf(shell(command))).toEqual({ passing: 0, stopping: 1 });
    expect(readFileSync(path.join(app, file), 'utf8')).toContain('<testsuites');
  }, 60_000);
});
