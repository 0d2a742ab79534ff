import { describe, expect, it } from 'vitest';
import { staleOverrides } from '../../scripts/catalogue/overrides.ts';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import {
  applyOverrides,
  readDataFile,
  toTables,
  type OperationsFile,
  type Overrides,
  type ScopesFile,
  type SdkFile,
} from '../../src/catalogue/data.ts';
import { levelOf } from '../../src/catalogue/scope.ts';

const { provenance, operations: rows } = readDataFile<OperationsFile>('operations');
const { scopes: groups } = readDataFile<ScopesFile>('scopes');
const tables = toTables({ operations: rows }, { scopes: groups });
const overrides = readDataFile<Overrides>('overrides');
const catalogue = loadCatalogue();

function repeated(keys: readonly string[]): readonly string[] {
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}

describe('data', () => {
  it('has the counts it says, which are all that Zoom documents', () => {
    expect(provenance.counts).toMatchObject({
      operations: 1897 + 32,
      subAccountOnlyOperations: 32,
      classicScopes: 465,
      granularScopes: 2501,
      manifestScopes: 29,
      unmatchedLinks: 13,
    });
    expect(tables.operations).toHaveLength(1929);
    expect(provenance.unmatched).toHaveLength(13);
    const ofPage = groups.filter((group) => group.source === 'classic-page');
    expect(ofPage.flatMap((group) => group.names)).toHaveLength(465);
    expect(new Set(ofPage.map((group) => group.section)).size).toBe(59);
  });

  it('has a slash before each segment of a path, and no other', () => {
    expect(tables.operations.map((each) => each.path).filter((path) => !/^(\/[^/]+)+$/.test(path))).toEqual([]);
  });

  it('has no key twice', () => {
    expect(repeated(tables.operations.map((each) => `${each.product} ${each.operationId}`))).toEqual([]);
    expect(
      repeated(tables.operations.map((each) => `${each.method} ${each.path.replaceAll(/\{[^}]+\}/g, '{}')}`)),
    ).toEqual([]);
    expect(repeated(tables.scopes.map((scope) => scope.name))).toEqual([]);
  });

  it('gives operations only scopes that it knows', () => {
    const used = catalogue.operations.flatMap(({ own, subAccount }) =>
      [own, subAccount].flatMap((lists) => [...lists.classic, ...lists.granular]),
    );
    expect(used.length).toBeGreaterThan(6000);
    expect(used.filter((name) => !catalogue.scope(name))).toEqual([]);
  });

  it('gives sub accounts master scopes only, but for operations that exist for them alone', () => {
    const odd = catalogue.operations.filter(({ own, subAccount }) => {
      const names = [...subAccount.classic, ...subAccount.granular];
      return own.classic.length + own.granular.length > 0 && names.some((name) => levelOf(name) !== 'master');
    });
    expect(odd.map((operation) => operation.id)).toEqual([]);
  });

  it('maps every method of the SDK to an operation that exists', () => {
    const { methods } = readDataFile<SdkFile>('sdk');
    expect(methods.length).toBeGreaterThan(800);
    expect(methods.filter(({ operation }) => operation === null || !catalogue.operation(operation))).toEqual([]);
    expect(repeated(methods.map(({ module, group, name }) => `${module}.${group}.${name}`))).toEqual([]);
  });
});

describe('overrides', () => {
  it('each change something', () => {
    expect(staleOverrides(tables, overrides)).toEqual([]);
  });

  it('each give a reason and a source', () => {
    const all = [...overrides.operations, ...overrides.scopes];
    expect(all.filter(({ reason, source }) => reason.length < 10 || source.length < 10)).toEqual([]);
  });

  it('reach the catalogue', () => {
    const recordings = catalogue.operation('GET /meetings/{meetingId}/recordings');
    expect(recordings?.own.classic).toEqual(['recording:read', 'recording:read:admin']);
  });

  it('may not name an operation that does not exist', () => {
    const misspelt = { operation: 'GET /user', variant: 'own', generation: 'classic', reason: '', source: '' } as const;
    expect(() => applyOverrides(tables, { operations: [misspelt], scopes: [] })).toThrow('GET /user');
  });
});
