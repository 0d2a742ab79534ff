import { describe, expect, test } from 'vitest';
import { AppView } from '../../src/analysis/app-view.ts';
import { Replacements } from '../../src/analysis/replacements.ts';
import { makeCatalogue, type Catalogue } from '../../src/catalogue/catalogue.ts';
import { parseScope } from '../../src/catalogue/scope.ts';
import type { Method, Operation, Scope } from '../../src/catalogue/types.ts';
import { appOf, catalogue as zoom } from './build-facts.ts';

const none = { classic: [], granular: [] };

/** A catalogue of operations like `GET /hall`, each with the scopes that authorise it. */
function catalogueOf(accepted: Readonly<Record<string, readonly string[]>>): Catalogue {
  const operations = Object.entries(accepted).map(([id, names]): [string, Operation] => {
    const [method, path = ''] = id.split(' ');
    const own = { classic: names.filter((name) => generationOf(name) === 'classic'), granular: names.filter((name) => generationOf(name) === 'granular') };
    return [id, { id, method: method as Method, path, product: 'venue', operationId: id, own, subAccount: none }];
  });
  const scopes = [...new Set(Object.values(accepted).flat())].sort().map((name): [string, Scope] => [name, { name, generation: generationOf(name), level: 'admin', action: 'read', section: null, anyLevel: false }]);
  return makeCatalogue({ provenance: zoom.provenance, operations: new Map(operations), scopes: new Map(scopes) }, () => ({ clients: [], methods: [] }));
}

function generationOf(name: string): 'classic' | 'granular' {
  return parseScope(name).generation ?? 'classic';
}

function replacementsIn(catalogue: Catalogue, calls: readonly string[], declared: readonly string[]): Replacements {
  const app = appOf({ type: 'server-to-server', declared });
  const sites = calls.map((call) => {
    const operation = catalogue.operation(call);
    if (!operation) throw new Error(`${call} is no operation`);
    const [site] = appOf({ type: 'server-to-server', calls: ['GET /users'] }).calls;
    if (!site) throw new Error('no call');
    return { ...site, resolution: { kind: 'operation', operation, variant: 'own' } as const };
  });
  return new Replacements(new AppView({ ...app, calls: sites }, 'server-to-server', catalogue));
}

describe('of two scopes that could each be replaced but for one call', () => {
  test('only one is too broad: following both findings must not lose the call', () => {
    const catalogue = catalogueOf({
      'GET /hall': ['hall:read:admin', 'venue:read:admin', 'venue:write:admin'],
      'GET /stage': ['venue:read:admin', 'venue:list:admin'],
      'GET /seats': ['venue:write:admin', 'venue:view:admin'],
      'GET /bar': ['venue:read:admin', 'venue:write:admin'],
    });
    const replacements = replacementsIn(catalogue, ['GET /stage', 'GET /seats', 'GET /bar'], ['venue:read:admin', 'venue:write:admin']);
    const found = ['venue:read:admin', 'venue:write:admin'].filter((name) => replacements.narrowerThan(name));
    expect(found).toHaveLength(1);
  });

  test('the last granular replacement covers the call that both covered', () => {
    const catalogue = catalogueOf({
      'GET /stage': ['venue:read:admin', 'venue:read:stage:admin'],
      'GET /seats': ['venue:write:admin', 'venue:read:seats:admin'],
      'GET /bar': ['venue:read:admin', 'venue:write:admin', 'venue:read:bar:admin'],
    });
    const replacements = replacementsIn(catalogue, ['GET /stage', 'GET /seats', 'GET /bar'], ['venue:read:admin', 'venue:write:admin']);
    const all = ['venue:read:admin', 'venue:write:admin'].flatMap((name) => replacements.granularFor(name) ?? []);
    expect(all.sort()).toEqual(['venue:read:bar:admin', 'venue:read:seats:admin', 'venue:read:stage:admin']);
  });
});
