import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { modulesLoadedBy, PARSER } from './modules-loaded.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLI = path.join(ROOT, 'dist/src/cli.js');

function packedFiles(): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' });
  const [{ files }] = JSON.parse(output) as [{ files: { path: string }[] }];
  return files.map(file => file.path);
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
      'src/calls/typescript.LICENSE.txt',
      'data/zoom-scopes.config.schema.json',
      'docs/rules/no-missing-scope.md',
    ]),
  );
  expect(files.filter(file => file.startsWith('src/')).sort()).toEqual(['src/calls/typescript.LICENSE.txt', 'src/calls/typescript.js']);
  const tops = new Set(files.map(file => file.split('/')[0]));
  expect([...tops].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'data', 'dist', 'docs', 'package.json', 'src']);
  expect(files.filter(file => file.endsWith('.tsbuildinfo') || (file.endsWith('.ts') && !file.endsWith('.d.ts')))).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
});

test('the command says its version without loading the parser', () => {
  expect(modulesLoadedBy([CLI, 'scan', 'fixtures/demo'], ROOT)).toContainEqual(expect.stringMatching(PARSER));
  const loaded = modulesLoadedBy([CLI, '--version'], ROOT);
  expect(loaded).toContainEqual(expect.stringMatching(/\/dist\/src\/cli\.js$/));
  expect(loaded).not.toContainEqual(expect.stringMatching(PARSER));
});

/** All that the types of a module lead to: files of the package by path, and what is from elsewhere by name. */
function typesReached(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport\()\s*["']([^"']+)["']/g)) {
    if (specifier.startsWith('.')) typesReached(path.resolve(path.dirname(file), specifier.replace(/\.(?:js|ts)$/, '.d.ts')), found);
    else found.add(specifier);
  }
  return found;
}

test.each(['dist/src/index.d.ts', 'dist/src/plugin/index.d.ts'])('the types of %s need nothing that the package does not bring', file => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
  const brought = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
  const reached = [...typesReached(path.join(ROOT, file))];
  expect(reached.length).toBeGreaterThan(1);
  expect(reached.filter(each => !path.isAbsolute(each) && !each.startsWith('node:') && !brought.has(each))).toEqual([]);
});

test('the demo shows findings and succeeds', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const [, command = ''] = /node dist\/src\/cli\.js (.*)$/.exec(scripts['demo'] ?? '') ?? [];
  const { status, stdout } = spawnSync(process.execPath, [CLI, ...command.split(' ')], { cwd: ROOT, encoding: 'utf8' });
  expect(status).toBe(0);
  for (const rule of ['no-missing-scope', 'no-unused-scope', 'no-broad-scope', 'no-unresolved-call']) expect(stdout).toContain(rule);
});
