/** The verdicts on an app's declared scopes: what it makes of each. */
import type { CallSite } from '../calls/call-site.ts';
import { parseScope } from '../catalogue/scope.ts';
import type { Declaration } from '../declarations/declaration.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import type { AppView } from './app-view.ts';
import { opensMoreThanOperations } from './feature-needs.ts';
import { Replacements } from './replacements.ts';
import type { DeclarationVerdict, Use } from './verdict.ts';

/** A judgement before its evidence is turned into places. */
interface Judgement {
  readonly use: Use;
  readonly calls: readonly CallSite[];
  /** What is behind it besides calls. */
  readonly places?: readonly Place[];
}

/** Judges the declarations of one app; each scope is worked out once. */
export class DeclarationJudge {
  readonly #view: AppView;
  readonly #replacements: Replacements;
  readonly #judged = new Map<string, Judgement>();

  constructor(view: AppView) {
    this.#view = view;
    this.#replacements = new Replacements(view);
  }

  judge(declaration: Declaration): DeclarationVerdict {
    const { use, calls, places = [] } = this.#judgeDeclaration(declaration);
    return {
      declaration,
      use,
      evidence: [...calls.map((site) => site.span), ...places].toSorted(comparePlaces),
      confidence: this.#confidenceOf(use, calls),
    };
  }

  /** That nothing was found where nothing was read is a weaker claim. */
  #confidenceOf(use: Use, calls: readonly CallSite[]): DeclarationVerdict['confidence'] {
    const isAboutUse = use.kind !== 'unknown' && use.kind !== 'duplicate';
    if (isAboutUse && this.#view.app.calls.length === 0) return 'likely';
    return calls.some((site) => site.confidence === 'likely') ? 'likely' : 'certain';
  }

  #judgeDeclaration(declaration: Declaration): Judgement {
    const { scope } = declaration;
    const { app, declared } = this.#view;
    if (app.allow.some((entry) => entry.scope === scope)) return { use: { kind: 'kept' }, calls: [] };
    const first = declared.repeats.get(declaration);
    if (first) return { use: { kind: 'duplicate', first }, calls: [] };
    const nearest = declared.unknown.get(scope);
    if (nearest) return { use: { kind: 'unknown', nearest, malformed: parseScope(scope).generation === null }, calls: [] };
    if (!declared.deciding.has(declaration)) return { use: { kind: 'aside' }, calls: [] };
    const judged = this.#judged.get(scope) ?? this.#judgeScope(scope);
    this.#judged.set(scope, judged);
    return judged;
  }

  #judgeScope(name: string): Judgement {
    const { held, chosen, doubts } = this.#view;
    if (!held.has(name)) return this.#judgeUnholdable(name);
    const places = doubts.keeping(name).map(({ span }) => span);
    if (chosen.has(name)) return { ...this.#judgeChosen(name, places.length > 0), places };
    if (places.length > 0) return { use: { kind: 'kept' }, calls: [], places };
    return this.#judgeDoubt(name) ?? this.#judgeNeedless(name);
  }

  /** Where no call and no feature could mean the scope, that nothing needs it says more than its level. */
  #judgeUnholdable(name: string): Judgement {
    const { doubts } = this.#view;
    const calls = this.#callsListing(name);
    const places = doubts.keeping(name).map(({ span }) => span);
    if (calls.length + places.length === 0 && !doubts.any) return { use: { kind: 'unused', narrower: [] }, calls: [] };
    return { use: { kind: 'level-mismatch', replacement: this.#replacements.forUnholdable(name, calls) }, calls, places };
  }

  /** The calls that an app of some type could make with the scope. */
  #callsListing(name: string): readonly CallSite[] {
    const { app, requirements } = this.#view;
    return app.calls.filter(({ resolution }) => {
      if (resolution.kind !== 'operation') return false;
      const requirement = requirements.of(resolution);
      return requirement.kind !== 'unknown' && requirement.listed.has(name);
    });
  }

  #judgeChosen(name: string, isKept: boolean): Judgement {
    const calls = this.#view.callsTaking(name).map(({ site }) => site);
    const replacement = this.#replacements.narrowerThan(name);
    if (replacement) return { use: { kind: 'broad', replacement }, calls };
    const userLevel = isKept ? null : this.#replacements.userLevelFor(name);
    return { use: { kind: 'needed', granular: this.#replacements.granularFor(name), userLevel }, calls };
  }

  /** Whatever could need a scope that no known call needs. */
  #judgeDoubt(name: string): Judgement | undefined {
    const { chosen, doubts, catalogue } = this.#view;
    const doubt = doubts.about(name, (scopes) => [...scopes].some((other) => chosen.has(other)));
    if (doubt) return { use: { kind: 'cannot-tell', reason: doubt.reason }, calls: doubt.calls, places: doubt.places };
    const reason = catalogue.operationsOf(name).length === 0 ? 'the catalogue links it to no operation' : 'it opens more than REST calls';
    const isBeyond = catalogue.operationsOf(name).length === 0 || opensMoreThanOperations(name);
    return isBeyond ? { use: { kind: 'cannot-tell', reason }, calls: [] } : undefined;
  }

  /** No call needs it, or other chosen scopes cover all its calls. */
  #judgeNeedless(name: string): Judgement {
    const { chosen, weightOf } = this.#view;
    const taking = this.#view.callsTaking(name);
    const calls = taking.map(({ site }) => site);
    const covering = [...chosen].filter((other) => taking.some(({ scopes }) => scopes.has(other))).sort();
    const broader = covering.filter((other) => weightOf(other) > weightOf(name));
    if (broader.length > 0) return { use: { kind: 'redundant', broader }, calls };
    return { use: { kind: 'unused', narrower: covering }, calls };
  }
}
