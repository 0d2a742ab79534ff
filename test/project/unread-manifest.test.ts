import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, collectFacts } from '../../src/index.ts';
import { DEFAULT_CONFIG, parseConfig, type Config } from '../../src/project/config.ts';

const rootOf = (name: string) => fileURLToPath(new URL(`../../fixtures/project/${name}`, import.meta.url));

function report(name: string, overlay: Readonly<Record<string, string>> = {}, config: Config = DEFAULT_CONFIG) {
  const facts = collectFacts(rootOf(name), { overlay: new Map(Object.entries(overlay)), config });
  const { findings, undecided, notes } = check(facts);
  return {
    apps: facts.apps.map(({ name: app, type, manifest, isManifestUnread = false }) => ({ app, type, manifest, isManifestUnread })),
    findings: findings.map(({ rule, messageId }) => `${rule} ${messageId}`),
    undecided: undecided.map(({ scope, reason }) => `${scope}: ${reason}`),
    notes: notes.map(({ message }) => message),
  };
}

const NOTE = 'Its manifest could not be read, so it cannot be told which scopes are missing or unused.';

describe('an app whose manifest cannot be read', () => {
  it('misses no scope, and its type is not guessed from the code', () => {
    const overlay = {
      'token.ts': "fetch('https://zoom.us/oauth/token?grant_type=account_credentials');\nexport const SCOPES = ['meeting:read:admin', 'metting:read:admin'];\n",
    };
    expect(report('broken-manifest', overlay)).toEqual({
      apps: [{ app: 'broken-manifest', type: 'unknown', manifest: 'zoom.json', isManifestUnread: true }],
      findings: ['no-unknown-scope typo'],
      undecided: ["meeting:read:admin: the app's manifest could not be read"],
      notes: [NOTE],
    });
  });

  it('is judged as soon as it can be', () => {
    const mended = '{ "app_type": "s2s_oauth", "scopes": ["meeting:read:admin"] }';
    expect(report('broken-manifest', { 'zoom.json': mended })).toMatchObject({
      apps: [{ isManifestUnread: false }],
      findings: ['no-missing-scope missingAnyOf', 'no-unused-scope unused'],
      notes: [],
    });
  });

  it.each([
    ['is not there', 'nowhere.json', {}],
    ['is no manifest', 'package.json', { 'package.json': '{ "name": "users" }' }],
    ['does not parse', 'zoom.json', {}],
  ])('is one that the configuration names and that %s', (_why, manifest, overlay) => {
    const config = parseConfig(
      JSON.stringify({ apps: [{ name: 'Users', manifest, type: 'server-to-server', scopes: ['report:read:admin'] }] }),
      `${rootOf('broken-manifest')}/zoom-scopes.config.json`,
    );
    expect(report('broken-manifest', overlay, config)).toMatchObject({
      apps: [{ app: 'Users', type: 'server-to-server', isManifestUnread: true }],
      findings: [],
      undecided: ["report:read:admin: the app's manifest could not be read"],
      notes: [NOTE],
    });
  });
});
