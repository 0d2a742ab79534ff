import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli.js');
const LOADED = path.join(ROOT, 'test/packaging/print-loaded.cjs');

function packedFiles(): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' });
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }];
  return files.map(file => file.path);
}

/** The packages that a run of the command loads through `require`, as the parser is. */
function packagesLoadedBy(...args: readonly string[]): readonly string[] {
  const { stderr } = spawnSync(process.execPath, ['--require', LOADED, CLI, ...args], { cwd: ROOT, encoding: 'utf8' });
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '') as string[];
}

test('the package holds what is built, the data, the pages, and nothing else', () => {
  const files = packedFiles();
  expect(files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'dist/src/cli.js',
      'dist/src/index.d.ts',
      'dist/src/plugin/index.js',
      'data/operations.json',
      'src/calls/typescript.js',
      'data/zoom-scopes.config.schema.json',
      'docs/rules/no-missing-scope.md',
    ]),
  );
  expect(files.filter(file => file.startsWith('src/'))).toEqual(['src/calls/typescript.js']);
  const tops = new Set(files.map(file => file.split('/')[0]));
  expect([...tops].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'data', 'dist', 'docs', 'package.json', 'src']);
  expect(files.filter(file => file.endsWith('.tsbuildinfo') || (file.endsWith('.ts') && !file.endsWith('.d.ts')))).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});

test('the command says its version without loading the parser', () => {
  expect(packagesLoadedBy('scan', 'fixtures/demo')).toContain('@ts-morph/common');
  expect(packagesLoadedBy('--version')).not.toContain('@ts-morph/common');
});

test('the demo shows findings and succeeds', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const [, command = ''] = /node dist\/src\/cli\.js (.*)$/.exec(scripts['demo'] ?? '') ?? [];
  const { status, stdout } = spawnSync(process.execPath, [CLI, ...command.split(' ')], { cwd: ROOT, encoding: 'utf8' });
  expect(status).toBe(0);
  for (const rule of ['no-missing-scope', 'no-unused-scope', 'no-broad-scope', 'no-unresolved-call']) expect(stdout).toContain(rule);
});
