/** Where an app's type is not known: what holds for every type that it can have. */
import type { CallVerdict, Comparison, Coverage, DeclarationVerdict, Use } from './verdict.ts';

const DEPENDS_ON_TYPE: Use = { kind: 'cannot-tell', reason: "it depends on the app's type, which is not known" };

/** The verdicts that all comparisons of one app share; the rest cannot be told. */
export function agreed(comparisons: readonly Comparison[]): Comparison {
  const [first, ...others] = comparisons;
  if (!first) throw new RangeError('An app has at least one possible type');
  return {
    calls: first.calls.map((verdict, at) => others.reduce((merged, other) => mergeCalls(merged, other.calls[at]), verdict)),
    declarations: first.declarations.map((verdict, at) =>
      others.reduce((merged, other) => mergeDeclarations(merged, other.declarations[at]), verdict),
    ),
  };
}

/**
 * The verdicts on an app whose type is not known, without those that hang on its type alone: what it declares makes a
 * type likely, but a project may hold calls with tokens of two kinds. Where it does, what a call lacks here the other
 * app may hold.
 */
export function withoutTypeClaims({ calls, declarations }: Comparison, hasTwoTokens: boolean): Comparison {
  return {
    calls: withoutCoverage(calls, hasTwoTokens ? ['out-of-reach', 'missing'] : ['out-of-reach']),
    declarations: declarations.map((verdict) => (verdict.use.kind === 'level-mismatch' ? { ...verdict, use: DEPENDS_ON_TYPE } : verdict)),
  };
}

/**
 * The verdicts on an app whose type its manifest states, where the code gets tokens of another kind too: which of the
 * two a call is made with is not known. What the manifest declares is judged as ever.
 */
export function withoutCallClaims({ calls, declarations }: Comparison): Comparison {
  const judged = withoutCoverage(calls, ['out-of-reach', 'missing']);
  return { calls: judged.map((verdict) => ({ ...verdict, subjectMismatch: null })), declarations };
}

function withoutCoverage(calls: readonly CallVerdict[], kinds: readonly Coverage['kind'][]): readonly CallVerdict[] {
  return calls.map((verdict) => (kinds.includes(verdict.coverage.kind) ? { ...verdict, coverage: { kind: 'cannot-tell' } } : verdict));
}

function mergeCalls(verdict: CallVerdict, other: CallVerdict | undefined): CallVerdict {
  if (!other) return verdict;
  return {
    site: verdict.site,
    coverage: mergeCoverages(verdict.coverage, other.coverage),
    subjectMismatch: verdict.subjectMismatch === other.subjectMismatch ? verdict.subjectMismatch : null,
  };
}

/** What is missing is missing for all types; which scope to add depends on the type, so each type's is on offer. */
function mergeCoverages(coverage: Coverage, other: Coverage): Coverage {
  if (coverage.kind === 'missing' && other.kind === 'missing') {
    return { kind: 'missing', addAnyOf: [...new Set([...coverage.addAnyOf, ...other.addAnyOf])] };
  }
  return coverage.kind === other.kind ? coverage : { kind: 'cannot-tell' };
}

function mergeDeclarations(verdict: DeclarationVerdict, other: DeclarationVerdict | undefined): DeclarationVerdict {
  if (!other) return verdict;
  const confidence = verdict.confidence === 'likely' ? 'likely' : other.confidence;
  return { ...verdict, use: mergeUses(verdict.use, other.use), confidence };
}

function mergeUses(use: Use, other: Use): Use {
  if (JSON.stringify(use) === JSON.stringify(other)) return use;
  if (use.kind === 'needed' && other.kind === 'needed') return { kind: 'needed', granular: null, userLevel: null };
  return use.kind === 'cannot-tell' ? use : other.kind === 'cannot-tell' ? other : DEPENDS_ON_TYPE;
}
