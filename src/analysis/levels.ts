/** Which scopes an app of a type can hold. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Level, Scope } from '../catalogue/types.ts';
import type { App } from './facts.ts';
import type { AppType } from '../declarations/declaration.ts';

/** An app type that decides levels. */
export type DecidedType = Exclude<AppType, 'unknown'>;

const LEVELS = {
  'user-managed': ['user'],
  'admin-managed': ['admin', 'master'],
  'server-to-server': ['admin', 'master'],
} as const satisfies Record<DecidedType, readonly Level[]>;

/** The levels an app of this type can hold, least first. */
export function levelsOf(type: DecidedType): readonly Level[] {
  return LEVELS[type];
}

/**
 * Whether an app of this type can hold a scope. A user-level name without siblings at the app's levels says nothing
 * about levels: Zoom's own Server-to-Server samples hold such scopes.
 */
export function canHold(scope: Scope, type: DecidedType, catalogue: Catalogue): boolean {
  const levels = levelsOf(type);
  if (scope.anyLevel || levels.includes(scope.level)) return true;
  return scope.level === 'user' && !levels.some((level) => catalogue.siblingAt(scope.name, level) !== undefined);
}

/**
 * The types an app can have. Zoom rejects scopes of foreign levels, so where the type is not known the declared scopes
 * rule types out; where they contradict each other, every type stays. Tokens of two kinds are two apps, of which they say one only.
 */
export function possibleTypes(app: App, catalogue: Catalogue): readonly DecidedType[] {
  if (app.type !== 'unknown') return [app.type];
  const all = Object.keys(LEVELS) as DecidedType[];
  if (app.hasTwoTokens) return all;
  const declared = app.declarations.flatMap(({ scope }) => catalogue.scope(scope) ?? []);
  const fitting = all.filter((type) => declared.every((scope) => canHold(scope, type, catalogue)));
  return fitting.length > 0 ? fitting : all;
}
