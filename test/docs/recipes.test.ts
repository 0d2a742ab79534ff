import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { blocksOf, ROOT } from './page.ts';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

interface Workflow {
  readonly jobs: { readonly check: { readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, string>> }[] } };
}

/** The block of the page that is this file. */
function recipe(file: string): string {
  const found = blocksOf(read('docs/pre-commit.md')).find(({ content }) => /^(?:#|\/\/) (.*)\n/.exec(content)?.[1] === file);
  return found?.content ?? expect.fail(`docs/pre-commit.md has no ${file}`);
}

test('the page on CI lists the inputs of the action, with their defaults, and uses no other', () => {
  const { inputs } = parse(read('action.yml')) as { inputs: Record<string, { default: string }> };
  const [, table = ''] = /^\| Input [^\n]*\n[^\n]*\n((?:\|.*\n)+)/m.exec(read('docs/ci.md')) ?? [];
  const rows = [...table.matchAll(/^\| `([\w-]+)` \| (?:`([^`]*)`|[^|]*) \|/gm)].map(([, name, value = '']) => [name, value]);
  expect(rows).toEqual(Object.entries(inputs).map(([name, input]) => [name, input.default]));
  const steps = blocksOf(read('docs/ci.md'))
    .filter(({ content }) => content.includes('uses: OWNER/'))
    .flatMap(({ content }) => (parse(content) as Workflow).jobs.check.steps)
    .filter(({ uses }) => uses?.startsWith('OWNER/'));
  expect(steps).toHaveLength(1);
  for (const step of steps) expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
});

test('the hook of the page looks at the same files as the one of the repository', () => {
  const [ours] = parse(read('.pre-commit-hooks.yaml'));
  const [{ hooks: [local] }] = parse(recipe('.pre-commit-config.yaml')).repos;
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
    writeFileSync(path.join(app, '.pre-commit-config.yaml'), recipe('.pre-commit-config.yaml'));
    expect(await codesOf(shell('pre-commit run'))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);

  test('husky', async () => {
    expect(await codesOf(shell(recipe('.husky/pre-commit')))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);

  test('lefthook', async () => {
    const { run } = parse(recipe('lefthook.yml'))['pre-commit'].commands['zoom-scopes'];
    expect(await codesOf(shell(run))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);

  test('lint-staged', async () => {
    const file = path.join(scratch, 'lint-staged.config.mjs');
    writeFileSync(file, recipe('lint-staged.config.js'));
    const { default: config } = (await import(file)) as { default: Record<string, (files: readonly string[]) => string> };
    const [command] = Object.values(config);
    expect(await codesOf(shell(command?.(['src/schedule.js']) ?? ''))).toEqual({ passing: 0, stopping: 1 });
  }, 60_000);
});
