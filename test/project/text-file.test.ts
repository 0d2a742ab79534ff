import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readTextFile, writeTextFile } from '../../src/project/text-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-text-'));
  mkdirSync(path.join(folder, 'project'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inProject = (name: string) => path.join(folder, 'project', name);
const open = (name: string) => readTextFile(path.join(folder, 'project'), name);

test('changes what was read', async () => {
  writeFileSync(inProject('zoom-app.json'), '\uFEFF{}');
  const file = open('zoom-app.json');
  expect(file.text).toBe('{}');
  await writeTextFile(file, '{ }');
  expect(readFileSync(inProject('zoom-app.json'), 'utf8')).toBe('\uFEFF{ }');
});

test('does not overwrite what somebody else wrote since', async () => {
  writeFileSync(inProject('zoom-app.json'), '{}');
  const file = open('zoom-app.json');
  writeFileSync(inProject('zoom-app.json'), '{ "by": "somebody else" }');
  await expect(writeTextFile(file, '{ }')).rejects.toThrow('zoom-app.json: The file was changed after it was read.');
  expect(readFileSync(inProject('zoom-app.json'), 'utf8')).toBe('{ "by": "somebody else" }');
});

test('follows links inside the root, and none that leads out', async () => {
  writeFileSync(inProject('production.json'), '{}');
  symlinkSync('production.json', inProject('zoom-app.json'));
  await writeTextFile(open('zoom-app.json'), '{ }');
  expect(readFileSync(inProject('production.json'), 'utf8')).toBe('{ }');

  writeFileSync(path.join(folder, 'neighbour.json'), '{}');
  symlinkSync('../neighbour.json', inProject('neighbour.json'));
  symlinkSync('..', inProject('above'));
  for (const name of ['neighbour.json', 'above/neighbour.json', '../neighbour.json']) {
    expect(() => open(name)).toThrow('lies outside of');
  }
});

test('refuses what is not UTF-8, and what is not there', () => {
  writeFileSync(inProject('latin.json'), Buffer.from([0x7b, 0xe9, 0x7d]));
  expect(() => open('latin.json')).toThrow('latin.json: The file is not UTF-8.');
  expect(() => open('none.json')).toThrow('none.json: The file cannot be read: no such file.');
});
