import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathInRepository } from '../../src/project/repository.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-'));
  mkdirSync(path.join(folder, 'main', '.git'), { recursive: true });
  mkdirSync(path.join(folder, 'main', 'services', 'courses'), { recursive: true });
  mkdirSync(path.join(folder, 'worktree', 'services'), { recursive: true });
  writeFileSync(path.join(folder, 'worktree', '.git'), 'gitdir: ../main/.git/worktrees/worktree\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['main', ''],
  ['main/services/courses', 'services/courses'],
  ['main/services/../services/', 'services'],
  ['worktree/services', 'services'],
  ['worktree', ''],
])('%s is "%s" in its repository', (at, expected) => {
  expect(pathInRepository(path.join(folder, at))).toBe(expected);
});

test('outside of repositories there is no way to go', () => {
  expect(pathInRepository(path.parse(folder).root)).toBe('');
});
