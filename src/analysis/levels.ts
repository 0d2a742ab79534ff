/** Which scopes an app of a type can hold. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { levelOf } from '../catalogue/scope.ts';
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
  return scope.level === 'user' && !levels.some((level) => siblingAt(scope.name, level, catalogue) !== undefined);
}

/** The same scope at another level, as the catalogue spells it: `meeting_token:read:admin:local_recording` has its level inside. */
export function siblingAt(name: string, level: Level, catalogue: Catalogue): string | undefined {
  return siblingsOf(catalogue).get(`${withoutLevel(name)} ${level}`);
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

const siblings = new WeakMap<Catalogue, ReadonlyMap<string, string>>();

function siblingsOf(catalogue: Catalogue): ReadonlyMap<string, string> {
  const known = siblings.get(catalogue);
  if (known) return known;
  const index = new Map([...catalogue.scopes.keys()].map((name) => [`${withoutLevel(name)} ${levelOf(name)}`, name]));
  siblings.set(catalogue, index);
  return index;
}

function withoutLevel(name: string): string {
  return name
    .split(':')
    .filter((segment) => segment !== 'admin' && segment !== 'master')
    .join(':');
}
