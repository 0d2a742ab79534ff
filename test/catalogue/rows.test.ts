import { describe, expect, it } from 'vitest';
import { toOperation, toRow, toScopes, type OperationRow } from '../../src/catalogue/rows.ts';

const listed: OperationRow = ['GET', '/users', 'users', 'users', 'user:read:admin,user:write:admin', 'user:read:list_users:admin', 'user:master', 'user:read:list_users:master'];
const unlisted: OperationRow = ['GET', '/docs/{fileId}', 'zoom-docs', 'getFile'];
const rows = [
  listed,
  ['GET', '/rooms', 'rooms', 'listRooms', '', 'zoom_rooms:read:list_rooms:admin'],
  ['GET', '/plans', 'billing', 'plans', '', '', 'billing:master'],
  unlisted,
] satisfies readonly OperationRow[];

describe('the row of an operation', () => {
  it('stands for it', () => {
    const { own, subAccount, ...rest } = toOperation(listed);
    expect(rest).toEqual({ id: 'GET /users', method: 'GET', path: '/users', product: 'users', operationId: 'users' });
    expect([own.classic, own.granular]).toEqual([['user:read:admin', 'user:write:admin'], ['user:read:list_users:admin']]);
    expect([subAccount.classic, subAccount.granular]).toEqual([['user:master'], ['user:read:list_users:master']]);
  });

  it('has no scopes where it lists none', () => {
    const lists = rows.slice(1).map(toOperation).map(({ own, subAccount }) => [own.classic, own.granular, subAccount.classic, subAccount.granular]);
    expect(lists).toEqual([
      [[], ['zoom_rooms:read:list_rooms:admin'], [], []],
      [[], [], ['billing:master'], []],
      [[], [], [], []],
    ]);
  });

  it('is the same again after it was read', () => {
    expect(rows.map(toOperation).map(toRow)).toEqual(rows);
  });

  it('gives the same lists whenever it is asked', () => {
    const { own } = toOperation(listed);
    expect(own.classic).toBe(own.classic);
  });

  it('is written to JSON as what it stands for', () => {
    expect(JSON.parse(JSON.stringify(toOperation(listed)))).toMatchObject({
      own: { classic: ['user:read:admin', 'user:write:admin'], granular: ['user:read:list_users:admin'] },
      subAccount: { classic: ['user:master'], granular: ['user:read:list_users:master'] },
    });
  });

  it('is not made of a name that would be two', () => {
    const operation = { ...toOperation(unlisted), own: { classic: ['user:read,user:write'], granular: [] } };
    expect(() => toRow(operation)).toThrow('user:read,user:write');
  });
});

describe('a group of scopes', () => {
  it('gives each of its names all that they have in common', () => {
    const scopes = toScopes({ generation: 'classic', section: 'User', source: 'classic-page', names: ['user:read', 'user:write:admin'] });
    expect(scopes.map(({ name, generation, section, anyLevel, level, action }) => [name, generation, section, anyLevel, level, action])).toEqual([
      ['user:read', 'classic', 'User', false, 'user', 'read'],
      ['user:write:admin', 'classic', 'User', false, 'admin', 'write'],
    ]);
  });

  it('may be of scopes that apps of every type can hold', () => {
    const group = { generation: 'classic', section: null, source: 'manifests', anyLevel: true, names: ['imchat:bot'] } as const;
    expect(toScopes(group).map((scope) => scope.anyLevel)).toEqual([true]);
  });
});
