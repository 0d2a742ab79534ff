/** What an answer of Zoom's means for the apps of a project: which scope to add, where the call is. */
import type { CallSite } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { acceptedScopes } from '../catalogue/accepted-scopes.ts';
import { toRequestPath } from '../catalogue/request-path.ts';
import { levelOf, parseScope } from '../catalogue/scope.ts';
import type { Generation, OperationUse } from '../catalogue/types.ts';
import type { AppType } from '../declarations/declaration.ts';
import type { ApiError, MissingScopeError, OtherError } from './api-error.ts';
import { APP_TYPES } from './authorisation.ts';
import { weigher } from './choice.ts';
import { declaredSetOf } from './declared-set.ts';
import type { App, Facts } from './facts.ts';
import { canHold, levelsOf, possibleTypes, type DecidedType } from './levels.ts';
import { Requirements } from './requirement.ts';

/** One answer of Zoom's, explained. */
export type Explanation = ExplainedScopes | OtherError;

export interface ExplainedScopes extends Omit<MissingScopeError, 'requests'> {
  /** What was called, as far as the log and the scopes tell; several where either fits more than one. */
  readonly operations: readonly string[];
  readonly apps: readonly AppAdvice[];
}

/** What to do in one app, or, without a project, in an app of a type. */
export interface AppAdvice {
  /** Null where no project is looked at. */
  readonly app: string | null;
  readonly type: AppType;
  readonly manifest: string | null;
  readonly verdict:
    /** Declare any one of `scopes`, the best first. */
    | 'add'
    /** One of them (`scopes`) is declared already: the token is older than the declaration. */
    | 'stale'
    /** No scope on Zoom's list can be held by an app of this type. */
    | 'out-of-reach'
    /** Zoom's message has no list, and nothing in the log or the code tells which call it was. */
    | 'unknown';
  readonly scopes: readonly string[];
  /** Where the app calls it. */
  readonly calls: readonly CallSite[];
}

/** Operations named when only the scopes tell; more say nothing. */
const MAX_OPERATIONS = 8;

/** Explains answers for the apps of a project; `facts` null where there is none, then `type` may say what the app is. */
export function explain(errors: readonly ApiError[], facts: Facts | null, type: DecidedType | null, catalogue: Catalogue): readonly Explanation[] {
  return errors.map((error) => (error.kind === 'other' ? error : explainScopes(error, facts, type, catalogue)));
}

function explainScopes({ requests, ...error }: MissingScopeError, facts: Facts | null, type: DecidedType | null, catalogue: Catalogue): ExplainedScopes {
  const uses = usesBehind({ ...error, requests }, catalogue);
  const apps = facts?.apps.filter((app) => app.calls.length + app.declarations.length > 0) ?? [];
  const advice = apps.map((app) => adviseApp(app, error.scopes, uses, catalogue));
  const calling = advice.filter(({ calls }) => calls.length > 0);
  const called = new Set(calling.flatMap(({ calls }) => calls.flatMap((call) => usesOf(call).map(({ operation }) => operation.id))));
  const ids = [...new Set(uses.map(({ operation }) => operation.id))];
  const byType = (type ? [type] : APP_TYPES).map((each) => adviseType(each, error.scopes, uses, catalogue));
  return {
    ...error,
    operations: ids.length > 1 && called.size > 0 ? ids.filter((id) => called.has(id)) : ids.slice(0, MAX_OPERATIONS),
    apps: calling.length > 0 ? calling : advice.length > 0 ? advice : byType,
  };
}

/** The request in the log, if Zoom's list fits it; else whatever accepts all scopes of the list. */
function usesBehind({ scopes, requests }: MissingScopeError, catalogue: Catalogue): readonly OperationUse[] {
  const known = scopes.filter((name) => catalogue.scope(name));
  for (const { method, target } of requests) {
    const path = toRequestPath(target);
    if (path === undefined || path === '/') continue;
    const uses = (method === null ? ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] : [method]).flatMap((verb) => lookup(verb, path, catalogue));
    const fitting = uses.filter((use) => known.length === 0 || known.some((name) => accepts(use, name)));
    if (fitting.length > 0) return fitting;
  }
  const [first = [], ...others] = known.map((name) => catalogue.operationsOf(name));
  return first.filter((use) => others.every((uses) => uses.some((other) => other.operation === use.operation && other.variant === use.variant)));
}

function lookup(method: string, path: string, catalogue: Catalogue): readonly OperationUse[] {
  const match = catalogue.lookup(method, path);
  if (match.kind === 'not-in-catalogue') return [];
  return match.kind === 'operation' ? [match] : match.candidates;
}

function accepts({ operation, variant }: OperationUse, scope: string): boolean {
  const { classic, granular } = acceptedScopes(operation, variant);
  return classic.includes(scope) || granular.includes(scope);
}

function adviseApp(app: App, listed: readonly string[], behind: readonly OperationUse[], catalogue: Catalogue): AppAdvice {
  const ids = new Set(behind.map(({ operation }) => operation.id));
  const calls = app.calls.filter((call) => usesOf(call).some(({ operation }) => ids.has(operation.id)));
  const own = calls.flatMap(usesOf).filter(({ operation }) => ids.has(operation.id));
  const types = possibleTypes(app, catalogue);
  const { known } = declaredSetOf(app, catalogue);
  const scopes = types.flatMap((type) => alternatives(type, listed, own.length > 0 ? own : behind, catalogue));
  const declared = [...new Set(scopes.filter((name) => known.has(name)))];
  const about = { app: app.name, type: app.type, manifest: app.manifest, calls };
  if (declared.length > 0) return { ...about, verdict: 'stale', scopes: declared };
  return { ...about, ...verdictOn(narrowestFirst(scopes, known, catalogue), listed) };
}

function adviseType(type: DecidedType, listed: readonly string[], behind: readonly OperationUse[], catalogue: Catalogue): AppAdvice {
  const scopes = narrowestFirst(alternatives(type, listed, behind, catalogue), new Set(), catalogue);
  return { app: null, type, manifest: null, calls: [], ...verdictOn(scopes, listed) };
}

function verdictOn(scopes: readonly string[], listed: readonly string[]): Pick<AppAdvice, 'verdict' | 'scopes'> {
  if (scopes.length > 0) return { verdict: 'add', scopes };
  return { verdict: listed.length > 0 ? 'out-of-reach' : 'unknown', scopes };
}

function usesOf({ resolution }: CallSite): readonly OperationUse[] {
  if (resolution.kind === 'operation') return [resolution];
  return resolution.kind === 'ambiguous' ? resolution.candidates : [];
}

/** What an app of this type can declare. Zoom's own list goes before the catalogue's, which may be older. */
function alternatives(type: DecidedType, listed: readonly string[], behind: readonly OperationUse[], catalogue: Catalogue): readonly string[] {
  if (listed.length > 0) return listed.filter((name) => isHoldable(name, type, catalogue));
  const [use, another] = behind;
  // Without Zoom's list a guess among operations would advise scopes that nobody asked for.
  if (!use || (another && behind.some(({ operation }) => operation !== use.operation))) return [];
  const requirement = Requirements.of(type, catalogue).of(use);
  return requirement.kind === 'any-of' ? [...requirement.scopes] : [];
}

function isHoldable(name: string, type: DecidedType, catalogue: Catalogue): boolean {
  const scope = catalogue.scope(name);
  return scope ? canHold(scope, type, catalogue) : levelsOf(type).includes(levelOf(name));
}

/** The narrowest of each generation, that of the app first. */
function narrowestFirst(names: readonly string[], declared: ReadonlySet<string>, catalogue: Catalogue): readonly string[] {
  const weightOf = weigher(catalogue, declared);
  const generationOf = (name: string): Generation | null => catalogue.scope(name)?.generation ?? parseScope(name).generation;
  const classic = [...declared].filter((name) => generationOf(name) === 'classic').length;
  const order: readonly Generation[] = classic > declared.size - classic ? ['classic', 'granular'] : ['granular', 'classic'];
  const sorted = [...new Set(names)].sort((a, b) => Number(weightOf(a) - weightOf(b)) || (a < b ? -1 : 1));
  return order.flatMap((generation) => sorted.find((name) => generationOf(name) === generation) ?? []);
}
