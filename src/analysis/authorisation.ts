/** What authorises one operation, by level and generation, and what an app of a type would declare for it. */
import { acceptedScopes } from '../catalogue/accepted-scopes.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { levelOf } from '../catalogue/scope.ts';
import type { Generation, Level, Operation, OperationUse, Variant } from '../catalogue/types.ts';
import { cheapestCover, offered, weigher } from './choice.ts';
import type { DecidedType } from './levels.ts';
import { Requirements } from './requirement.ts';

/** The answer for one operation on the own account or on a sub account. */
export interface Authorisation {
  readonly operation: Operation;
  readonly variant: Variant;
  /** False where the catalogue does not know what authorises it. */
  readonly known: boolean;
  /** Any one of them all authorises it; levels without a scope are left out. */
  readonly levels: readonly LevelScopes[];
  readonly types: readonly TypeAnswer[];
}

/** The scopes of one level. */
export interface LevelScopes {
  readonly level: Level;
  readonly classic: readonly string[];
  readonly granular: readonly string[];
}

/** What an app of one type can declare; both lists are empty where no scope that it can hold will do. */
export interface TypeAnswer {
  readonly type: DecidedType;
  /** The narrowest granular scope, and the narrowest classic one. */
  readonly narrowest: readonly string[];
  /** Every scope that it can hold and that will do, narrowest first. */
  readonly scopes: readonly string[];
}

const LEVELS: readonly Level[] = ['user', 'admin', 'master'];
const GENERATIONS: readonly Generation[] = ['granular', 'classic'];

/** What authorises an operation, and for these types what to declare. */
export function authorisationOf(use: OperationUse, types: readonly DecidedType[], catalogue: Catalogue): Authorisation {
  const lists = acceptedScopes(use.operation, use.variant);
  const at = (names: readonly string[], level: Level): readonly string[] => names.filter((name) => levelOf(name) === level);
  const levels = LEVELS.map((level) => ({ level, classic: at(lists.classic, level), granular: at(lists.granular, level) }));
  return {
    operation: use.operation,
    variant: use.variant,
    known: lists.classic.length + lists.granular.length > 0,
    levels: levels.filter(({ classic, granular }) => classic.length + granular.length > 0),
    types: types.map((type) => answerFor(use, type, catalogue)),
  };
}

function answerFor(use: OperationUse, type: DecidedType, catalogue: Catalogue): TypeAnswer {
  const requirements = Requirements.of(type, catalogue);
  const requirement = requirements.of(use);
  const weightOf = weigher(catalogue, new Set());
  const scopes = requirement.kind === 'any-of' ? [...requirement.scopes] : [];
  return {
    type,
    narrowest: GENERATIONS.flatMap((generation) => cheapestCover([use], () => offered(use, generation, requirements), weightOf) ?? []),
    scopes: scopes.sort((a, b) => Number(weightOf(a) - weightOf(b)) || (a < b ? -1 : 1)),
  };
}

/** Every type that decides levels. */
export const APP_TYPES = ['user-managed', 'admin-managed', 'server-to-server'] as const satisfies readonly DecidedType[];
