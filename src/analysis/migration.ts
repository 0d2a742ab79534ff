/** From classic scopes to granular ones: what the calls behind each classic scope get by with. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Declaration } from '../declarations/declaration.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import { AppView, type KnownCall } from './app-view.ts';
import { cheapestCover, offered } from './choice.ts';
import { compareApp } from './compare-app.ts';
import type { App } from './facts.ts';
import { describeFeature } from './feature-needs.ts';
import type { AddedScope } from './plan.ts';
import type { DeclarationVerdict } from './verdict.ts';

/** What becomes of the classic scopes of one manifest. */
export interface Migration {
  readonly before: App;
  readonly after: App;
  /** One per classic scope, in the manifest's order. */
  readonly scopes: readonly MigratedScope[];
  readonly changed: readonly { readonly declaration: Declaration; readonly by: string | null }[];
  readonly added: readonly Pick<AddedScope, 'scope' | 'optional'>[];
}

/** One classic scope. */
export interface MigratedScope {
  readonly declaration: Declaration;
  /** The calls that it authorises. */
  readonly calls: readonly { readonly operation: string; readonly place: Place }[];
  /** How many operations it opens. */
  readonly opens: number;
  readonly outcome: Outcome;
}

export type Outcome =
  /** `by`: the granular scopes that its calls get by with. `fallsAway`: the operations that these do not open. */
  | { readonly kind: 'replaced'; readonly by: readonly string[]; readonly fallsAway: readonly string[] }
  /** Nothing needs it, or other scopes cover its calls. */
  | { readonly kind: 'dropped'; readonly fallsAway: readonly string[] }
  /** `reason`, as the end of a sentence. */
  | { readonly kind: 'stays'; readonly reason: string };

/** Plans the migration of an app's manifest. */
export function planMigration(app: App, catalogue: Catalogue, isSpared: (declaration: Declaration) => boolean): Migration {
  const { types, comparison } = compareApp(app, catalogue);
  const [type] = types;
  const classic = comparison.declarations.filter(({ declaration }) => declaration.source === 'manifest' && catalogue.scope(declaration.scope)?.generation === 'classic');
  if (!type || classic.length === 0) return { before: app, after: app, scopes: [], changed: [], added: [] };
  const view = new AppView(app, type, catalogue);
  const stays = new Map<string, string>();
  for (const verdict of classic) {
    const reason = types.length > 1 ? "the app's type is not known, and it decides the level" : reasonToStay(verdict, view, isSpared);
    if (reason !== undefined) stays.set(verdict.declaration.scope, reason);
  }
  const needed = classic.flatMap(({ declaration: { scope }, use }) => (use.kind === 'needed' || use.kind === 'broad' ? [scope] : []));
  const granular = coverWithGranular(needed, stays, view);
  const scopes = classic.map(({ declaration }) => toMigrated(declaration, granular, stays, view));
  return { before: app, scopes, ...toChanges(app, scopes, view) };
}

/** Why a scope stays whatever its calls; undefined if it may go. */
function reasonToStay({ declaration, use, confidence, evidence }: DeclarationVerdict, view: AppView, isSpared: (declaration: Declaration) => boolean): string | undefined {
  const { scope } = declaration;
  if (view.app.allow.some((entry) => entry.scope === scope)) return 'the configuration keeps it';
  if (isSpared(declaration)) return 'a finding about it is suppressed';
  const [feature] = view.doubts.keeping(scope);
  if (feature) return `${describeFeature(feature)} needs it`;
  switch (use.kind) {
    case 'needed':
    case 'broad':
    case 'redundant':
      return undefined;
    case 'unused':
      return confidence === 'likely' && evidence.length === 0 ? 'no call was found at all' : undefined;
    case 'cannot-tell':
      return use.reason;
    case 'duplicate':
    case 'level-mismatch':
    case 'unknown':
    case 'kept':
    case 'aside':
      return 'the check finds fault with it; run zoom-scopes fix first';
  }
}

/** The granular scopes for the calls of the classic ones that can go; those that cannot are added to `stays`. */
function coverWithGranular(needed: readonly string[], stays: Map<string, string>, view: AppView): ReadonlySet<string> {
  const held = [...view.held].filter((name) => view.catalogue.scope(name)?.generation === 'granular');
  for (;;) {
    const going = needed.filter((name) => !stays.has(name));
    const standing = new Set([...held, ...stays.keys()]);
    const open = view.knownCalls.filter(({ scopes }) => going.some((name) => scopes.has(name)) && !meets(scopes, standing));
    const unanswered = open.find(({ use }) => offered(use, 'granular', view.requirements).length === 0);
    if (unanswered) {
      stays.set(lightest(going, unanswered, view), `no granular scope is known for ${unanswered.use.operation.id}`);
      continue;
    }
    const cover = new Set(view.cheapest(open.map(({ use }) => use), 'granular'));
    const isCovered = (scopes: ReadonlySet<string>): boolean => meets(scopes, cover) || meets(scopes, standing);
    const [name, doubt] = going.map((each) => [each, view.doubts.about(each, isCovered)] as const).find((entry) => entry[1]) ?? [];
    if (name === undefined || !doubt) return new Set([...held, ...cover]);
    stays.set(name, doubt.reason);
  }
}

function lightest(names: readonly string[], { scopes }: KnownCall, view: AppView): string {
  return names.filter((name) => scopes.has(name)).reduce((least, name) => (view.weightOf(name) < view.weightOf(least) ? name : least));
}

function toMigrated(declaration: Declaration, granular: ReadonlySet<string>, stays: ReadonlyMap<string, string>, view: AppView): MigratedScope {
  const { scope } = declaration;
  const calls = view.callsTaking(scope);
  const opened = view.catalogue.operationsOf(scope).map(({ operation }) => operation.id);
  return {
    declaration,
    calls: calls.map(({ site, use }) => ({ operation: use.operation.id, place: site.span })).toSorted((a, b) => comparePlaces(a.place, b.place)),
    opens: new Set(opened).size,
    outcome: outcomeOf(),
  };

  function outcomeOf(): Outcome {
    const reason = stays.get(scope);
    if (reason !== undefined) return { kind: 'stays', reason };
    const answered = calls.filter(({ scopes }) => meets(scopes, granular) && !meets(scopes, new Set(stays.keys())));
    const acceptedBy = new Map(answered.map(({ use, scopes }) => [use, [...scopes].filter((name) => granular.has(name))]));
    const by = cheapestCover([...acceptedBy.keys()], (use) => acceptedBy.get(use) ?? [], view.weightOf) ?? [];
    const still = new Set(by.flatMap((name) => view.catalogue.operationsOf(name).map(({ operation }) => operation.id)));
    const fallsAway = [...new Set(opened)].filter((id) => !still.has(id)).sort();
    return by.length > 0 ? { kind: 'replaced', by, fallsAway } : { kind: 'dropped', fallsAway };
  }
}

/** A granular scope takes the place of the first classic one that it replaces; one that must not be declined goes first. */
function toChanges(app: App, scopes: readonly MigratedScope[], view: AppView): Pick<Migration, 'changed' | 'added' | 'after'> {
  const placed = new Set(view.held);
  const added: { scope: string; optional: boolean }[] = [];
  const going = scopes.filter(({ outcome }) => outcome.kind !== 'stays').toSorted((a, b) => Number(a.declaration.optional) - Number(b.declaration.optional));
  const changed = going.map(({ declaration, outcome }) => {
    const fresh = outcome.kind === 'replaced' ? outcome.by.filter((name) => !placed.has(name)) : [];
    for (const name of fresh) placed.add(name);
    const [by = null, ...others] = fresh;
    added.push(...others.map((scope) => ({ scope, optional: declaration.optional })));
    return { declaration, by };
  });
  const successors = new Map(changed.map(({ declaration, by }) => [declaration, by]));
  const kept = app.declarations.flatMap((declaration): readonly Declaration[] => {
    const by = successors.get(declaration);
    return by === undefined ? [declaration] : by === null ? [] : [{ ...declaration, scope: by }];
  });
  const model = changed[0]?.declaration;
  const fresh = model ? added.map((entry): Declaration => ({ ...model, ...entry })) : [];
  return { changed, added, after: { ...app, declarations: [...kept, ...fresh] } };
}

function meets(scopes: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...scopes].some((name) => others.has(name));
}
