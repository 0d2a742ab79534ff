import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { expandPattern } from '../../src/project/expand-pattern.ts';
import { blocksOf, commandsIn, rerender, ROOT, Scratch } from '../docs/page.ts';

const PAGE = path.join(ROOT, 'docs/distributing.md');
const page = readFileSync(PAGE, 'utf8');
const json = <Content = unknown>(file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Content;

interface Turbo {
  readonly tasks: { readonly 'zoom:scan': Readonly<Record<'dependsOn' | 'inputs' | 'outputs', readonly string[]>> };
}

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly jobs: {
    readonly scan: { readonly strategy: { readonly matrix: { readonly package: readonly string[] } }; readonly steps: readonly Step[] };
    readonly check: { readonly needs: string; readonly steps: readonly Step[] };
  };
}

const [workflow] = blocksOf(page).filter(({ language }) => language === 'yaml').map(({ content }) => parse(content) as Workflow);
const [script, nx] = blocksOf(page).filter(({ language }) => language === 'json').map(({ content }) => JSON.parse(content) as object);
const folders = expandPattern('*/*/package.json', path.join(ROOT, 'examples/turborepo')).map(path.dirname);

const scratches: Scratch[] = [];
afterEach(() => scratches.splice(0).forEach((scratch) => scratch.remove()));

function open(): Scratch {
  const scratch = new Scratch(page);
  scratches.push(scratch);
  return scratch;
}

test('Nx is told what Turborepo is told', () => {
  const { tasks: { 'zoom:scan': { dependsOn, inputs, outputs } } } = json<Turbo>('examples/turborepo/turbo.json');
  const atRoot = inputs.filter((input) => input.startsWith('$TURBO_ROOT$'));
  expect(inputs.filter((input) => !atRoot.includes(input))).toEqual(['$TURBO_DEFAULT$', '!**/*.md']);
  expect(nx).toEqual({
    namedInputs: { zoom: ['{projectRoot}/**/*', '!{projectRoot}/**/*.md'] },
    targetDefaults: {
      'zoom:scan': {
        cache: true,
        dependsOn,
        inputs: ['zoom', '^zoom', ...atRoot.map((input) => input.replace('$TURBO_ROOT$', '{workspaceRoot}')), { externalDependencies: ['eslint-plugin-zoom-scopes'] }],
        outputs: outputs.map((file) => `{projectRoot}/${file}`),
      },
    },
  });
  for (const folder of folders) expect(json(`examples/turborepo/${folder}/package.json`)).toMatchObject(script ?? {});
});

describe.skipIf(process.platform === 'win32')('docs/distributing.md', { timeout: 240_000 }, () => {
  test('shows what its commands print', async () => {
    const scratch = open();
    const rendered = rerender(page, scratch, (command, status, stderr) => expect(status, `${command}: ${stderr}`).toBe(0));
    await expect(rendered).toMatchFileSnapshot(PAGE);
  });

  test('has a matrix whose last job says what one run says, and fails where one has left no facts', () => {
    const { scan, check } = workflow?.jobs ?? expect.fail('There is no workflow.');
    expect([...scan.strategy.matrix.package].sort()).toEqual(folders);
    expect(check.needs).toBe('scan');
    const gathered = open();
    const verdict = () => gathered.run(ourCommand(check.steps));
    scan.strategy.matrix.package.forEach((name, index) => {
      expect(verdict().status).toBe(2);
      scanAlone(scan.steps, name, index, gathered);
    });
    const { status, stdout } = verdict();
    expect({ status, stdout }).toEqual({ status: 0, stdout: gathered.run('zoom-scopes check --format github').stdout });
  });
});

/** Runs one job of the matrix in a checkout of its own; what it uploads lies in the other one then. */
function scanAlone(steps: readonly Step[], name: string, index: number, gathered: Scratch): void {
  const values: Readonly<Record<string, string>> = { 'matrix.package': name, 'strategy.job-index': String(index) };
  const step = steps.find(({ env }) => env);
  const variables = Object.entries(step?.env ?? {}).map(([variable, value]) => `${variable}=${value.replace(/^\$\{\{ (\S+) \}\}$/, (_all, expression: string) => values[expression] ?? '')}`);
  const job = open();
  expect(job.run(`export ${variables.join(' ')}; ${ourCommand(steps)}`)).toMatchObject({ status: 0, stderr: '' });
  const uploaded = expandPattern(steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact'))?.with?.['path'] ?? '', job.folder);
  expect(uploaded).toHaveLength(1);
  for (const file of uploaded) copyFileSync(path.join(job.folder, file), path.join(gathered.folder, file));
}

function ourCommand(steps: readonly Step[]): string {
  const [command = '', ...others] = steps.flatMap(({ run = '' }) => commandsIn({ language: 'yaml', content: run, line: 1 }));
  expect(others).toEqual([]);
  return command;
}
