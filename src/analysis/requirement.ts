/** What a call requires: the scopes of which a token needs any one, cut to those that the app's type can hold. */
import { acceptedScopes } from '../catalogue/accepted-scopes.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { levelOf } from '../catalogue/scope.ts';
import type { Generation, OperationUse } from '../catalogue/types.ts';
import { levelsOf, type DecidedType } from './levels.ts';

/** Not knowing the scopes of an operation is a requirement of its own kind: nothing can be said against any scope. */
export type Requirement =
  | { readonly kind: 'any-of'; readonly scopes: ReadonlySet<string>; readonly listed: ReadonlySet<string> }
  /** It is known what authorises the operation (`listed`), but an app of this type can hold none of it. */
  | { readonly kind: 'out-of-reach'; readonly listed: ReadonlySet<string> }
  | { readonly kind: 'unknown' };

/** Answers what operations require of apps of one type; each question is worked out once. */
export class Requirements {
  static readonly #all = new WeakMap<Catalogue, Map<DecidedType, Requirements>>();

  readonly type: DecidedType;
  readonly catalogue: Catalogue;
  readonly #known = new Map<string, Requirement>();

  private constructor(type: DecidedType, catalogue: Catalogue) {
    this.type = type;
    this.catalogue = catalogue;
  }

  /** Those of one type: the same object each time, since they hang on nothing else. */
  static of(type: DecidedType, catalogue: Catalogue): Requirements {
    const ofCatalogue = Requirements.#all.get(catalogue) ?? new Map<DecidedType, Requirements>();
    const requirements = ofCatalogue.get(type) ?? new Requirements(type, catalogue);
    Requirements.#all.set(catalogue, ofCatalogue.set(type, requirements));
    return requirements;
  }

  of(use: OperationUse): Requirement {
    const key = `${use.variant} ${use.operation.id}`;
    const known = this.#known.get(key);
    if (known) return known;
    const requirement = this.#workOut(use);
    this.#known.set(key, requirement);
    return requirement;
  }

  #workOut({ operation, variant }: OperationUse): Requirement {
    const lists = acceptedScopes(operation, variant);
    const listed = new Set([...lists.classic, ...lists.granular]);
    if (operation[variant].classic.length + operation[variant].granular.length === 0) return { kind: 'unknown' };
    const held = (generation: Generation): readonly string[] => this.#held(lists[generation], operation[variant][generation]);
    const scopes = new Set([...held('classic'), ...held('granular')]);
    return scopes.size > 0 ? { kind: 'any-of', scopes, listed } : { kind: 'out-of-reach', listed };
  }

  /**
   * The scopes of one list that the app's type can hold. Lists often name a scope at user level only: where a list has
   * nothing at the levels of an account's app, the siblings at these levels stand for it, or, without siblings, the
   * scope itself (`imchat:bot`).
   */
  #held(accepted: readonly string[], listed: readonly string[]): readonly string[] {
    const levels = levelsOf(this.type);
    const held = accepted.filter((name) => levels.includes(levelOf(name)) || this.catalogue.scope(name)?.anyLevel);
    if (this.type === 'user-managed' || listed.some((name) => held.includes(name))) return held;
    const siblings = listed.flatMap((name) => this.catalogue.siblingAt(name, 'admin')?.name ?? []);
    return [...held, ...(siblings.length > 0 ? siblings : listed)];
  }
}
