import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { collectFacts } from '../../src/project/collect.ts';

const SCHOOL = fileURLToPath(new URL('../../fixtures/docs/music-school/', import.meta.url));

test('a client package of the project itself is read, and speaks for no scope', () => {
  const { apps } = collectFacts(SCHOOL);
  expect(apps.map(({ name, features }) => [name, features])).toEqual([
    ['Concerts', []],
    ['Lessons', []],
  ]);
});

test('one from elsewhere, of the same name, does', () => {
  const overlay = new Map([['packages/zoom-client/package.json', '{ "name": "@music-school/elsewhere" }']]);
  const { apps } = collectFacts(SCHOOL, { overlay });
  expect(apps[0]?.features.map(({ kind }) => kind)).toEqual(['api-package']);
});
