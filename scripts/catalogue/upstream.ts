/** Reads the upstream documents: inventories, scope tables, the seed page, sample manifests. Prose between tables is skipped. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Method, Variant } from '../../src/catalogue/types.ts';
import { inventoriesOf } from './products.ts';

/** An operation as an inventory lists it. */
export interface InventoryRow {
  readonly product: string;
  readonly method: Method;
  readonly path: string;
  readonly operationId: string;
  readonly subAccountOnly: boolean;
}

/** "This scope authorises that operation", as a document says it. */
export interface ScopeLink {
  readonly scope: string;
  readonly product: string;
  readonly variant: Variant;
  readonly operationId: string;
}

/** A scope named by a document, under its section's heading. */
export interface NamedScope {
  readonly name: string;
  readonly section: string;
}

export interface ScopeDocument {
  readonly scopes: readonly NamedScope[];
  readonly links: readonly ScopeLink[];
}

const NO_INVENTORY: ReadonlySet<string> = new Set(['README.md', 'classic-scopes.md', 'granular-scopes.md']);

const INVENTORY_ROW = /^\|\s*(GET|POST|PUT|PATCH|DELETE)\s*\|\s*`([^`]+)`\s*\|.*\|\s*`([^`]+)`\s*\|\s*$/;

const LINK = String.raw`\]\(/docs/api/rest/reference/(?<product>.+?)/(?<variant>methods|ma)/#operation/(?<operationId>.+)\)`;

/** Every operation of the inventories, and those that exist for sub accounts only. */
export function readInventories(directory: string): readonly InventoryRow[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.md') && !NO_INVENTORY.has(file));
  const rows = files.flatMap((file) => readInventory(join(directory, file), file.slice(0, -'.md'.length)));
  return [...rows, ...readSubAccountOperations(join(directory, 'sub-account-operations.tsv'))];
}

function readInventory(file: string, product: string): readonly InventoryRow[] {
  return linesOf(file).flatMap((line) => {
    const [, method, path, operationId] = INVENTORY_ROW.exec(line) ?? [];
    if (!method || !path || !operationId) return [];
    return [{ product, method: method as Method, path, operationId, subAccountOnly: false }];
  });
}

function readSubAccountOperations(file: string): readonly InventoryRow[] {
  const [, ...rows] = linesOf(file).filter((line) => line !== '');
  return rows.map((row) => {
    const [slug = '', operationId = '', method = '', path = ''] = row.split('\t');
    const product = inventoriesOf[slug]?.[0];
    if (!product) throw new Error(`sub-account-operations.tsv names an unknown product, ${slug}`);
    return { product, method: method as Method, path, operationId, subAccountOnly: true };
  });
}

/** Headings `## section` and `### scope`, with one link per operation below. */
export function readClassicScopes(directory: string): ScopeDocument {
  const link = new RegExp(String.raw`^- \[.*${LINK}\s*$`);
  const scopes: NamedScope[] = [];
  const links: ScopeLink[] = [];
  let section = '';
  for (const line of linesOf(join(directory, 'classic-scopes.md'))) {
    const name = headingOf(line, 3);
    const found = link.exec(line);
    if (name !== undefined) scopes.push({ name, section });
    else if (found) links.push(toLink(scopes.at(-1)?.name ?? '', found));
    else section = headingOf(line, 2) ?? section;
  }
  return { scopes, links };
}

/** Tables of one link and its scopes per row, under `## product`. A row that links to another page has lost its operation. */
export function readGranularScopes(directory: string): ScopeDocument {
  const row = /^\| (?<link>\[.*\]\((?<target>.*)\)) \| (?<scopes>.*`.*) \|\s*$/;
  const operation = new RegExp(`${LINK}$`);
  const scopes: NamedScope[] = [];
  const links: ScopeLink[] = [];
  let section = '';
  for (const line of linesOf(join(directory, 'granular-scopes.md'))) {
    section = headingOf(line, 2) ?? section;
    const { link = '', target = '', scopes: names = '' } = row.exec(line)?.groups ?? {};
    const found = operation.exec(link);
    for (const [, name = ''] of names.matchAll(/`([^`]+)`/g)) {
      scopes.push({ name, section });
      links.push(found ? toLink(name, found) : { scope: name, product: section, variant: 'own', operationId: target });
    }
  }
  return { scopes, links };
}

/** The saved page of classic scopes: `Account scopes` opens a section, a scope is followed by what it does and "Associated API". */
export function readSeedPage(file: string): ScopeDocument {
  const link = new RegExp(String.raw`^\s*• \[.*${LINK}\s*$`);
  const scopes: NamedScope[] = [];
  const links: ScopeLink[] = [];
  let section = '';
  let name = '';
  for (const line of linesOf(file)) {
    const found = link.exec(line);
    if (found) links.push(toLink(name, found));
    else if (/^[a-z0-9_]+(:[a-z0-9_]+)*$/.test(line)) name = line;
    else if (line === 'Associated API') scopes.push({ name, section });
    else section = /^(?<section>.+) scopes$/.exec(line)?.groups?.['section'] ?? section;
  }
  return { scopes, links };
}

/** Scopes of the sample manifests, and which of them stand in apps that hold admin scopes. */
export interface ManifestScopes {
  readonly names: readonly string[];
  readonly heldByAdminApps: ReadonlySet<string>;
}

interface Manifest {
  readonly app_type?: string;
  readonly scopes?: readonly string[];
  readonly manifest?: Manifest;
  readonly oauth_information?: { readonly usage?: string; readonly scopes?: readonly { readonly scope: string }[] };
}

export function readManifests(directory: string): ManifestScopes {
  const folder = join(directory, 'manifests');
  const names = new Set<string>();
  const heldByAdminApps = new Set<string>();
  for (const file of readdirSync(folder).sort()) {
    const body = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Manifest;
    const oauth = (body.manifest ?? body).oauth_information;
    const isAdmin = body.app_type === 's2s_oauth' || oauth?.usage === 'ADMIN_MANAGEMENT';
    for (const name of [...(body.scopes ?? []), ...(oauth?.scopes ?? []).map((each) => each.scope)]) {
      names.add(name);
      if (isAdmin) heldByAdminApps.add(name);
    }
  }
  return { names: [...names].sort(), heldByAdminApps };
}

/** The commit and date of the tables, from the note that lies beside them. */
export function readOrigin(directory: string): { readonly commit: string; readonly date: string } {
  const note = readFileSync(join(directory, 'README.md'), 'utf8');
  const { commit, date } = /commit (?<commit>[0-9a-f]{7,40}), (?<date>\d{4}-\d\d-\d\d)/.exec(note)?.groups ?? {};
  if (!commit || !date) throw new Error(`${directory}/README.md does not tell the tables' commit and date`);
  return { commit, date };
}

function toLink(scope: string, found: RegExpExecArray): ScopeLink {
  const { product = '', variant, operationId = '' } = found.groups ?? {};
  return { scope, product, variant: variant === 'ma' ? 'subAccount' : 'own', operationId };
}

function headingOf(line: string, depth: number): string | undefined {
  const mark = `${'#'.repeat(depth)} `;
  return line.startsWith(mark) ? line.slice(mark.length).trim() : undefined;
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split(/\r?\n/);
}
