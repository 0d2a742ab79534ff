import { describe, expect, test } from 'vitest';
import { consentFor } from '../../src/analysis/consent.ts';
import type { AppType } from '../../src/declarations/declaration.ts';

/** `meeting:read?` may be declined. */
const asked = (...scopes: readonly string[]) => scopes.map((scope) => ({ scope: scope.replace('?', ''), optional: scope.endsWith('?') }));

const again = (before: readonly string[], after: readonly string[], type: AppType = 'user-managed') => consentFor(type, asked(...before), asked(...after)).again;

describe('who must consent again', () => {
  test.each([
    [['meeting:read'], ['meeting:read'], 'nobody'],
    [['meeting:read', 'user:read'], ['user:read'], 'nobody'],
    [['user:read'], ['meeting:read', 'user:read'], 'everyone'],
    [['user:write'], ['user:read'], 'everyone'],
    [['user:read'], ['meeting:read?', 'user:read'], 'who-wants-more'],
    [['meeting:read?', 'user:read'], ['meeting:read', 'user:read'], 'who-declined'],
    [['meeting:read', 'user:read'], ['meeting:read?', 'user:read'], 'nobody'],
    [['meeting:read', 'meeting:read?'], ['meeting:read'], 'nobody'],
    [[], ['meeting:read', 'user:read?'], 'everyone'],
  ])('%j → %j: %s', (before, after, expected) => {
    expect(again(before, after)).toBe(expected);
  });

  test('an admin of the account, for a Server-to-Server app', () => {
    expect(again(['user:read:admin'], ['meeting:read:admin', 'user:read:admin'], 'server-to-server')).toBe('account-admin');
    expect(again(['user:read:admin', 'meeting:read:admin'], ['user:read:admin'], 'server-to-server')).toBe('nobody');
  });

  test('names what is new and what is gone', () => {
    expect(consentFor('user-managed', asked('user:write', 'phone:read?'), asked('user:read', 'meeting:read?', 'phone:read'))).toEqual({
      added: ['user:read'],
      offered: ['meeting:read'],
      nowRequired: ['phone:read'],
      dropped: ['user:write'],
      again: 'everyone',
    });
  });
});
