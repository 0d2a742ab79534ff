import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseManifest, type Manifest } from '../../src/declarations/manifest.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/declarations/manifest/${name}`, import.meta.url), 'utf8');

function read(text: string): Manifest {
  const reading = parseManifest(text, 'app.json');
  if (reading.kind !== 'manifest') throw new Error(`read as ${reading.kind}`);
  return reading.manifest;
}

const scopesOf = (manifest: Manifest) =>
  manifest.declarations.map(({ scope, span, optional }) => `${span.line}:${span.column} ${scope}${optional ? '?' : ''}`);

const featuresOf = (manifest: Manifest) =>
  manifest.features.map(feature => {
    switch (feature.kind) {
      case 'event':
        return `event ${feature.event} ${feature.usage ?? '-'}`;
      case 'zoom-apps-sdk':
        return `zoom-apps-sdk ${feature.api ?? '-'}`;
      default:
        return feature.kind;
    }
  });

describe('manifests', () => {
  it('reads a General app, bare', () => {
    const manifest = read(fixture('webinar-desk.json'));
    expect(manifest).toMatchObject({ kind: 'general', name: 'Webinar Desk', type: 'admin-managed' });
    expect(manifest.scopeList).toMatchObject({ line: 5, column: 6, endColumn: 12 });
    expect(scopesOf(manifest)).toEqual(['6:19 webinar:read:admin', '7:19 report:read:admin?', '8:19 user:read:admin']);
    expect(featuresOf(manifest)).toEqual([
      'event webinar.ended account',
      'event webinar.rtms_started account',
      'rtms',
      'event recording.completed -',
      'meeting-sdk',
    ]);
  });

  it('reads a General app as the Marketplace API takes it', () => {
    const manifest = read(fixture('standup-companion.json'));
    expect(manifest).toMatchObject({ kind: 'general', name: 'Standup Companion', type: 'user-managed' });
    expect(scopesOf(manifest)).toEqual(['9:21 zoomapp:inmeeting', '10:21 user:read:user?']);
    expect(featuresOf(manifest)).toEqual(['zoom-apps-sdk -', 'zoom-apps-sdk getMeetingContext', 'zoom-apps-sdk shareApp', 'chatbot']);
  });

  it('reads a Server-to-Server app', () => {
    const manifest = read(fixture('nightly-recordings.json'));
    expect(manifest).toMatchObject({ kind: 'server-to-server', name: 'Nightly Recordings', type: 'server-to-server', features: [] });
    expect(scopesOf(manifest)).toEqual(['6:6 recording:read:admin', '7:6 user:read:admin']);
  });

  it('reads a Meeting SDK app, which has no scopes', () => {
    expect(read(fixture('video-room.json'))).toMatchObject({ kind: 'meeting-sdk', type: 'unknown', declarations: [] });
  });

  it('gives the span of the scope without its quotes, across CRLF', () => {
    const text = fixture('nightly-recordings.json').replaceAll('\n', '\r\n');
    const [first] = read(text).declarations;
    expect(first?.span).toMatchObject({ file: 'app.json', line: 6, column: 6, endLine: 6, endColumn: 26 });
    expect(text.slice(first?.span.start, first?.span.end)).toBe('recording:read:admin');
  });

  it('tolerates comments, trailing commas, a usage that is new, entries of both forms', () => {
    const manifest = read(`{
      // exported on Monday
      "oauth_information": { "usage": "SOMETHING_NEW", "scopes": [{ "scope": "user:read" }, "meeting:write"], },
    }`);
    expect(manifest.type).toBe('unknown');
    expect(manifest.declarations.map(({ scope }) => scope)).toEqual(['user:read', 'meeting:write']);
  });

  it('keeps a scope that is declared twice', () => {
    expect(scopesOf(read('{ "app_type": "s2s_oauth", "scopes": ["user:read:admin", "user:read:admin"] }'))).toHaveLength(2);
  });

  it('counts a manifest without scopes', () => {
    expect(read('{ "oauth_information": { "usage": "USER_OPERATION" } }').declarations).toEqual([]);
  });
});

describe('other JSON', () => {
  it.each(['near-miss-slack.json', 'near-miss-chrome.json', 'near-miss-package.json', 'near-miss-rooms.json', 'broken-package.json'])('%s is no manifest', name => {
    expect(parseManifest(fixture(name), name)).toEqual({ kind: 'other' });
  });

  it.each(['', 'null', '[]', '"oauth_information"', '{ "oauth_information": [] }', '{ "oauth_information": { "scopes": {} } }'])('%j is no manifest', text => {
    expect(parseManifest(text, 'a.json')).toEqual({ kind: 'other' });
  });

  it.each([
    ['{ "app_type": "s2s_oauth", "scopes": "user:read:admin" }', 38, "This Zoom app manifest's `scopes` must be a list."],
    ['{ "app_type": "s2s_oauth", "scopes": null }', 38, "This Zoom app manifest's `scopes` must be a list."],
    ['{ "oauth_information": { "usage": "USER_OPERATION", "scopes": {} } }', 63, "This Zoom app manifest's `scopes` must be a list."],
    ['{ "app_type": "s2s_oauth", "scopes": ["user:read:admin", 42] }', 58, "An entry of this Zoom app manifest's `scopes` names no scope: it must be a text."],
    ['{ "oauth_information": { "scopes": [{ "scope": null }] } }', 37, "An entry of this Zoom app manifest's `scopes` names no scope: it must be an object with the text `scope`."],
    ['{ "app_type": "s2s_oauth", "scopes": [], "scopes": ["user:read:admin"] }', 42, 'This Zoom app manifest has the key `scopes` twice in one object.'],
    ['{ "oauth_information": { "scopes": [] }, "oauth_information": { "scopes": [] } }', 42, 'This Zoom app manifest has the key `oauth_information` twice in one object.'],
  ])('%s leaves open what it declares', (text, column, message) => {
    expect(parseManifest(text, 'zoom.json')).toEqual({ kind: 'broken', place: { file: 'zoom.json', line: 1, column }, message });
  });

  it('says of a broken manifest where it breaks', () => {
    expect(parseManifest(fixture('broken-comma.json'), 'zoom.json')).toEqual({
      kind: 'broken',
      place: { file: 'zoom.json', line: 3, column: 32 },
      message: 'This Zoom app manifest is not valid JSON: comma expected.',
    });
  });
});
