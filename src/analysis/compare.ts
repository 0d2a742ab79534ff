/** Compares what an app's calls require with what the app declares, for one app type. */
import type { CallSite } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { parseScope } from '../catalogue/scope.ts';
import type { Generation, OperationUse } from '../catalogue/types.ts';
import type { Declaration } from '../declarations/declaration.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import { cheapestCover, familyOf, offered, weigher } from './choice.ts';
import { declaredSetOf, type DeclaredSet } from './declared-set.ts';
import type { App } from './facts.ts';
import { describeFeature, needOf } from './feature-needs.ts';
import { canHold, levelsOf, siblingAt, type DecidedType } from './levels.ts';
import { Requirements } from './requirement.ts';
import { couldNeed, isOneOperation, readingsOfAmbiguous, toUnreadCall, type UnreadCall } from './unread-call.ts';
import type { CallVerdict, Comparison, Coverage, DeclarationVerdict, Use } from './verdict.ts';

/** The verdicts on an app, as an app of this type. */
export function compare(app: App, type: DecidedType, catalogue: Catalogue): Comparison {
  const comparer = new Comparer(app, type, catalogue);
  return {
    calls: app.calls.map((site) => comparer.judgeCall(site)),
    declarations: app.declarations.map((declaration) => comparer.judgeDeclaration(declaration)),
  };
}

/** A call whose operation is known, and the scopes of which it needs one. */
interface KnownCall {
  readonly site: CallSite;
  readonly use: OperationUse;
  readonly scopes: ReadonlySet<string>;
}

/** A judgement before its evidence is turned into places. */
interface Judgement {
  readonly use: Use;
  readonly calls: readonly CallSite[];
  readonly features?: readonly Place[];
}

type Generations = readonly [Generation, Generation];

const CLASSIC_FIRST: Generations = ['classic', 'granular'];
const GRANULAR_FIRST: Generations = ['granular', 'classic'];

class Comparer {
  readonly #app: App;
  readonly #catalogue: Catalogue;
  readonly #requirements: Requirements;
  readonly #weightOf: (name: string) => bigint;
  readonly #declared: DeclaredSet;
  /** Declared scopes that an app of this type can hold. */
  readonly #held: ReadonlySet<string>;
  readonly #knownCalls: readonly KnownCall[];
  readonly #unreadCalls: readonly UnreadCall[];
  /** The cheapest part of what is held that covers every call that it can cover at all. */
  readonly #chosen: ReadonlySet<string>;
  readonly #judged = new Map<string, Judgement>();

  constructor(app: App, type: DecidedType, catalogue: Catalogue) {
    this.#app = app;
    this.#catalogue = catalogue;
    this.#requirements = new Requirements(type, catalogue);
    this.#declared = declaredSetOf(app, catalogue);
    this.#weightOf = weigher(catalogue, this.#declared.known);
    this.#held = new Set([...this.#declared.known].filter((name) => this.#canHold(name)));
    this.#knownCalls = app.calls.flatMap((site) => this.#toKnownCall(site) ?? []);
    this.#unreadCalls = app.calls.flatMap((site) => toUnreadCall(site, this.#requirements) ?? []);
    this.#chosen = new Set(this.#chooseFrom(this.#held));
  }

  judgeCall(site: CallSite): CallVerdict {
    return { site, coverage: this.#coverageOf(site), subjectMismatch: this.#subjectMismatchOf(site) };
  }

  judgeDeclaration(declaration: Declaration): DeclarationVerdict {
    const { use, calls, features = [] } = this.#judgeOnce(declaration);
    return {
      declaration,
      use,
      evidence: [...calls.map((site) => site.span), ...features].toSorted(comparePlaces),
      confidence: this.#confidenceOf(use, calls),
    };
  }

  /** That nothing was found where nothing was read is a weaker claim. */
  #confidenceOf(use: Use, calls: readonly CallSite[]): DeclarationVerdict['confidence'] {
    const isAboutUse = use.kind !== 'unknown' && use.kind !== 'duplicate';
    if (isAboutUse && this.#app.calls.length === 0) return 'likely';
    return calls.some((site) => site.confidence === 'likely') ? 'likely' : 'certain';
  }

  #toKnownCall(site: CallSite): KnownCall | undefined {
    if (site.resolution.kind !== 'operation') return undefined;
    const requirement = this.#requirements.of(site.resolution);
    return requirement.kind === 'any-of' ? { site, use: site.resolution, scopes: requirement.scopes } : undefined;
  }

  #canHold(name: string): boolean {
    const scope = this.#catalogue.scope(name);
    return scope !== undefined && canHold(scope, this.#requirements.type, this.#catalogue);
  }

  #chooseFrom(names: ReadonlySet<string>): readonly string[] {
    const rows = this.#knownCalls.map(({ use, scopes }) => ({ use, names: [...scopes].filter((name) => names.has(name)) }));
    const coverable = rows.filter((row) => row.names.length > 0);
    const namesFor = new Map(coverable.map((row) => [row.use, row.names]));
    return cheapestCover([...namesFor.keys()], (use) => namesFor.get(use) ?? [], this.#weightOf) ?? [];
  }

  #callsTaking(name: string): readonly KnownCall[] {
    return this.#knownCalls.filter(({ scopes }) => scopes.has(name));
  }

  // Calls

  #coverageOf(site: CallSite): Coverage {
    const { resolution } = site;
    switch (resolution.kind) {
      case 'operation':
        return this.#coverageOfReadings([resolution]);
      case 'ambiguous': {
        const { uses, isOpenEnded } = readingsOfAmbiguous(site, resolution, this.#catalogue);
        const coverage = this.#coverageOfReadings(uses);
        return isOpenEnded && coverage.kind !== 'covered' ? { kind: 'cannot-tell' } : coverage;
      }
      case 'not-in-catalogue':
      case 'unresolved':
        return { kind: 'cannot-tell' };
    }
  }

  #coverageOfReadings(uses: readonly OperationUse[]): Coverage {
    const coverages = uses.map((use) => this.#coverageOfUse(use));
    const [first] = coverages;
    if (!first || coverages.some(({ kind }) => kind !== first.kind)) return { kind: 'cannot-tell' };
    if (first.kind !== 'missing') return first;
    const additions = coverages.map((coverage) => (coverage.kind === 'missing' ? coverage.addAnyOf : []));
    return { kind: 'missing', addAnyOf: isOneOperation(uses) ? [...new Set(additions.flat())] : namesInAll(additions) };
  }

  #coverageOfUse(use: OperationUse): Coverage {
    const requirement = this.#requirements.of(use);
    if (requirement.kind === 'unknown') return { kind: 'cannot-tell' };
    if (requirement.kind === 'out-of-reach') return { kind: 'out-of-reach' };
    const { scopes, listed } = requirement;
    if ([...scopes].some((name) => this.#held.has(name))) return { kind: 'covered' };
    if (this.#declared.deciding.size === 0) return { kind: 'nothing-declared' };
    if (this.#isMendedByDeclaration(new Set([...scopes, ...listed]))) return { kind: 'mended-by-declaration' };
    if (this.#mayBeCoveredByUnknown(scopes) || this.#comesWithFeature(scopes)) return { kind: 'cannot-tell' };
    return { kind: 'missing', addAnyOf: this.#narrowestPerGeneration(use) };
  }

  /** A scope of the wrong level gets a replacement, a typo its right name: either covers the call then. */
  #isMendedByDeclaration(accepted: ReadonlySet<string>): boolean {
    const atWrongLevel = [...this.#declared.known].filter((name) => !this.#held.has(name));
    const corrected = this.#decidingUnknown().flatMap(({ nearest: [first] }) => first ?? []);
    return [...atWrongLevel, ...corrected].some((name) => accepted.has(name));
  }

  /** A scope that is newer than the catalogue may authorise operations of its family. */
  #mayBeCoveredByUnknown(accepted: ReadonlySet<string>): boolean {
    const families = new Set([...accepted].map(familyOf));
    return this.#decidingUnknown().some(({ name, nearest }) => nearest.length === 0 && families.has(familyOf(name)));
  }

  /** A chatbot calls with a token of its own, whose scopes Zoom gives it with the feature: Zoom's samples do not declare them. */
  #comesWithFeature(accepted: ReadonlySet<string>): boolean {
    const features = this.#app.features.filter(({ kind }) => kind === 'chatbot');
    return features.some((feature) => [...accepted].every((name) => needOf(feature, name) === 'needs'));
  }

  #decidingUnknown(): readonly { readonly name: string; readonly nearest: readonly string[] }[] {
    const names = new Set([...this.#declared.deciding].map(({ scope }) => scope));
    return [...this.#declared.unknown].flatMap(([name, nearest]) => (names.has(name) ? [{ name, nearest }] : []));
  }

  #narrowestPerGeneration(use: OperationUse): readonly string[] {
    return this.#generations().flatMap((generation) => this.#cheapest([use], generation) ?? []);
  }

  /** Both generations, the one that the app declares more of first; granular ones where it declares none. */
  #generations(): Generations {
    const declared = [...this.#declared.known].map((name) => this.#catalogue.scope(name)?.generation);
    const classic = declared.filter((generation) => generation === 'classic').length;
    return classic > declared.length - classic ? CLASSIC_FIRST : GRANULAR_FIRST;
  }

  #cheapest(uses: readonly OperationUse[], generation: Generation): readonly string[] | undefined {
    return cheapestCover(uses, (use) => offered(use, generation, this.#requirements), this.#weightOf);
  }

  #subjectMismatchOf({ resolution, subject, path }: CallSite): CallVerdict['subjectMismatch'] {
    if (resolution.kind !== 'operation' || path === null) return null;
    const user = /\/users\/([^/]+)/.exec(path)?.[1];
    if (user === undefined || subject === 'none') return null;
    const { type } = this.#requirements;
    if (type === 'user-managed' && user !== 'me' && resolution.operation.path.includes('/users/{')) return 'only-me';
    return type === 'server-to-server' && user === 'me' ? 'no-me' : null;
  }

  // Declarations

  #judgeOnce(declaration: Declaration): Judgement {
    const { scope } = declaration;
    if (this.#app.allow.some((entry) => entry.scope === scope)) return { use: { kind: 'kept' }, calls: [] };
    const first = this.#declared.repeats.get(declaration);
    if (first) return { use: { kind: 'duplicate', first }, calls: [] };
    const nearest = this.#declared.unknown.get(scope);
    if (nearest) {
      return { use: { kind: 'unknown', nearest, malformed: parseScope(scope).generation === null }, calls: [] };
    }
    if (!this.#declared.deciding.has(declaration)) return { use: { kind: 'aside' }, calls: [] };
    const judged = this.#judged.get(scope) ?? this.#judge(scope);
    this.#judged.set(scope, judged);
    return judged;
  }

  #judge(name: string): Judgement {
    if (!this.#held.has(name)) return this.#judgeUnholdable(name);
    const keeping = this.#app.features.filter((feature) => needOf(feature, name) === 'needs');
    if (this.#chosen.has(name)) return this.#judgeChosen(name, keeping.length > 0);
    if (keeping.length > 0) return { use: { kind: 'kept' }, calls: [], features: keeping.map(({ span }) => span) };
    return this.#judgeDoubt(name, this.#chosen) ?? this.#judgeNeedless(name);
  }

  /** Where no call and no feature could mean the scope, that nothing needs it says more than its level. */
  #judgeUnholdable(name: string): Judgement {
    const taking = this.#callsListing(name);
    const keeping = this.#app.features.filter((feature) => needOf(feature, name) === 'needs');
    if (taking.length + keeping.length + this.#unreadCalls.length === 0) {
      return { use: { kind: 'unused', narrower: [] }, calls: [] };
    }
    const replacement = taking.length > 0 ? this.#replacementFor(name, taking) : this.#siblingsOf(name);
    const features = keeping.map(({ span }) => span);
    return { use: { kind: 'level-mismatch', replacement }, calls: taking, features };
  }

  /** The calls that an app of some type could make with the scope. */
  #callsListing(name: string): readonly CallSite[] {
    return this.#app.calls.filter(({ resolution }) => {
      if (resolution.kind !== 'operation') return false;
      const requirement = this.#requirements.of(resolution);
      return requirement.kind !== 'unknown' && requirement.listed.has(name);
    });
  }

  /** What this app can hold instead for those of the calls that nothing else covers. */
  #replacementFor(name: string, calls: readonly CallSite[]): readonly string[] {
    const open = this.#knownCalls.filter(
      ({ site, scopes }) => calls.includes(site) && ![...scopes].some((held) => this.#held.has(held)),
    );
    const uses = open.map(({ use }) => use);
    const [first, second] = this.#catalogue.scope(name)?.generation === 'granular' ? GRANULAR_FIRST : CLASSIC_FIRST;
    return this.#cheapest(uses, first) ?? this.#cheapest(uses, second) ?? [];
  }

  #siblingsOf(name: string): readonly string[] {
    const [level] = levelsOf(this.#requirements.type);
    const sibling = level && siblingAt(name, level, this.#catalogue);
    return sibling && !this.#held.has(sibling) ? [sibling] : [];
  }

  #judgeChosen(name: string, isKept: boolean): Judgement {
    const taking = this.#callsTaking(name);
    const calls = taking.map(({ site }) => site);
    const replacement = isKept ? undefined : this.#narrowerThan(name);
    if (replacement) return { use: { kind: 'broad', replacement }, calls };
    const forced = this.#callsForcing(name).map(({ use }) => use);
    const isClassic = this.#catalogue.scope(name)?.generation === 'classic';
    const granular = isClassic && !isKept ? (this.#cheapest(forced, 'granular') ?? null) : null;
    return { use: { kind: 'needed', granular, userLevel: isKept ? null : this.#userLevelFor(name) }, calls };
  }

  /** The calls that no other chosen scope covers. */
  #callsForcing(name: string): readonly KnownCall[] {
    return this.#callsTaking(name).filter(
      ({ scopes }) => ![...scopes].some((other) => other !== name && this.#chosen.has(other)),
    );
  }

  /**
   * Lighter scopes of the same generation that do what only this one is needed for. Not said where a call that is not
   * known to the end could need this one all the same.
   */
  #narrowerThan(name: string): readonly string[] | undefined {
    const generation = this.#catalogue.scope(name)?.generation ?? 'granular';
    const replacement = this.#cheapest(this.#callsForcing(name).map(({ use }) => use), generation);
    if (!replacement || replacement.includes(name)) return undefined;
    const weight = replacement.reduce((sum, narrower) => sum + this.#weightOf(narrower), 0n);
    if (weight >= this.#weightOf(name)) return undefined;
    const covering = new Set([...this.#chosen].filter((other) => other !== name).concat(replacement));
    return this.#unreadCalls.some((call) => couldNeed(call, name, covering)) ? undefined : replacement;
  }

  /** What a user-managed app would need instead, where every call of an admin-managed one is about its own user. */
  #userLevelFor(name: string): readonly string[] | null {
    if (this.#requirements.type !== 'admin-managed') return null;
    if (this.#unreadCalls.length + this.#app.features.length > 0) return null;
    if (!this.#app.calls.every(({ subject }) => subject === 'me')) return null;
    const generation = this.#catalogue.scope(name)?.generation ?? 'granular';
    const asUser = new Requirements('user-managed', this.#catalogue);
    const uses = this.#callsForcing(name).map(({ use }) => use);
    return cheapestCover(uses, (use) => offered(use, generation, asUser), this.#weightOf) ?? null;
  }

  /** Whatever could need a scope that no known call needs. */
  #judgeDoubt(name: string, covering: ReadonlySet<string>): Judgement | undefined {
    const doubt = (reason: string, calls: readonly CallSite[], features: readonly Place[] = []): Judgement => ({
      use: { kind: 'cannot-tell', reason },
      calls,
      features,
    });
    const unread = this.#unreadCalls.filter((call) => couldNeed(call, name, covering));
    const [first] = unread;
    if (first) return doubt(first.why, unread.map(({ site }) => site));
    const feature = this.#app.features.find((candidate) => this.#mayNeed(candidate, name));
    if (feature) return doubt(`${describeFeature(feature)} may need it`, [], [feature.span]);
    if (this.#catalogue.operationsOf(name).length === 0) return doubt('the catalogue links it to no operation', []);
    return undefined;
  }

  /** An event that a declared read scope serves already needs no other scope. */
  #mayNeed(feature: App['features'][number], name: string): boolean {
    if (needOf(feature, name) !== 'may-need') return false;
    return feature.kind !== 'event' || ![...this.#held].some((other) => needOf(feature, other) === 'needs');
  }

  /** No call needs it, or other chosen scopes cover all its calls. */
  #judgeNeedless(name: string): Judgement {
    const taking = this.#callsTaking(name);
    const calls = taking.map(({ site }) => site);
    const covering = [...this.#chosen].filter((other) => taking.some(({ scopes }) => scopes.has(other))).sort();
    const broader = covering.filter((other) => this.#weightOf(other) > this.#weightOf(name));
    if (broader.length > 0) return { use: { kind: 'redundant', broader }, calls };
    return { use: { kind: 'unused', narrower: covering }, calls };
  }
}

function namesInAll(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  return first.filter((name) => others.every((list) => list.includes(name)));
}
