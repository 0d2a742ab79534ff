import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/project/clinic-monorepo', import.meta.url));
const PACKAGES = ['apps/nightly-report', 'apps/reception', 'packages/labels', 'packages/scheduling', 'packages/zoom-client'];
const FACTS = ['--facts', 'packages/*/facts.json', '--facts', 'apps/*/facts.json'];

let root = '';

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'scopes-'));
  cpSync(FIXTURE, root, { recursive: true });
  for (const folder of PACKAGES) {
    const { code, stderr } = await zoomScopes(['scan', '--out', 'facts.json'], { cwd: path.join(root, folder) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  }
}, 120_000);

afterAll(() => {
  rmSync(root, { recursive: true });
});

test('facts of each package give the report of one run, and its exit code', async () => {
  const whole = await zoomScopes(['check', '--format', 'json'], { cwd: root });
  expect(whole.code).toBe(1);
  expect(await zoomScopes(['check', '--format', 'json', ...FACTS], { cwd: root })).toEqual(whole);
});

test.each([
  [['--facts', 'packages/*/facts.json'], 'There are no facts of apps/'],
  [['--facts', 'services/*/facts.json'], 'services/*/facts.json: There are no such facts.'],
])('%j cannot be checked', async (flags, message) => {
  const { code, stdout, stderr } = await zoomScopes(['check', ...flags], { cwd: root });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('stale facts cannot be checked', async () => {
  writeFileSync(path.join(root, 'packages/labels/src/index.ts'), 'export const RESOURCES = {};\n');
  const { code, stderr } = await zoomScopes(['check', ...FACTS], { cwd: root });
  expect(code).toBe(2);
  expect(stderr).toContain('packages/labels/src/index.ts has changed. Scan the package again: zoom-scopes scan');
});
