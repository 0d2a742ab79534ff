import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import type { EventsFile } from '../../src/analysis/events-table.ts';
import { describeFeature, needOf, opensMoreThanOperations } from '../../src/analysis/feature-needs.ts';
import type { Feature } from '../../src/declarations/declaration.ts';
import { catalogue } from './build-facts.ts';

const data = createRequire(import.meta.url);
const { objects, events } = data('#data/events.json') as EventsFile;
const { fields } = data('#data/graphql.json') as { readonly fields: readonly { readonly field: string; readonly scopes: readonly string[] }[] };

const span = { file: 'zoom-app.json', line: 1, column: 1, endLine: 1, endColumn: 2, start: 0, end: 1 };
const event = (name: string): Feature => ({ kind: 'event', event: name, span });

describe('the table of events', () => {
  test('names each event once, sorted, with scopes of the catalogue and a source', () => {
    const names = events.map((entry) => entry.event);
    expect(names).toEqual([...new Set(names)].sort());
    for (const { event: name, classic, granular, source } of events) {
      expect([name, [...classic, ...granular].filter((scope) => !catalogue.scope(scope))]).toEqual([name, []]);
      expect([name, classic.length + granular.length > 0 && source !== '']).toEqual([name, true]);
      const generations = [...classic.map((scope) => [scope, 'classic']), ...granular.map((scope) => [scope, 'granular'])];
      expect(generations.filter(([scope = '', generation]) => catalogue.scope(scope)?.generation !== generation)).toEqual([]);
    }
  });

  test('has families for its objects, and each has scopes', () => {
    const families = new Set([...catalogue.scopes.keys()].map((name) => name.split(':')[0] ?? ''));
    const missing = objects.filter((entry) => !entry.families.some((family) => [...families].some((known) => new RegExp(`^${family.replaceAll('*', '.*')}$`).test(known))));
    expect(missing).toEqual([]);
  });

  // The events that Zoom's sample manifests subscribe to.
  test.each(['meeting.started', 'meeting.ended', 'contact_center.voice_rtms_started', 'contact_center.voice_rtms_stopped', 'contact_center.voice_rtms_interrupted'])('knows %s', (name) => {
    expect(events.map((entry) => entry.event)).toContain(name);
  });
});

test('fields of GraphQL need scopes of the catalogue', () => {
  expect(fields.flatMap(({ scopes }) => scopes).filter((scope) => !catalogue.scope(scope))).toEqual([]);
  expect(fields.every(({ scopes }) => scopes.length > 0)).toBe(true);
});

describe('a feature', () => {
  test.each([
    // Listed, at whatever level; a writing scope would do as well.
    ['user.created', 'user:read:admin', 'needs'],
    ['user.created', 'user:read:user', 'needs'],
    ['user.created', 'user:write:admin', 'may-need'],
    // Not listed, though of the same family: the list is complete.
    ['user.created', 'user:read:settings:admin', 'none'],
    ['account.created', 'account:master', 'needs'],
    ['zoom_events.event_published', 'zoom_events_basic:write', 'needs'],
    // Only granular scopes are known of it: what is classic is kept with the family.
    ['meeting.started', 'meeting:read:admin', 'needs'],
    ['meeting.started', 'meeting:write:admin', 'may-need'],
    ['meeting.started', 'phone:read:admin', 'none'],
    ['meeting.rtms_started', 'rtms:read:rtms_started', 'needs'],
    // No reference has it: the family of its object, or one that is named after it.
    ['recording.sparkled', 'cloud_recording:read:list_recording_files', 'needs'],
    ['tracking_field.updated', 'tracking_field:read:admin', 'needs'],
    ['meeting.sparkled', 'constructor:read', 'none'],
  ])('%s makes of %s: %s', (name, scope, need) => {
    expect(needOf(event(name), scope)).toBe(need);
  });

  test('of a query asks for the scopes of its fields, and may ask for more', () => {
    const query = (field: string | null): Feature => ({ kind: 'graphql', field, span });
    expect(needOf(query('meetings'), 'meeting:read:admin')).toBe('needs');
    expect(needOf(query('createMeeting'), 'meeting:write')).toBe('needs');
    expect(needOf(query('meetings'), 'phone:read:admin')).toBe('may-need');
    expect(needOf(query(null), 'phone:read:admin')).toBe('may-need');
    expect(describeFeature(query('meetings'))).toBe('the GraphQL field meetings');
  });

  test.each(['zoomapp:inmeeting', 'zoomapp:anything', 'imchat:bot', 'rtms:read'])('is not all that shows a need of %s', (scope) => {
    expect(opensMoreThanOperations(scope)).toBe(true);
  });

  test('is nothing that other scopes open more by', () => {
    expect(opensMoreThanOperations('user:read:admin')).toBe(false);
  });
});
