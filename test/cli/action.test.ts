import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { CLI } from './zoom-scopes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CRM = path.join(ROOT, 'fixtures/adoption/crm');
const VERSION = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version;

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly shell?: string;
}

const action: {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
} = parse(readFileSync(path.join(ROOT, 'action.yml'), 'utf8'));
// Each run of the script is several processes.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const { steps } = action.runs;
const script = steps.find(({ run }) => run !== undefined);

describe('the action', () => {
  test('uses every input that it has, and no other', () => {
    const used = JSON.stringify(steps).matchAll(/inputs\.([\w-]+)/g);
    expect(new Set([...used].map(([, name]) => name))).toEqual(new Set(Object.keys(action.inputs)));
  });

  test('pastes nothing into its script, and pins what it uses', () => {
    expect(script?.run).not.toContain('${{');
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    for (const { run, shell } of steps) if (run !== undefined) expect(shell).toBe('bash');
  });
});

describe.skipIf(process.platform === 'win32')('its script', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-action-'));
    cpSync(CRM, path.join(folder, 'services/crm sync'), { recursive: true });
    mkdirSync(path.join(folder, '.git'));
    // Stands for npx: says what was asked for, and runs what is built here.
    mkdirSync(path.join(folder, 'bin'));
    writeFileSync(
      path.join(folder, 'bin/npx'),
      `#!/usr/bin/env bash\necho "$3" >> "$ASKED_FOR"\nshift 5\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(CLI)} "$@"\n`,
    );
    chmodSync(path.join(folder, 'bin/npx'), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const read = (file: string) => (existsSync(path.join(folder, file)) ? readFileSync(path.join(folder, file), 'utf8') : '');

  function run(inputs: Readonly<Record<string, string>>) {
    const value = (text: string) => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '');
    const env = Object.fromEntries(Object.entries(script?.env ?? {}).map(([name, text]) => [name, value(text)]));
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script?.run ?? ''], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...env,
        HOME: folder,
        PATH: `${path.join(folder, 'bin')}:${path.dirname(process.execPath)}:${process.env['PATH']}`,
        ASKED_FOR: path.join(folder, 'asked-for.txt'),
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: ROOT,
        GITHUB_OUTPUT: path.join(folder, 'output.txt'),
        GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
      },
    });
    return { status, stdout, stderr };
  }

  test('annotates, writes the summary and the file for code scanning, and fails', () => {
    const { status, stdout } = run({ root: 'services/crm sync' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=services\/crm sync\/src\/meetings\.js,line=4,.*,title=zoom-scopes%3A no-missing-scope::/m);
    expect(read('output.txt')).toBe('sarif-file=zoom-scopes.sarif\nexit-code=1\n');
    expect(read('summary.md')).toContain('Zoom scopes: 2 errors, 1 warning');
    expect(JSON.parse(read('zoom-scopes.sarif')).runs[0].results).toHaveLength(3);
    expect(read('asked-for.txt')).toBe(`eslint-plugin-zoom-scopes@${VERSION}\n`.repeat(2));
  });

  test('takes its inputs as they are, whatever is in them', () => {
    const args = '--strict\n--baseline\nknown $(touch broken).json\n--update-baseline\n';
    const { status, stdout } = run({ root: 'services/crm sync', args, 'sarif-file': '', version: '0.1.0', format: 'text', 'fail-on': 'warning' });
    expect({ status, count: stdout.split('\n').at(-2) }).toEqual({ status: 0, count: 'No findings. 3 findings are in the baseline. 1 finding is turned off by comments.' });
    expect(existsSync(path.join(folder, 'known $(touch broken).json'))).toBe(true);
    expect(existsSync(path.join(folder, 'broken'))).toBe(false);
    expect(read('output.txt')).toBe('exit-code=0\n');
  });

  test('says so when it cannot run', () => {
    const { status, stderr } = run({ root: 'services/crm', format: 'text' });
    expect(status).toBe(2);
    expect(stderr).toContain('services/crm: There is no such folder.');
    expect(read('output.txt')).toBe('exit-code=2\n');
  });
});
