import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { describeScope, levelOf, parseScope, withoutLevel } from '../../src/catalogue/scope.ts';

describe('parseScope', () => {
  it.each([
    [
      'meeting:write:admin',
      { generation: 'classic', level: 'admin', action: 'write', family: 'meeting', object: null },
    ],
    ['meeting:read', { generation: 'classic', level: 'user', action: 'read', family: 'meeting', object: null }],
    ['phone:master', { generation: 'classic', level: 'master', action: null, family: 'phone', object: null }],
    [
      'meeting:write:meeting:admin',
      { generation: 'granular', level: 'admin', action: 'write', family: 'meeting', object: 'meeting' },
    ],
    [
      'zoomapp:inmeeting',
      { generation: 'classic', level: 'user', action: null, family: 'zoomapp', object: 'inmeeting' },
    ],
    [
      'division:wirte:admin',
      { generation: 'classic', level: 'admin', action: 'write', family: 'division', object: null },
    ],
  ])('reads %s', (name, shape) => {
    expect(parseScope(name)).toEqual(shape);
  });

  it.each(['openid', 'Meeting:Read', 'meeting read', 'https://api.zoom.us', 'meeting:', ''])(
    '%j is no scope',
    (name) => {
      expect(parseScope(name).generation).toBeNull();
    },
  );
});

it('finds a level wherever it stands', () => {
  expect(levelOf('meeting_token:read:admin:live_streaming')).toBe('admin');
  expect(withoutLevel('meeting_token:read:admin:live_streaming')).toBe('meeting_token:read:live_streaming');
});

describe('describeScope', () => {
  it.each([
    ['meeting:read:admin', 'read meeting data of every user of the account'],
    ['meeting:write', 'create, change and delete meeting data of the authorising user'],
    ['user:read:list_users:admin', 'read the list of users (user) of every user of the account'],
    ['meeting:read:meeting', 'read meeting data of the authorising user'],
    ['phone:master', 'manage phone data of every sub account'],
    ['imchat:bot', 'use imchat data (bot)'],
  ])('%s: %s', (name, text) => {
    const scope = loadCatalogue().scope(name);
    expect(scope && describeScope(scope)).toBe(text);
  });
});
