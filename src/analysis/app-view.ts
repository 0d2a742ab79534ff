/** What the stages of a comparison stand on: an app as one of a type, its calls sorted out, and what it holds of what it declares. */
import type { CallSite } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Generation, OperationUse } from '../catalogue/types.ts';
import { cheapestCover, offered, weigher, type Weigher } from './choice.ts';
import { declaredSetOf, type DeclaredSet } from './declared-set.ts';
import { Doubts } from './doubts.ts';
import type { App } from './facts.ts';
import { canHold, type DecidedType } from './levels.ts';
import { Requirements } from './requirement.ts';

/** A call whose operation is known, and the scopes of which it needs one. */
export interface KnownCall {
  readonly site: CallSite;
  readonly use: OperationUse;
  readonly scopes: ReadonlySet<string>;
}

/** The two generations, the one to prefer first. */
export type Generations = readonly [Generation, Generation];

const CLASSIC_FIRST: Generations = ['classic', 'granular'];
const GRANULAR_FIRST: Generations = ['granular', 'classic'];

/** An app as one of a type. */
export class AppView {
  readonly app: App;
  readonly catalogue: Catalogue;
  readonly requirements: Requirements;
  readonly weightOf: Weigher;
  readonly declared: DeclaredSet;
  /** Declared scopes that an app of this type can hold. */
  readonly held: ReadonlySet<string>;
  readonly knownCalls: readonly KnownCall[];
  readonly doubts: Doubts;
  /** The cheapest part of what is held that covers every call that it can cover at all. */
  readonly chosen: ReadonlySet<string>;

  constructor(app: App, type: DecidedType, catalogue: Catalogue) {
    this.app = app;
    this.catalogue = catalogue;
    this.requirements = Requirements.of(type, catalogue);
    this.declared = declaredSetOf(app, catalogue);
    this.weightOf = weigher(catalogue, this.declared.known);
    this.held = new Set([...this.declared.known].filter((name) => isHoldable(name, type, catalogue)));
    this.knownCalls = app.calls.flatMap((site) => toKnownCall(site, this.requirements) ?? []);
    this.doubts = new Doubts(app, this.requirements, this.held);
    this.chosen = new Set(this.#choose());
  }

  callsTaking(name: string): readonly KnownCall[] {
    return this.knownCalls.filter(({ scopes }) => scopes.has(name));
  }

  /** The cheapest scopes of one generation that are on offer for these calls; undefined where one has none. */
  cheapest(uses: readonly OperationUse[], generation: Generation): readonly string[] | undefined {
    return cheapestCover(uses, (use) => offered(use, generation, this.requirements), this.weightOf);
  }

  /** The generation of a scope first. */
  generationsLike(name: string): Generations {
    return this.catalogue.scope(name)?.generation === 'granular' ? GRANULAR_FIRST : CLASSIC_FIRST;
  }

  get ownGenerations(): Generations {
    return ownGenerationsOf(this.declared, this.catalogue);
  }

  #choose(): readonly string[] {
    const rows = this.knownCalls.map(({ use, scopes }) => ({ use, names: [...scopes].filter((name) => this.held.has(name)) }));
    const namesFor = new Map(rows.filter(({ names }) => names.length > 0).map(({ use, names }) => [use, names]));
    return cheapestCover([...namesFor.keys()], (use) => namesFor.get(use) ?? [], this.weightOf) ?? [];
  }
}

/** The generation that an app declares more of first; granular ones where it declares none. */
export function ownGenerationsOf({ known }: DeclaredSet, catalogue: Catalogue): Generations {
  const declared = [...known].map((name) => catalogue.scope(name)?.generation);
  const classic = declared.filter((generation) => generation === 'classic').length;
  return classic > declared.length - classic ? CLASSIC_FIRST : GRANULAR_FIRST;
}

function isHoldable(name: string, type: DecidedType, catalogue: Catalogue): boolean {
  const scope = catalogue.scope(name);
  return scope !== undefined && canHold(scope, type, catalogue);
}

function toKnownCall(site: CallSite, requirements: Requirements): KnownCall | undefined {
  if (site.resolution.kind !== 'operation') return undefined;
  const requirement = requirements.of(site.resolution);
  return requirement.kind === 'any-of' ? { site, use: site.resolution, scopes: requirement.scopes } : undefined;
}
