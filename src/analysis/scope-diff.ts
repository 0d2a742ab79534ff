/** What two states of a project differ in: the scopes that its apps declare, and those that their calls need. */
import type { CallSite } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AppType } from '../declarations/declaration.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import { compareApp } from './compare-app.ts';
import { consentFor, type AskedScope, type ConsentChange } from './consent.ts';
import { declaredSetOf } from './declared-set.ts';
import type { App, Facts } from './facts.ts';
import { minimalSetOf } from './minimal-set.ts';
import { Requirements } from './requirement.ts';

/** How one app changed. */
export interface AppScopeDiff {
  readonly app: string;
  readonly type: AppType;
  readonly manifest: string | null;
  readonly presence: 'both' | 'new' | 'gone';
  readonly declared: { readonly added: readonly ScopeCause[]; readonly dropped: readonly ScopeCause[] };
  /** What the least set of scopes for the calls gained and lost. */
  readonly needed: { readonly added: readonly ScopeCause[]; readonly dropped: readonly ScopeCause[] };
  /** Needed now, not before, and not declared: to declare them means to ask for them. */
  readonly undeclared: readonly string[];
  readonly consent: ConsentChange;
}

/** A scope that came or went. */
export interface ScopeCause {
  readonly scope: string;
  /** Users may decline it. */
  readonly optional: boolean;
  /** The calls that it authorises, in the state that has it. */
  readonly calls: readonly CauseCall[];
}

export interface CauseCall {
  readonly operation: string;
  readonly place: Place;
  /** The other state does not call the operation. */
  readonly isNew: boolean;
}

/** Compares two states, app by app: by name, else by manifest; a lone app is itself whatever it is called. */
export function diffScopes(before: Facts, after: Facts, catalogue: Catalogue): readonly AppScopeDiff[] {
  const pairs = pairApps(before.apps, after.apps);
  return pairs.map(([then, now]) => diffApp(then && stateOf(then, catalogue), now && stateOf(now, catalogue)));
}

type Pair = readonly [then: App | undefined, now: App | undefined];

function pairApps(before: readonly App[], after: readonly App[]): readonly Pair[] {
  const left = new Set(before);
  const take = (app: App | undefined): App | undefined => {
    if (app) left.delete(app);
    return app;
  };
  const byName = new Map(after.map((now) => [now, take([...left].find(({ name }) => name === now.name))]));
  const pairs = after.map((now): Pair => [
    byName.get(now) ??
      take([...left].find(({ manifest }) => manifest !== null && manifest === now.manifest) ?? (before.length === 1 && after.length === 1 ? before[0] : undefined)),
    now,
  ]);
  return [...pairs, ...[...left].map((then): Pair => [then, undefined])];
}

/** One app in one state. */
interface State {
  readonly app: App;
  readonly asked: readonly AskedScope[];
  readonly needed: readonly string[];
  readonly operations: ReadonlySet<string>;
  readonly callsTaking: (scope: string) => readonly { readonly operation: string; readonly site: CallSite }[];
}

function stateOf(app: App, catalogue: Catalogue): State {
  const { types, comparison } = compareApp(app, catalogue);
  const minimal = minimalSetOf(app, types, comparison, catalogue);
  const requirements = Requirements.of(minimal.type, catalogue);
  const known = app.calls.flatMap((site) => (site.resolution.kind === 'operation' ? [{ site, use: site.resolution, operation: site.resolution.operation.id }] : []));
  return {
    app,
    asked: [...declaredSetOf(app, catalogue).deciding],
    needed: minimal.scopes,
    operations: new Set(known.map(({ operation }) => operation)),
    callsTaking: (scope) =>
      known.filter(({ use }) => {
        const requirement = requirements.of(use);
        return requirement.kind === 'any-of' && requirement.scopes.has(scope);
      }),
  };
}

function diffApp(then: State | undefined, now: State | undefined): AppScopeDiff {
  const present = now ?? then;
  if (!present) throw new RangeError('One of the two states has the app');
  const asked = (state: State | undefined): readonly AskedScope[] => state?.asked ?? [];
  const names = (scopes: readonly AskedScope[]): readonly string[] => scopes.map(({ scope }) => scope);
  const needed = { added: causes(now, then, now?.needed ?? [], then?.needed ?? []), dropped: causes(then, now, then?.needed ?? [], now?.needed ?? []) };
  const declared = new Set(names(asked(now)));
  return {
    app: present.app.name,
    type: present.app.type,
    manifest: present.app.manifest,
    presence: then && now ? 'both' : now ? 'new' : 'gone',
    declared: {
      added: causes(now, then, names(asked(now)), names(asked(then))),
      dropped: causes(then, now, names(asked(then)), names(asked(now))),
    },
    needed,
    undeclared: needed.added.map(({ scope }) => scope).filter((scope) => !declared.has(scope)),
    consent: consentFor(present.app.type, asked(then), asked(now)),
  };
}

/** The names that one state has and the other has not, with the calls of that state. */
function causes(state: State | undefined, other: State | undefined, names: readonly string[], others: readonly string[]): readonly ScopeCause[] {
  if (!state) return [];
  return [...new Set(names)]
    .filter((scope) => !others.includes(scope))
    .sort()
    .map((scope) => ({
      scope,
      optional: state.asked.some((asked) => asked.scope === scope && asked.optional),
      calls: state
        .callsTaking(scope)
        .map(({ operation, site }) => ({ operation, place: site.span, isNew: other?.operations.has(operation) !== true }))
        .toSorted((a, b) => comparePlaces(a.place, b.place)),
    }));
}
