/**
 * Makes `data/` from the upstream tables: npx tsx scripts/update-catalogue.ts --upstream DIR --seed FILE [--data DIR]
 * Reads `data/overrides.json`, never writes it, and says which overrides have become stale.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  applyOverrides,
  type OperationRecord,
  type Overrides,
  type Provenance,
  type ScopeRecord,
  type SdkMethod,
} from '../src/catalogue/data.ts';
import { makeCatalogue } from '../src/catalogue/catalogue.ts';
import { joinLinks, type Joined } from './catalogue/join.ts';
import { staleOverrides } from './catalogue/overrides.ts';
import { readRivet, type Sdk } from './catalogue/rivet.ts';
import { listScopes } from './catalogue/scopes.ts';
import {
  readClassicScopes,
  readGranularScopes,
  readInventories,
  readManifests,
  readOrigin,
  readSeedPage,
} from './catalogue/upstream.ts';
import { toDataText, writeDataFile } from './catalogue/write.ts';

/** More than this, and a product's links have changed shape: look before the data is replaced. */
const MOST_UNMATCHED = 15;

const SOURCES = {
  source: 'zoom/skills on GitHub: skills/rest-api/references, skills/oauth/references, skills/rest-api/assets',
  seed: "Zoom's page of classic scopes",
};

interface Tables extends Joined {
  readonly provenance: Provenance;
  readonly scopes: readonly ScopeRecord[];
}

function readTables(upstream: string, seedFile: string): Tables {
  const rows = readInventories(upstream);
  const classic = readClassicScopes(upstream);
  const granular = readGranularScopes(upstream);
  const seed = readSeedPage(seedFile);
  const links = { classic: [...classic.links, ...seed.links], granular: granular.links };
  const joined = joinLinks(rows, links);
  const manifests = readManifests(upstream);
  const scopes = listScopes({ seed: seed.scopes, classic: classic.scopes, granular: granular.scopes, manifests });
  const counts = {
    operations: rows.length,
    subAccountOnlyOperations: rows.filter((row) => row.subAccountOnly).length,
    operationsWithoutScope: joined.operations.filter(hasNoScope).length,
    classicScopes: scopes.filter((scope) => scope.generation === 'classic' && scope.source !== 'manifests').length,
    granularScopes: new Set(granular.scopes.map((scope) => scope.name)).size,
    manifestScopes: scopes.filter((scope) => scope.source === 'manifests').length,
    links: links.classic.length + links.granular.length,
    unmatchedLinks: joined.unmatched.length,
  };
  return { ...joined, scopes, provenance: { ...SOURCES, ...readOrigin(upstream), counts, unmatched: joined.unmatched } };
}

function hasNoScope({ own, subAccount }: OperationRecord): boolean {
  return [own, subAccount].every((lists) => lists.classic.length + lists.granular.length === 0);
}

/** The SDK's methods with the operation that each one's request is. */
function mapSdk(sdk: Sdk, tables: Tables): readonly SdkMethod[] {
  const data = applyOverrides(tables, tables, { operations: [], scopes: [] });
  const catalogue = makeCatalogue(data, () => ({ clients: [], methods: [] }));
  return sdk.methods.map((method) => {
    const match = catalogue.lookup(method.method, method.path);
    return { ...method, operation: match.kind === 'operation' ? match.operation.id : null };
  });
}

function main(): void {
  const { values } = parseArgs({
    options: { upstream: { type: 'string' }, seed: { type: 'string' }, data: { type: 'string' } },
  });
  if (!values.upstream || !values.seed) throw new Error('say where the tables are: --upstream DIR --seed FILE');
  const directory = values.data ?? join(import.meta.dirname, '../data');
  const tables = readTables(values.upstream, values.seed);
  for (const { product, operationId, variant, why } of tables.unmatched) {
    console.log(`unmatched: ${product} ${operationId} (${variant}): ${why}`);
  }
  if (tables.unmatched.length > MOST_UNMATCHED) {
    throw new Error(`${tables.unmatched.length} links match no operation; nothing was written`);
  }
  const sdk = readRivet();
  const methods = mapSdk(sdk, tables);
  const sdkProvenance = {
    package: '@zoom/rivet',
    version: sdk.version,
    counts: { methods: methods.length, withoutOperation: methods.filter((each) => each.operation === null).length },
  };
  const { commit, date } = tables.provenance;
  writeDataFile(directory, 'operations', toDataText(tables.provenance, { operations: tables.operations }));
  writeDataFile(directory, 'scopes', toDataText({ ...SOURCES, commit, date }, { scopes: tables.scopes }));
  writeDataFile(directory, 'sdk', toDataText(sdkProvenance, { clients: sdk.clients, methods }));
  const overrides = JSON.parse(readFileSync(join(directory, 'overrides.json'), 'utf8')) as Overrides;
  for (const stale of staleOverrides(tables, tables, overrides)) console.log(`stale override: ${stale}`);
  console.log(JSON.stringify({ ...tables.provenance.counts, sdk: sdkProvenance.counts }, undefined, 2));
}

main();
