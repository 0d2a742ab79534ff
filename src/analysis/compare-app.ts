/** The verdicts on an app, whether or not its type is known. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { agreed, withoutCallClaims, withoutTypeClaims } from './agree.ts';
import { compare } from './compare.ts';
import type { App } from './facts.ts';
import { possibleTypes, type DecidedType } from './levels.ts';
import type { Comparison, Use } from './verdict.ts';

/** What holds for an app as each of the types that it can have. */
export interface AppComparison {
  /** At least one. */
  readonly types: readonly DecidedType[];
  readonly comparison: Comparison;
}

/** Compares an app's calls with what it declares. */
export function compareApp(app: App, catalogue: Catalogue): AppComparison {
  const types = possibleTypes(app, catalogue);
  const shared = agreed(types.map((type) => compare(app, type, catalogue)));
  return { types, comparison: app.isManifestUnread ? withoutDeclaredSet(shared) : withoutGuesses(shared, app) };
}

/** What is left where the type is not known, or not that of every token. */
function withoutGuesses(comparison: Comparison, { type, hasTwoTokens }: App): Comparison {
  if (type === 'unknown') return withoutTypeClaims(comparison, hasTwoTokens === true);
  return hasTwoTokens ? withoutCallClaims(comparison) : comparison;
}

const UNREAD: Use = { kind: 'cannot-tell', reason: "the app's manifest could not be read" };

/** The verdicts on an app of which it is not known what it declares: what is left is about calls and names as such. */
function withoutDeclaredSet({ calls, declarations }: Comparison): Comparison {
  return {
    calls: calls.map(({ site }) => ({ site, coverage: { kind: 'cannot-tell' }, subjectMismatch: null })),
    declarations: declarations.map((verdict) => (isAboutName(verdict.use) ? verdict : { ...verdict, use: UNREAD })),
  };
}

function isAboutName({ kind }: Use): boolean {
  return kind === 'unknown' || kind === 'duplicate' || kind === 'kept';
}
