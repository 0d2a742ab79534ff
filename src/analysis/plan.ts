/** The changes of a manifest's scopes that leave a check of the app with nothing to say that can be mended there. */
import type { CallSite } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Generation } from '../catalogue/types.ts';
import type { Declaration } from '../declarations/declaration.ts';
import type { Place } from '../util/span.ts';
import { ownGenerationsOf, type Generations } from './app-view.ts';
import { offered, weigher } from './choice.ts';
import { compareApp, type AppComparison } from './compare-app.ts';
import { declaredSetOf } from './declared-set.ts';
import type { App } from './facts.ts';
import { Requirements } from './requirement.ts';
import { solveHittingSet } from './solver.ts';
import type { CallVerdict, DeclarationVerdict, Use } from './verdict.ts';

/** What becomes of the entries of one manifest. */
export interface ScopePlan {
  /** The app with the changes made. */
  readonly after: App;
  /** What goes, and what another scope takes the place of. */
  readonly changed: readonly ChangedScope[];
  readonly added: readonly AddedScope[];
}

/** A declared scope that does not stay. */
export interface ChangedScope {
  readonly declaration: Declaration;
  /** What stands there instead; null for nothing. */
  readonly by: string | null;
  /** The verdict that speaks against it. */
  readonly use: Use;
  readonly evidence: readonly Place[];
}

/** A scope in an entry of its own. */
export interface AddedScope {
  readonly scope: string;
  readonly optional: boolean;
  /** The calls that it is for. */
  readonly evidence: readonly Place[];
}

/** What is left alone whatever the verdict, because somebody said so. */
export interface Spared {
  readonly declaration: (declaration: Declaration) => boolean;
  readonly call: (site: CallSite) => boolean;
}

/** An entry on its way: what it was, and what it is by now. */
interface Entry {
  readonly origin: Declaration | null;
  readonly now: Declaration;
}

interface State {
  /** Those of the app as it was: it keeps to them although all its scopes may go. */
  readonly generations: Generations;
  readonly entries: readonly Entry[];
  /** The first verdict against each original entry. */
  readonly against: ReadonlyMap<Declaration, DeclarationVerdict>;
}

/** Each round mends what the last one laid open, such as the use of a scope whose name was wrong; few apps take three. */
const ROUNDS = 10;

/** Plans the changes. An app without a readable manifest has none. */
export function planScopes(app: App, catalogue: Catalogue, spared: Spared): ScopePlan {
  const editable = app.declarations.filter(({ source }) => source === 'manifest');
  let state: State = {
    generations: ownGenerationsOf(declaredSetOf(app, catalogue), catalogue),
    entries: editable.map((declaration) => ({ origin: declaration, now: declaration })),
    against: new Map(),
  };
  for (let round = 0; hasList(app) && round < ROUNDS; round++) {
    const next = nextState(app, state, catalogue, spared);
    if (!next) break;
    state = next;
  }
  return toPlan(app, state, catalogue);
}

function hasList({ manifest, isManifestUnread }: App): boolean {
  return manifest !== null && isManifestUnread !== true;
}

function toPlan(app: App, { entries, against }: State, catalogue: Catalogue): ScopePlan {
  const after = withEntries(app, entries);
  const { declarations } = compareApp(after, catalogue).comparison;
  const standing = new Map(entries.flatMap(({ origin, now }) => (origin ? [[origin, now.scope] as const] : [])));
  return {
    after,
    changed: [...against].flatMap(([declaration, { use, evidence }]) => {
      const by = standing.get(declaration) ?? null;
      return by === declaration.scope ? [] : [{ declaration, by, use, evidence }];
    }),
    added: entries
      .filter(({ origin }) => origin === null)
      .map(({ now }) => ({
        scope: now.scope,
        optional: now.optional,
        evidence: declarations.find(({ declaration }) => declaration === now)?.evidence ?? [],
      }))
      .toSorted((a, b) => (a.scope < b.scope ? -1 : 1)),
  };
}

function withEntries(app: App, entries: readonly Entry[]): App {
  const others = app.declarations.filter(({ source }) => source !== 'manifest');
  return { ...app, declarations: [...entries.map(({ now }) => now), ...others] };
}

/** One round; undefined where nothing is left to do. */
function nextState(app: App, state: State, catalogue: Catalogue, spared: Spared): State | undefined {
  const current = withEntries(app, state.entries);
  const compared = compareApp(current, catalogue);
  const verdicts = new Map(compared.comparison.declarations.map((verdict) => [verdict.declaration, verdict]));
  const successors = state.entries.map((entry) => {
    const verdict = verdictOn(entry, state.entries, verdicts);
    const isSpared = !verdict || (entry.origin !== null && spared.declaration(entry.origin));
    return { entry, verdict, scopes: isSpared ? undefined : successorsOf(verdict) };
  });
  if (successors.some(({ scopes }) => scopes)) return replaceEntries(state, successors);
  const missing = scopesToAdd(current, compared, state.generations, catalogue, spared);
  if (missing.length === 0) return undefined;
  return { ...state, entries: [...state.entries, ...missing.map((scope) => newEntry(scope, false, app.manifest ?? ''))] };
}

interface Succession {
  readonly entry: Entry;
  readonly verdict: DeclarationVerdict | undefined;
  readonly scopes: readonly string[] | undefined;
}

function replaceEntries({ entries, against, generations }: State, successors: readonly Succession[]): State {
  const held = new Set(entries.map(({ now }) => now.scope));
  const verdicts = new Map(against);
  const replaced = successors.flatMap(({ entry, verdict, scopes }): readonly Entry[] => {
    if (!scopes || !verdict) return [entry];
    if (entry.origin && !verdicts.has(entry.origin)) verdicts.set(entry.origin, verdict);
    const { optional, span } = entry.now;
    const [first, ...others] = scopes.filter((scope) => !held.has(scope));
    if (first === undefined) return [];
    for (const scope of [first, ...others]) held.add(scope);
    return [{ ...entry, now: { ...entry.now, scope: first } }, ...others.map((scope) => newEntry(scope, optional, span.file))];
  });
  return { generations, entries: replaced, against: verdicts };
}

function newEntry(scope: string, optional: boolean, file: string): Entry {
  const span = { file, line: 1, column: 1, endLine: 1, endColumn: 1, start: 0, end: 0 };
  return { origin: null, now: { scope, optional, source: 'manifest', span } };
}

/** The scopes to stand in an entry's place, none to take it out; undefined to leave it. */
function successorsOf({ use, confidence, evidence }: DeclarationVerdict): readonly string[] | undefined {
  switch (use.kind) {
    case 'duplicate':
    case 'redundant':
      return [];
    case 'unknown':
      return use.nearest.length > 0 ? use.nearest.slice(0, 1) : undefined;
    case 'unused':
      // Where no call was found at all, they may have been overlooked.
      return confidence === 'likely' && evidence.length === 0 ? undefined : [];
    case 'broad':
    case 'level-mismatch':
      return use.replacement;
    case 'needed':
    case 'kept':
    case 'cannot-tell':
    case 'aside':
      return undefined;
  }
}

/** The verdict on an entry. Of two that repeat each other the one goes that users may decline. */
function verdictOn(entry: Entry, entries: readonly Entry[], verdicts: ReadonlyMap<Declaration, DeclarationVerdict>): DeclarationVerdict | undefined {
  const verdict = verdicts.get(entry.now);
  const alike = entries.filter(({ now }) => now.scope === entry.now.scope);
  const required = alike.find(({ now }) => !now.optional);
  if (!verdict || !required || required === alike[0] || !alike.some(({ now }) => verdicts.get(now)?.use.kind === 'duplicate')) return verdict;
  if (entry !== required) return { ...verdict, use: { kind: 'duplicate', first: required.now.span } };
  return alike[0] && verdicts.get(alike[0].now);
}

/** The cheapest scopes for the calls that nothing declared covers. None where the app's type is not known: it decides their level. */
function scopesToAdd(
  app: App,
  { types, comparison }: AppComparison,
  generations: Generations,
  catalogue: Catalogue,
  spared: Spared,
): readonly string[] {
  const [type, another] = types;
  if (!type || another) return [];
  const requirements = Requirements.of(type, catalogue);
  const rows = comparison.calls
    .filter(({ site, coverage }) => (coverage.kind === 'missing' || coverage.kind === 'nothing-declared') && !spared.call(site))
    .map((verdict) => generations.map((generation) => candidatesFor(verdict, generation, requirements)).find((row) => row.length > 0) ?? []);
  const { known } = declaredSetOf(app, catalogue);
  return solveHittingSet({ rows: rows.filter((row) => row.length > 0), weightOf: weigher(catalogue, known) }).names;
}

function candidatesFor({ site: { resolution }, coverage }: CallVerdict, generation: Generation, requirements: Requirements): readonly string[] {
  if (resolution.kind === 'operation') return offered(resolution, generation, requirements);
  const names = coverage.kind === 'missing' ? coverage.addAnyOf : [];
  return names.filter((name) => requirements.catalogue.scope(name)?.generation === generation);
}
