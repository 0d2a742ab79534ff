import { describe, expect, it } from 'vitest';
import { acceptedScopes } from '../../src/catalogue/accepted-scopes.ts';
import { loadCatalogue, soleOperation } from '../../src/catalogue/catalogue.ts';
import { toOperationsJson } from '../../src/catalogue/operations-json.ts';
import type { OperationUse, Variant } from '../../src/catalogue/types.ts';

const catalogue = loadCatalogue();

function use(method: string, path: string): OperationUse {
  const match = catalogue.lookup(method, path);
  if (match.kind !== 'operation') throw new Error(`${method} ${path} is ${match.kind}`);
  return match;
}

/** Every scope that authorises a call, of both generations. */
function accepted(method: string, path: string): readonly string[] {
  const { operation, variant } = use(method, path);
  const { classic, granular } = acceptedScopes(operation, variant);
  return [...classic, ...granular];
}

function named({ operation, variant }: OperationUse): string {
  return `${operation.id} ${variant}`;
}

describe('lookup', () => {
  it.each<[string, string, string, Variant]>([
    ['GET', '/users/{id}/meetings', 'GET /users/{userId}/meetings', 'own'],
    ['get', 'users/me', 'GET /users/{userId}', 'own'],
    ['GET', '/users/email', 'GET /users/email', 'own'],
    ['PATCH', '/users/email', 'PATCH /users/{userId}', 'own'],
    ['GET', '/meetings/123456789/', 'GET /meetings/{meetingId}', 'own'],
    ['PUT', '/meetings/{id}/{action}', 'PUT /meetings/{meetingId}/status', 'own'],
    ['GET', '/scim2/Users', 'GET /scim2/Users', 'own'],
    ['GET', '/accounts/{sub}/users', 'GET /users', 'subAccount'],
    ['GET', '/accounts/q8aX/users/{id}/meetings', 'GET /users/{userId}/meetings', 'subAccount'],
    ['GET', '/accounts/me/users', 'GET /users', 'own'],
    ['GET', '/accounts/me/settings', 'GET /accounts/{accountId}/settings', 'own'],
    ['GET', '/accounts', 'GET /accounts', 'subAccount'],
    ['GET', '/accounts/{sub}/plans', 'GET /accounts/{accountId}/plans', 'subAccount'],
  ])('%s %s is %s', (method, path, id, variant) => {
    expect(named(use(method, path))).toBe(`${id} ${variant}`);
  });

  it('is ambiguous where a hole stands for a literal segment', () => {
    const match = catalogue.lookup('GET', '/users/{id}/{what}');
    const candidates = match.kind === 'ambiguous' ? match.candidates.map(named) : [];
    expect(candidates).toContain('GET /users/{userId}/meetings own');
    expect(candidates).toContain('GET /users/{userId}/settings own');
    expect(candidates).not.toContain('GET /users/{userId} own');
    expect(soleOperation(match)).toBeUndefined();
  });

  it('is ambiguous where a path may mean the own account or a sub account', () => {
    const match = catalogue.lookup('GET', '/accounts/{account}/settings');
    expect(match.kind === 'ambiguous' ? match.candidates.map((each) => each.variant) : []).toEqual([
      'own',
      'subAccount',
    ]);
    expect(soleOperation(match)?.id).toBe('GET /accounts/{accountId}/settings');
  });

  it('proposes what an unknown operation may have meant', () => {
    const match = catalogue.lookup('GET', '/users/{id}/meeting');
    expect(match.kind === 'not-in-catalogue' ? match.nearest[0]?.id : '').toBe('GET /users/{userId}/meetings');
  });

  it('does not take an unknown method for a known one', () => {
    expect(catalogue.lookup('PURGE', '/users').kind).toBe('not-in-catalogue');
  });
});

describe('operationsUnder', () => {
  it('is everything that a call may be, the method known or not', () => {
    const phone = catalogue.operationsUnder(null, '/phone');
    expect(phone.length).toBeGreaterThan(300);
    expect(phone.every(({ operation }) => operation.path.startsWith('/phone'))).toBe(true);
    const gets = catalogue.operationsUnder('GET', '/phone');
    expect(gets.length).toBeLessThan(phone.length);
    expect(gets.every(({ operation }) => operation.method === 'GET')).toBe(true);
  });

  it('is both accounts where nothing is known', () => {
    const all = new Set(catalogue.operationsUnder(null, '').map(named));
    expect(all).toContain('GET /users own');
    expect(all).toContain('GET /users subAccount');
    expect(all.size).toBe(catalogue.operationsUnder(null, '').length);
  });

  it('looks behind an account', () => {
    expect(catalogue.operationsUnder('GET', '/accounts/{sub}/users').map(named)).toContain(
      'GET /users/{userId} subAccount',
    );
    expect(catalogue.operationsUnder('GET', '/accounts/me/users').map(named)).not.toContain(
      'GET /users/{userId} subAccount',
    );
  });
});

/** Rows of the table of verdicts that rest on the catalogue alone. */
describe('what authorises a call', () => {
  it('a write scope lists users, a write scope does not read a meeting', () => {
    expect(accepted('GET', '/users')).toEqual(expect.arrayContaining(['user:read:admin', 'user:write:admin']));
    expect(accepted('GET', '/meetings/{id}')).not.toContain('meeting:write:admin');
    expect(accepted('DELETE', '/meetings/{id}')).toContain('meeting:write:admin');
    expect(accepted('DELETE', '/meetings/{id}')).not.toContain('meeting:read:admin');
  });

  it('creating meetings takes writing', () => {
    const admin = accepted('POST', '/users/{id}/meetings').filter((name) => name.endsWith(':admin'));
    expect(admin).toEqual(['meeting:write:admin', 'meeting:write:meeting:admin']);
  });

  it('a master scope opens sub accounts, and the own account as well', () => {
    expect(accepted('GET', '/accounts/{sub}/users')).toEqual(['user:master', 'user:read:list_users:master']);
    expect(accepted('GET', '/users')).toContain('user:master');
  });

  it('meeting reports have no user-level scope', () => {
    const levels = accepted('GET', '/report/users/{id}/meetings').map((name) => catalogue.scope(name)?.level);
    expect(new Set(levels)).toEqual(new Set(['admin', 'master']));
  });

  it("reading one meeting does not take the list's scope", () => {
    const names = accepted('GET', '/meetings/{id}');
    expect(names).toEqual(expect.arrayContaining(['meeting:read:admin', 'meeting:read:meeting:admin']));
    expect(names).not.toContain('meeting:read:list_meetings:admin');
  });

  it('no operation of the phone takes the recordings of meetings', () => {
    const scopes = catalogue
      .operationsUnder(null, '/phone')
      .flatMap(({ operation, variant }) => operation[variant].classic);
    expect(scopes).toContain('phone:read:admin');
    expect(scopes).not.toContain('recording:read:admin');
  });

  it('a chatbot sends with imchat:bot, whatever the level of its app', () => {
    expect(accepted('POST', '/im/chat/messages')).toContain('imchat:bot');
    expect(catalogue.scope('imchat:bot')).toMatchObject({ level: 'user', anyLevel: true });
  });

  it("users read themselves with either generation's user scope", () => {
    expect(accepted('GET', '/users/me')).toEqual(expect.arrayContaining(['user:read', 'user:read:user']));
    expect(accepted('GET', '/users/{id}/meetings')).toContain('meeting:read');
  });
});

describe('scopes', () => {
  it('know what they authorise', () => {
    const opened = catalogue.operationsOf('user:read:list_users:master').map(named);
    expect(opened).toEqual(['GET /users subAccount']);
    expect(catalogue.operationsOf('meeting:read:meeting:admin').map(named)).toContain('GET /meetings/{meetingId} own');
    expect(catalogue.operationsOf('no:such:scope')).toEqual([]);
  });

  it.each([
    ['meetng:read', ['meeting:read']],
    ['meeting:raed', ['meeting:read']],
    ['user:read:user:amdin', ['user:read:user:admin']],
    ['openid', []],
    ['payroll:read:admin', []],
  ])('near %s: %j', (name, near) => {
    expect(catalogue.nearestScopes(name, 1)).toEqual(near);
  });

  it("Zoom's own misspelling is a name like any other", () => {
    expect(catalogue.scope('division:wirte:admin')).toMatchObject({
      generation: 'classic',
      level: 'admin',
      action: 'write',
    });
  });

  it('stand beside the same scope at other levels', () => {
    expect(catalogue.siblingAt('user:read:admin', 'user')?.name).toBe('user:read');
    expect(catalogue.siblingAt('meeting_token:read:live_streaming', 'admin')?.name).toBe(
      'meeting_token:read:admin:live_streaming',
    );
    expect(catalogue.siblingAt('report:read:admin', 'user')).toBeUndefined();
  });

  it.each(['zoomapp:inmeeting', 'meeting:read:meeting_audio', 'cloud_recording:read:content'])(
    '%s is known from manifests',
    (name) => {
      expect(catalogue.scope(name)).toBeDefined();
    },
  );
});

describe('the SDK', () => {
  it('is mapped by module, group and method', () => {
    expect(catalogue.sdkOperation('meetings', 'meetings', 'getMeeting')?.id).toBe('GET /meetings/{meetingId}');
    expect(catalogue.sdkOperation('accounts', 'accounts', 'getAccountSettings')?.id).toBe(
      'GET /accounts/{accountId}/settings',
    );
    expect(catalogue.sdkOperation('meetings', 'meetings', 'noSuchMethod')).toBeUndefined();
  });

  it('tells the app type by its clients', () => {
    expect(catalogue.sdkClient('PhoneS2SAuthClient')).toMatchObject({ module: 'phone', auth: 'server-to-server' });
    expect(catalogue.sdkClient('TeamChatClient')).toMatchObject({ module: 'teamchat', auth: 'user' });
  });
});

it('prints the catalogue in the shape that tools read', () => {
  const [listUsers] = toOperationsJson(catalogue).filter(({ method, path }) => method === 'GET' && path === '/users');
  expect(listUsers).toEqual({
    method: 'GET',
    path: '/users',
    product: 'users',
    operationId: 'users',
    own: {
      classic: ['user:read', 'user:read:admin', 'user:write', 'user:write:admin'],
      granular: ['user:read:list_users:admin'],
    },
    subAccount: { classic: ['user:master'], granular: ['user:read:list_users:master'] },
  });
});
