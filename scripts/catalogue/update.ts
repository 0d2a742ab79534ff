/** Makes the files of `data/` from the upstream documents and the SDK's modules. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyOverrides,
  type Overrides,
  type Provenance,
  type SdkMethod,
  type Tables,
} from '../../src/catalogue/data.ts';
import { toRow, toScopes, type ScopeGroup } from '../../src/catalogue/rows.ts';
import type { Operation } from '../../src/catalogue/types.ts';
import { makeCatalogue, soleOperation } from '../../src/catalogue/catalogue.ts';
import { joinLinks, type Joined } from './join.ts';
import { staleOverrides } from './overrides.ts';
import { readRivet, type Sdk } from './rivet.ts';
import { listScopes } from './scopes.ts';
import {
  readClassicScopes,
  readGranularScopes,
  readInventories,
  readManifests,
  readOrigin,
  readSeedPage,
} from './upstream.ts';
import { toDataText, writeDataFile } from './write.ts';

/** More than this, and a product's links have changed shape: look before the data is replaced. */
const MOST_UNMATCHED = 15;

const SOURCES = {
  source: 'zoom/skills on GitHub: skills/rest-api/references, skills/oauth/references, skills/rest-api/assets',
  seed: "Zoom's page of classic scopes",
};

interface Upstream extends Joined, Tables {
  readonly provenance: Provenance;
  readonly groups: readonly ScopeGroup[];
}

function readUpstream(upstream: string, seedFile: string): Upstream {
  const rows = readInventories(upstream);
  const classic = readClassicScopes(upstream);
  const granular = readGranularScopes(upstream);
  const seed = readSeedPage(seedFile);
  const links = { classic: [...classic.links, ...seed.links], granular: granular.links };
  const joined = joinLinks(rows, links);
  const manifests = readManifests(upstream);
  const groups = listScopes({ seed: seed.scopes, classic: classic.scopes, granular: granular.scopes, manifests });
  const counts = {
    operations: rows.length,
    subAccountOnlyOperations: rows.filter((row) => row.subAccountOnly).length,
    operationsWithoutScope: joined.operations.filter(hasNoScope).length,
    classicScopes: countNames(groups.filter((group) => group.generation === 'classic' && group.source !== 'manifests')),
    granularScopes: new Set(granular.scopes.map((scope) => scope.name)).size,
    manifestScopes: countNames(groups.filter((group) => group.source === 'manifests')),
    links: links.classic.length + links.granular.length,
    unmatchedLinks: joined.unmatched.length,
  };
  return {
    ...joined,
    groups,
    scopes: groups.flatMap(toScopes),
    provenance: { ...SOURCES, ...readOrigin(upstream), counts, unmatched: joined.unmatched },
  };
}

function hasNoScope({ own, subAccount }: Operation): boolean {
  return [own, subAccount].every(({ classic, granular }) => classic.length + granular.length === 0);
}

function countNames(groups: readonly ScopeGroup[]): number {
  return groups.flatMap((group) => group.names).length;
}

/** The SDK's methods with the operation that each one's request is. */
function mapSdk(sdk: Sdk, tables: Upstream): readonly SdkMethod[] {
  const data = applyOverrides(tables, { operations: [], scopes: [] });
  const catalogue = makeCatalogue({ provenance: tables.provenance, ...data }, () => ({ clients: [], methods: [] }));
  return sdk.methods.map((method) => {
    const operation = soleOperation(catalogue.lookup(method.method, method.path));
    return { ...method, operation: operation?.id ?? null };
  });
}

export interface UpdateOptions {
  /** The folder of the upstream documents. */
  readonly upstream: string;
  /** The saved page of classic scopes. */
  readonly seed: string;
  /** The folder to write to; its `overrides.json` is read. */
  readonly data: string;
}

/** Writes the data folder anew and returns what there is to say about it, line by line. */
export function updateCatalogue({ upstream, seed, data }: UpdateOptions): readonly string[] {
  const tables = readUpstream(upstream, seed);
  const unmatched = tables.unmatched.map(
    ({ product, operationId, variant, why }) => `unmatched: ${product} ${operationId} (${variant}): ${why}`,
  );
  if (unmatched.length > MOST_UNMATCHED) {
    throw new Error(`${unmatched.length} links match no operation, nothing was written\n${unmatched.join('\n')}`);
  }
  const sdk = readRivet();
  const methods = mapSdk(sdk, tables);
  const sdkCounts = { methods: methods.length, withoutOperation: methods.filter((each) => !each.operation).length };
  const sdkProvenance = { package: '@zoom/rivet', version: sdk.version, counts: sdkCounts };
  const { commit, date } = tables.provenance;
  writeDataFile(data, 'operations', toDataText(tables.provenance, { operations: tables.operations.map(toRow) }));
  const scopeProvenance = { ...SOURCES, commit, date, counts: { scopes: tables.scopes.length } };
  writeDataFile(data, 'scopes', toDataText(scopeProvenance, { scopes: tables.groups }));
  writeDataFile(data, 'sdk', toDataText(sdkProvenance, { clients: sdk.clients, methods }));
  const overrides = JSON.parse(readFileSync(join(data, 'overrides.json'), 'utf8')) as Overrides;
  const stale = staleOverrides(tables, overrides).map((each) => `stale override: ${each}`);
  const counts = Object.entries({ ...tables.provenance.counts, sdkMethods: sdkCounts.methods });
  return [...unmatched, ...stale, ...counts.map(([name, count]) => `${name}: ${count}`)];
}
