import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/analysis/facts.ts';
import { diffScopes } from '../../src/analysis/scope-diff.ts';
import { appOf, catalogue, factsOf, type AppText } from './build-facts.ts';

const named = (name: string, manifest: string | null, text: AppText) => ({ ...appOf(text), name, manifest });

const project = (...apps: readonly Facts['apps'][number][]): Facts => ({ ...factsOf({ type: 'unknown' }), apps });

const TEXT: AppText = { type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] };

const summaryOf = (before: Facts, after: Facts) =>
  diffScopes(before, after, catalogue).map(({ app, presence, declared }) => [app, presence, declared.added.map(({ scope }) => scope), declared.dropped.map(({ scope }) => scope)]);

describe('apps of two states', () => {
  test('are the same by name, and by manifest where the name changed', () => {
    const before = project(named('Rooms', 'rooms.json', TEXT), named('Doors', 'doors.json', TEXT));
    const after = project(named('Gates', 'doors.json', { ...TEXT, declared: ['user:read:admin', 'phone:read:admin'] }), named('Rooms', 'moved/rooms.json', TEXT));
    expect(summaryOf(before, after)).toEqual([
      ['Gates', 'both', ['phone:read:admin'], []],
      ['Rooms', 'both', [], []],
    ]);
  });

  test('come and go', () => {
    expect(summaryOf(project(named('Rooms', 'rooms.json', TEXT), named('Doors', 'doors.json', TEXT)), project(named('Rooms', 'rooms.json', TEXT)))).toEqual([
      ['Rooms', 'both', [], []],
      ['Doors', 'gone', [], ['user:read:admin']],
    ]);
    expect(summaryOf(project(), project(named('Rooms', 'rooms.json', TEXT)))).toEqual([['Rooms', 'new', ['user:read:admin'], []]]);
  });

  test('a lone app is itself whatever it is called', () => {
    expect(summaryOf(project(named('Rooms', 'rooms.json', TEXT)), project(named('Doors', 'doors.json', TEXT)))).toEqual([['Doors', 'both', [], []]]);
  });
});

test('what is needed counts, whether it is declared or not', () => {
  const [diff] = diffScopes(factsOf(TEXT), factsOf({ ...TEXT, calls: ['GET /groups'] }), catalogue);
  expect(diff?.needed.added.map(({ scope, calls }) => [scope, calls.map(({ operation, isNew }) => [operation, isNew])])).toEqual([['group:read:admin', [['GET /groups', true]]]]);
  expect(diff?.needed.dropped.map(({ scope }) => scope)).toEqual(['user:read:admin']);
  expect(diff?.undeclared).toEqual(['group:read:admin']);
  expect(diff?.consent.again).toBe('nobody');
});
