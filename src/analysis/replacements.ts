/** What could stand in for a declared scope: narrower ones, granular ones, those of a user-managed app. */
import { cheapestCover, offered } from './choice.ts';
import type { AppView, KnownCall } from './app-view.ts';
import type { CallSite } from '../calls/call-site.ts';
import { levelsOf } from './levels.ts';
import { Requirements } from './requirement.ts';

/**
 * The replacements of one app. Each holds by itself and beside any others: whoever follows some of them, and not the
 * rest, loses no call.
 */
export class Replacements {
  readonly #view: AppView;
  /** By the scopes that can be replaced, in the order in which that was found out. */
  readonly #narrower = new Map<string, readonly string[]>();
  readonly #granular = new Map<string, readonly string[]>();

  constructor(view: AppView) {
    this.#view = view;
    const heaviestFirst = [...view.chosen].sort((a, b) => {
      const difference = view.weightOf(b) - view.weightOf(a);
      return difference > 0n ? 1 : difference < 0n ? -1 : a < b ? -1 : 1;
    });
    for (const name of heaviestFirst) {
      const replacement = this.#findNarrower(name);
      if (replacement) this.#narrower.set(name, replacement);
    }
    for (const name of heaviestFirst) {
      const replacement = this.#narrower.has(name) ? undefined : this.#findGranular(name);
      if (replacement) this.#granular.set(name, replacement);
    }
  }

  /** Lighter scopes of the same generation that do what only this one is needed for. */
  narrowerThan(name: string): readonly string[] | undefined {
    return this.#narrower.get(name);
  }

  /** The granular scopes that would do for a classic one. */
  granularFor(name: string): readonly string[] | null {
    return this.#granular.get(name) ?? null;
  }

  /** What a user-managed app would need instead, where every call of an admin-managed one is about its own user. */
  userLevelFor(name: string): readonly string[] | null {
    const { app, requirements, doubts, catalogue, weightOf } = this.#view;
    if (requirements.type !== 'admin-managed' || doubts.any || app.features.length > 0) return null;
    if (!app.calls.every(({ subject }) => subject === 'me')) return null;
    const generation = catalogue.scope(name)?.generation ?? 'granular';
    const asUser = Requirements.of('user-managed', catalogue);
    const uses = this.#forcing(name).map(({ use }) => use);
    return cheapestCover(uses, (use) => offered(use, generation, asUser), weightOf) ?? null;
  }

  /** What this app can hold instead of a scope of the wrong level, for those of the calls that nothing else covers. */
  forUnholdable(name: string, calls: readonly CallSite[]): readonly string[] {
    const { knownCalls, held } = this.#view;
    if (calls.length === 0) return this.#siblingsOf(name);
    const open = knownCalls.filter(({ site, scopes }) => calls.includes(site) && !meets(scopes, held));
    const uses = open.map(({ use }) => use);
    const [first, second] = this.#view.generationsLike(name);
    return this.#view.cheapest(uses, first) ?? this.#view.cheapest(uses, second) ?? [];
  }

  #siblingsOf(name: string): readonly string[] {
    const { requirements, catalogue, held } = this.#view;
    const [level] = levelsOf(requirements.type);
    const sibling = level && catalogue.siblingAt(name, level)?.name;
    return sibling && !held.has(sibling) ? [sibling] : [];
  }

  #findNarrower(name: string): readonly string[] | undefined {
    const { catalogue, weightOf } = this.#view;
    if (this.#isKept(name)) return undefined;
    const generation = catalogue.scope(name)?.generation ?? 'granular';
    const replacement = this.#view.cheapest(this.#forcing(name).map(({ use }) => use), generation);
    if (!replacement || replacement.includes(name)) return undefined;
    const weight = replacement.reduce((sum, narrower) => sum + weightOf(narrower), 0n);
    return weight < weightOf(name) && this.#isSafe(name, replacement) ? replacement : undefined;
  }

  #findGranular(name: string): readonly string[] | undefined {
    if (this.#view.catalogue.scope(name)?.generation !== 'classic' || this.#isKept(name)) return undefined;
    const replacement = this.#view.cheapest(this.#forcing(name).map(({ use }) => use), 'granular');
    return replacement && this.#isSafe(name, replacement) ? replacement : undefined;
  }

  #isKept(name: string): boolean {
    return this.#view.doubts.keeping(name).length > 0;
  }

  /** Whether nothing that is not known to the end could need the scope beside its replacement. */
  #isSafe(name: string, replacement: readonly string[]): boolean {
    const instead = new Set(replacement);
    return !this.#view.doubts.about(name, (scopes) => meets(scopes, instead) || this.#isCoveredWithout(name, scopes));
  }

  /** The calls that are not covered for certain without the scope. */
  #forcing(name: string): readonly KnownCall[] {
    return this.#view.callsTaking(name).filter(({ scopes }) => !this.#isCoveredWithout(name, scopes));
  }

  /** Whether another chosen scope covers what takes any of these, and goes on to where it is replaced itself. */
  #isCoveredWithout(name: string, scopes: ReadonlySet<string>): boolean {
    return [...scopes].some((other) => {
      if (other === name || !this.#view.chosen.has(other)) return false;
      const replacement = this.#narrower.get(other) ?? this.#granular.get(other);
      return !replacement || replacement.some((narrower) => scopes.has(narrower));
    });
  }
}

function meets(scopes: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...scopes].some((name) => others.has(name));
}
