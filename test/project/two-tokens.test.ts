import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, collectFacts } from '../../src/index.ts';
import { DEFAULT_CONFIG, parseConfig } from '../../src/project/config.ts';

const ROOT = fileURLToPath(new URL('../../fixtures/project/two-apps', import.meta.url));

/** The Booking app, which people sign in to; its scripts may get a token of a Server-to-Server app beside. */
function findings(token: string, config = DEFAULT_CONFIG) {
  const overlay = new Map([
    ['apps/booking/src/usage.ts', "export const usage = () => fetch('https://api.zoom.us/v2/report/daily');\n"],
    ['apps/booking/src/token.ts', `export const token = () => fetch('https://zoom.us/oauth/token', { method: 'POST', body: '${token}' });\n`],
  ]);
  const facts = collectFacts(ROOT, { overlay, config });
  return {
    types: facts.apps.filter(({ name }) => name === 'Booking').map(({ type }) => type),
    findings: check(facts).findings.filter(({ app }) => app === 'Booking').map(({ rule, scope, operation }) => `${rule} ${scope ?? operation}`),
  };
}

const OUT_OF_REACH = 'no-level-mismatch GET /report/daily';

describe('a user-managed app whose code also gets a Server-to-Server token', () => {
  it('is not said to lack what the other token may bring', () => {
    expect(findings('grant_type=refresh_token')).toEqual({ types: ['user-managed'], findings: expect.arrayContaining([OUT_OF_REACH]) });
    expect(findings('grant_type=account_credentials')).toEqual({ types: ['user-managed'], findings: ['no-unused-scope user:read'] });
  });

  it('is one app where the configuration says so', () => {
    const config = parseConfig('{ "apps": [{ "name": "Booking", "root": "apps/booking", "type": "user-managed" }] }', `${ROOT}/zoom-scopes.config.json`);
    expect(findings('grant_type=account_credentials', config).findings).toContain(OUT_OF_REACH);
  });
});
