import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { App } from '../../src/analysis/facts.ts';
import { collectFacts } from '../../src/project/collect.ts';
import type { CollectOptions } from '../../src/project/collect-options.ts';
import { DEFAULT_CONFIG } from '../../src/project/config.ts';
import { UserError } from '../../src/util/user-error.ts';

const rootOf = (name: string) => fileURLToPath(new URL(`../../fixtures/project/${name}`, import.meta.url));
const collect = (name: string, options?: CollectOptions) => collectFacts(rootOf(name), options);

const summary = (app: App) => ({
  name: app.name,
  type: app.type,
  manifest: app.manifest,
  calls: app.calls.map(call => `${call.span.file} ${call.method} ${call.path}`),
  declarations: app.declarations.map(({ span, scope, source, optional }) => `${span.file}:${span.line} ${scope}${optional ? '?' : ''} ${source}`),
  features: app.features.map(feature => `${feature.span.file}:${feature.span.line} ${feature.kind}`),
});

describe('apps by manifest', () => {
  it('own the files of their package, what they import, and what nobody imports', () => {
    const { apps, diagnostics } = collect('two-apps');
    expect(diagnostics).toEqual([]);
    expect(apps.map(summary)).toEqual([
      {
        name: 'Booking',
        type: 'user-managed',
        manifest: 'apps/booking/zoom/app.json',
        calls: [expect.stringMatching(/^packages\/zoom-client\/src\/index\.ts POST \/users\//), 'scripts/once.ts GET /accounts/me/settings'],
        declarations: [
          'apps/booking/src/book.ts:3 meeting:write code',
          'apps/booking/zoom/app.json:5 meeting:write manifest',
          'apps/booking/zoom/app.json:5 user:read? manifest',
        ],
        features: [],
      },
      {
        name: 'Nightly',
        type: 'server-to-server',
        manifest: 'apps/nightly/manifest.json',
        calls: ['apps/nightly/users.ts GET /users', 'scripts/once.ts GET /accounts/me/settings'],
        declarations: ['apps/nightly/manifest.json:1 user:read:admin manifest'],
        features: [],
      },
    ]);
  });

  it('share the code if they are variants of one app, and the features of a Meeting SDK app', () => {
    const { apps } = collect('manifest-variants');
    expect(apps.map(summary)).toEqual(
      ['development', 'production'].map(variant => ({
        name: `Standup (manifests/${variant}.json)`,
        type: 'user-managed',
        manifest: `manifests/${variant}.json`,
        calls: ['src/me.ts GET /users/me'],
        declarations: [`manifests/${variant}.json:1 user:read manifest`],
        features: ['manifests/kiosk.json:1 meeting-sdk'],
      })),
    );
  });

  it('are told of when their manifest cannot be read', () => {
    const { apps, diagnostics } = collect('broken-manifest');
    expect(apps).toHaveLength(1);
    expect(diagnostics).toEqual([
      { place: { file: 'zoom.json', line: 1, column: 57 }, message: 'This Zoom app manifest is not valid JSON: comma expected.' },
    ]);
  });
});

describe('a project without a manifest', () => {
  it('is one app, with what code and environment declare', () => {
    expect(collect('no-manifest').apps.map(summary)).toEqual([
      {
        name: 'recording-sync',
        type: 'server-to-server',
        manifest: null,
        calls: [],
        declarations: [
          '.env.example:2 recording:read:admin env',
          '.env.example:2 user:read:admin env',
          'src/token.js:4 recording:read:admin code',
        ],
        features: ['src/webhook.js:2 event'],
      },
    ]);
  });

  it('reads tests if asked to', () => {
    const [app] = collect('no-manifest', { includeTests: true }).apps;
    expect(app?.declarations.map(({ span }) => span.file)).toContain('test/token.js');
  });

  it('reads unsaved texts', () => {
    const overlay = new Map([
      ['.env.example', '# nothing yet'],
      ['src/users.js', "fetch('https://api.zoom.us/v2/users');\n"],
    ]);
    const [app] = collect('no-manifest', { overlay }).apps;
    expect(app?.calls.map(({ span, path }) => `${span.file} ${path}`)).toEqual(['src/users.js /users']);
    expect(app?.declarations.map(({ span }) => span.file)).toEqual(['src/token.js']);
  });
});

describe('configured apps', () => {
  const { apps, diagnostics } = collect('configured', { today: '2026-04-01' });

  it('own their folder and what they import, and nothing else', () => {
    expect(apps.map(summary)).toEqual([
      {
        name: 'portal',
        type: 'admin-managed',
        manifest: null,
        calls: [expect.stringMatching(/ GET \/users$/)],
        declarations: [
          'shared/zoom.ts:3 user:read:admin code',
          'zoom-scopes.config.json:3 user:read:admin config',
          'zoom-scopes.config.json:3 report:read:admin config',
        ],
        features: [],
      },
      { name: 'jobs', type: 'unknown', manifest: null, calls: [], declarations: [], features: [] },
    ]);
  });

  it('say which manifest is missing', () => {
    expect(diagnostics).toEqual([
      { place: { file: 'jobs/app.json', line: 1, column: 1 }, message: 'The manifest that the configuration names for app "jobs" is not there.' },
    ]);
  });

  it('keep what is allowed, until its last day', () => {
    const allowedOn = (today: string) => collect('configured', { today }).apps[0]?.allow.map(({ scope }) => scope);
    expect(allowedOn('2026-03-31')).toEqual(['report:read:admin', 'user:read:admin']);
    expect(allowedOn('2026-04-01')).toEqual(['report:read:admin']);
  });
});

it('tells the call finder of configured wrappers and base URLs', () => {
  const overlay = new Map([
    ['src/gateway.js', "fetch('https://gateway.recordings.example/zoom/users');\n"],
    ['src/wrapped.js', "import { ask } from 'gateway-client';\nask('/report/daily');\n"],
  ]);
  const config = { ...DEFAULT_CONFIG, baseUrls: ['https://gateway.recordings.example/zoom'], wrappers: [{ function: 'ask', path: 0 }] };
  const [app] = collect('no-manifest', { overlay, config }).apps;
  expect(app?.calls.map(({ span, method, path }) => `${span.file} ${method} ${path}`)).toEqual(['src/gateway.js GET /users', 'src/wrapped.js GET /report/daily']);
});

it.each([
  ['nowhere', 'There is no such folder.'],
  ['no-manifest/package.json', 'This is not a folder.'],
])('refuses %s as a root', (name, message) => {
  expect(() => collect(name)).toThrow(UserError);
  expect(() => collect(name)).toThrow(message);
});
