/** The verdicts on an app, whether or not its type is known. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { agreed, withoutTypeClaims } from './agree.ts';
import { compare } from './compare.ts';
import type { App } from './facts.ts';
import { possibleTypes, type DecidedType } from './levels.ts';
import type { Comparison } from './verdict.ts';

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
  return { types, comparison: app.type === 'unknown' ? withoutTypeClaims(shared) : shared };
}
