import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updateCatalogue } from '../../scripts/catalogue/update.ts';
import type { OperationsFile, ScopesFile, SdkFile } from '../../src/catalogue/data.ts';
import { toOperation, type ScopeGroup } from '../../src/catalogue/rows.ts';
import type { Operation } from '../../src/catalogue/types.ts';

const fixture = join(import.meta.dirname, '../../fixtures/catalogue');
let data: string;
let said: readonly string[];

function update(): readonly string[] {
  return updateCatalogue({ upstream: join(fixture, 'upstream'), seed: join(fixture, 'classic-page.txt'), data });
}

function read<Content>(name: string): Content {
  return JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8')) as Content;
}

function operation(id: string): Operation | undefined {
  return read<OperationsFile>('operations').operations.map(toOperation).find((each) => each.id === id);
}

function groupOf(scope: string): ScopeGroup | undefined {
  return read<ScopesFile>('scopes').scopes.find((group) => group.names.includes(scope));
}

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'zoom-catalogue-'));
  copyFileSync(join(fixture, 'overrides.json'), join(data, 'overrides.json'));
  said = update();
});

afterAll(() => {
  rmSync(data, { recursive: true });
});

describe('updating the catalogue', () => {
  it('changes nothing when run again', () => {
    const texts = (): readonly string[] => readdirSync(data).map((file) => readFileSync(join(data, file), 'utf8'));
    const before = texts();
    update();
    expect(texts()).toEqual(before);
  });

  it('writes one operation per line, by path and method', () => {
    const lines = readFileSync(join(data, 'operations.json'), 'utf8').split('\n');
    const paths = lines
      .filter((line) => line.startsWith('['))
      .map((line) => /^\["[A-Z]+","([^"]+)"/.exec(line)?.[1]);
    expect(paths).toEqual([
      '/accounts/{accountId}/users/{userId}/account',
      '/contact_center/users',
      '/meetings/{meetingId}/recordings',
      '/meetings/{meetingId}/survey',
      '/users',
      '/users/{userId}',
      '/users/{userId}',
      '/users/{userId}/badges',
    ]);
  });

  it('says where the tables come from', () => {
    expect(read<OperationsFile>('operations').provenance).toMatchObject({
      commit: '0a1b2c3',
      date: '2026-05-04',
      counts: { operations: 8, subAccountOnlyOperations: 1, classicScopes: 8, links: 19, unmatchedLinks: 2 },
    });
  });

  it('joins by product and id: the same id of another product is no match', () => {
    expect(operation('GET /contact_center/users')?.own.classic).toEqual(['contact_center_user:read:admin']);
    expect(operation('GET /users')?.own.classic).toEqual(['user:read:admin']);
    expect(operation('PATCH /users/{userId}')?.own.classic).toEqual([]);
    expect(said).toContain(
      "unmatched: contact-center userUpdate (own): no operation of this id in contact-center; the one of users is another product's",
    );
  });

  it('says which row of a table has lost its operation, and keeps the scope', () => {
    expect(said).toContain('unmatched: Contact Center /docs/integrations/oauth-error-messages/ (own): unknown product');
    expect(groupOf('contact_center:update:queue:admin')?.generation).toBe('granular');
  });

  it('joins ids that differ in encoding and case only', () => {
    expect(operation('GET /users/{userId}/badges')?.own.classic).toEqual(['user:read:admin']);
  });

  it('takes the links that only the page of classic scopes has', () => {
    expect(operation('GET /meetings/{meetingId}/survey')?.own.classic).toEqual(['meeting:read:admin']);
  });

  it('puts scopes where their level belongs', () => {
    expect(operation('GET /users/{userId}')).toMatchObject({
      own: { classic: ['user:read:admin'], granular: ['user:read:user', 'user:read:user:admin'] },
    });
    expect(operation('GET /users/{userId}')?.subAccount).toEqual({ classic: [], granular: [] });
    expect(operation('GET /meetings/{meetingId}/recordings')?.subAccount.granular).toEqual([
      'cloud_recording:read:list_recording_files:master',
    ]);
    expect(operation('PUT /accounts/{accountId}/users/{userId}/account')).toMatchObject({
      own: { classic: [], granular: [] },
      subAccount: { classic: ['user:master'], granular: ['user:update:account:admin', 'user:update:account:master'] },
    });
  });

  it('knows every scope of every document, with the official section', () => {
    expect({ ...groupOf('pac:master'), names: [] }).toEqual({ generation: 'classic', section: 'PAC', source: 'classic-page', names: [] });
    expect(groupOf('recording:read')?.source).toBe('classic-table');
    expect(groupOf('user:read:user')).toMatchObject({ generation: 'granular', section: 'Zoom User' });
    expect(groupOf('zoomapp:inmeeting')).toMatchObject({ generation: 'classic', source: 'manifests' });
    const ofAnyLevel = read<ScopesFile>('scopes').scopes.filter((group) => group.anyLevel);
    expect(ofAnyLevel.flatMap((group) => group.names).sort()).toEqual(['contact_center:read:zcc_voice_audio', 'imchat:bot']);
  });

  it('writes one scope per line, each once, sorted within its group', () => {
    const lines = readFileSync(join(data, 'scopes.json'), 'utf8').split('\n');
    const groups = read<ScopesFile>('scopes').scopes.map((group) => group.names);
    expect(lines.flatMap((line) => /^"([^"]+)",?$/.exec(line)?.[1] ?? [])).toEqual(groups.flat());
    expect(new Set(groups.flat()).size).toBe(groups.flat().length);
    expect(groups.map((names) => [...names].sort())).toEqual(groups);
  });

  it('maps the SDK to the operations it has', () => {
    const { methods, clients } = read<SdkFile>('sdk');
    const operationOf = (group: string, name: string): string | null | undefined =>
      methods.find((method) => method.group === group && method.name === name)?.operation;
    expect(operationOf('users', 'updateUser')).toBe('PATCH /users/{userId}');
    expect(operationOf('users', 'createUsers')).toBeNull();
    expect(clients).toContainEqual({ className: 'ChatbotClient', module: 'chatbot', auth: 'client-credentials' });
  });

  it('says which overrides no longer change anything', () => {
    expect(said.filter((line) => line.startsWith('stale'))).toEqual([
      'stale override: GET /users (own, classic)',
      'stale override: user:master',
    ]);
  });
});
