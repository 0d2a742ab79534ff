import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, collectFacts } from '../../src/index.ts';
import { parseConfig } from '../../src/project/config.ts';

const ROOT = fileURLToPath(new URL('../../fixtures/project/two-apps', import.meta.url));

function report(config: string, overlay: Readonly<Record<string, string>> = {}) {
  const facts = collectFacts(ROOT, {
    config: parseConfig(config, `${ROOT}/zoom-scopes.config.json`),
    overlay: new Map(Object.entries(overlay)),
    today: '2027-02-01',
  });
  const { findings, outdated } = check(facts);
  return {
    allowed: Object.fromEntries(facts.apps.map(({ name, allow }) => [name, allow.map(({ scope }) => scope)])),
    unused: findings.filter(({ rule }) => rule === 'no-unused-scope').map(({ scope }) => scope),
    outdated: outdated.map(({ place: { file, line, column }, message }) => `${file}:${line}:${column} ${message}`),
  };
}

const APPS = `"apps": [
  { "name": "Booking", "root": "apps/booking", "allow": [{ "scope": "user:read", "reason": "asked for at the desk" }] },
  { "name": "Nightly", "root": "apps/nightly" }
]`;

describe('an allowance', () => {
  it('holds up to its last day', () => {
    const allow = (until: string) => report(`{ "allow": [{ "scope": "user:read", "reason": "the import", "until": "${until}" }] }`);
    expect(allow('2027-02-01')).toEqual({ allowed: { Booking: ['user:read'], Nightly: ['user:read'] }, unused: [], outdated: [] });
    expect(allow('2027-01-31')).toEqual({
      allowed: { Booking: [], Nightly: [] },
      unused: ['user:read'],
      outdated: ['zoom-scopes.config.json:1:25 The allowance for user:read ended on 2027-01-31 and no longer holds. Remove it, or give it a new day.'],
    });
  });

  it('of one app holds there alone', () => {
    expect(report(`{ ${APPS} }`)).toEqual({ allowed: { Booking: ['user:read'], Nightly: [] }, unused: [], outdated: [] });
  });

  it('for a scope that is not declared is reported', () => {
    const config = `{ "allow": [{ "scope": "report:read:admin", "reason": "the yearly export" }],
      ${APPS.replace('"user:read"', '"phone:read"')} }`;
    expect(report(config).outdated).toEqual([
      'zoom-scopes.config.json:1:25 report:read:admin is not declared by any app, so this allowance does nothing. Remove it.',
      'zoom-scopes.config.json:3:70 phone:read is not declared by this app, so this allowance does nothing. Remove it.',
    ]);
  });

  it('is not reported where a manifest cannot be read', () => {
    const config = `{ ${APPS.replace('"user:read"', '"phone:read"')} }`;
    expect(report(config, { 'apps/booking/zoom/app.json': '{ "oauth_information": { "scopes": [ }' }).outdated).toEqual([]);
  });
});
