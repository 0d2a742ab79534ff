import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { makeBombs } from '../../scripts/stress/bombs.ts';
import { examine } from '../../scripts/stress/examine.ts';
import { mutate } from '../../scripts/stress/mutations.ts';
import { writeProgram } from '../../scripts/stress/programs.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-stress-'));
const scratch = path.join(folder, 'zoom-app');
afterAll(() => rmSync(folder, { recursive: true }));

// How long they take is for `npm run stress` to judge, on a machine that does nothing else.
const PATIENCE = 120_000;

test.each(makeBombs(0.02))('$name', (bomb) => {
  expect(examine(bomb, scratch).crash).toBeUndefined();
}, PATIENCE);

test('generated programs', () => {
  for (let seed = 1; seed <= 60; seed++) expect(examine({ name: '', file: 'zoom.ts', text: writeProgram(seed) }, scratch).crash, `program ${seed}`).toBeUndefined();
}, PATIENCE);

test('spoiled programs', () => {
  const fixtures = fileURLToPath(new URL('../../fixtures/calls', import.meta.url));
  const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[jt]sx?$/.test(file)).sort();
  for (const [index, file] of files.filter((_, at) => at % 5 === 0).entries()) {
    const text = mutate(readFileSync(path.join(fixtures, file), 'utf8'), index);
    expect(examine({ name: '', file: `zoom${path.extname(file)}`, text }, scratch).crash, file).toBeUndefined();
  }
}, PATIENCE);

// What is left out says so.
test.each([
  ['parentheses in parentheses', 1, /nested too deeply/],
  ['a chain of calls', 0.1, /nested too deeply/],
  ['lists in a manifest', 1, /nested too deeply/],
  ['code that is longer than is parsed', 1, /too long/],
  ['a component that is longer than is parsed', 1, /too long/],
  ['code of more than is read', 1, /larger than 5 MB/],
  ['one short name for all', 2, /takes too much work/],
])('%s is reported', (name, size, message) => {
  const bomb = makeBombs(size).find((one) => one.name === name);
  expect(bomb && examine(bomb, scratch).reported.join('\n')).toMatch(message);
}, PATIENCE);

// Windows has no such files.
test.skipIf(process.platform === 'win32')('a file that nobody may read is reported', () => {
  const bomb = makeBombs(1).find(({ name }) => name === 'a file that nobody may read');
  expect(bomb && examine(bomb, scratch).reported.join('\n')).toMatch(/Cannot read this file/);
});

test('nothing is polluted', () => {
  const bomb = makeBombs(0.01).find(({ name }) => name === 'a manifest with keys of every object');
  if (bomb) examine(bomb, scratch);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
