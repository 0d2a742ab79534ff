/** What a scope's name says: its generation by shape, its level and action, and a description made of these. */
import type { Generation, Level, Scope } from './types.ts';

/** Second segments that are actions. Zoom's spelling of `division:write:admin` is the scope's real name. */
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ...['read', 'write', 'update', 'delete', 'patch', 'create', 'list', 'view', 'manage'].map(
    (name) => [name, name] as const,
  ),
  ['wirte', 'write'],
]);

const LEVELS: ReadonlySet<string> = new Set(['admin', 'master']);

/** What can be read off a name, known to the catalogue or not. */
export interface ScopeShape {
  /** The form's generation; null where the name is no scope's form at all. */
  readonly generation: Generation | null;
  readonly level: Level;
  readonly action: string | null;
  /** The resource (classic) or product (granular): the first segment. */
  readonly family: string;
  /** The data claim of a granular scope, the qualifier of a classic one. */
  readonly object: string | null;
}

/** The level that a name carries; a name without one is at user level. */
export function levelOf(name: string): Level {
  const padded = `${name}:`;
  if (padded.includes(':master:')) return 'master';
  return padded.includes(':admin:') ? 'admin' : 'user';
}

/** What is left of a name without its level, wherever that stands: `meeting_token:read:admin:live_streaming`. */
export function withoutLevel(name: string): string {
  if (levelOf(name) === 'user') return name;
  return name
    .split(':')
    .filter((segment) => !LEVELS.has(segment))
    .join(':');
}

/** The action that a name carries; null where it says nothing. */
export function actionOf(name: string): string | null {
  const start = name.indexOf(':') + 1;
  const end = name.indexOf(':', start);
  return ACTIONS.get(name.slice(start, end === -1 ? undefined : end)) ?? null;
}

/** Reads a name by its shape alone. Two segments and a level are classic, a data claim makes it granular. */
export function parseScope(name: string): ScopeShape {
  const [family = '', ...rest] = name.split(':');
  const action = actionOf(name);
  const object = rest.slice(action === null ? 0 : 1).find((segment) => !LEVELS.has(segment)) ?? null;
  const wellFormed = /^[a-z][a-z0-9_]*(:[a-z0-9_]+)*$/.test(name) && rest.length > 0;
  return {
    generation: wellFormed ? (action !== null && object !== null ? 'granular' : 'classic') : null,
    level: levelOf(name),
    action,
    family,
    object,
  };
}

const READS = 'read';
const VERBS: Readonly<Record<string, string>> = {
  read: READS,
  list: READS,
  view: READS,
  write: 'create and change',
  update: 'change',
  patch: 'change',
  delete: 'delete',
  create: 'create',
  manage: 'manage',
};

const WHOSE: Readonly<Record<Level, string>> = {
  user: 'of the authorising user',
  admin: 'of every user of the account',
  master: 'of every sub account',
};

/** What a scope opens, in words: `read meeting of every user of the account`. */
export function describeScope(scope: Scope): string {
  const { family, object } = parseScope(scope.name);
  const thing = describeThing(scope, family, object);
  const verb = verbOf(scope);
  const whose = scope.anyLevel ? '' : ` ${WHOSE[scope.level]}`;
  return `${verb} ${thing}${whose}`;
}

function verbOf(scope: Scope): string {
  if (scope.action === null) return scope.level === 'master' ? 'manage' : 'use';
  // A classic write scope opens changing and deleting as well; reading only for some operations.
  if (scope.action === 'write' && scope.generation === 'classic') return 'create, change and delete';
  return VERBS[scope.action] ?? scope.action;
}

function describeThing(scope: Scope, family: string, object: string | null): string {
  const words = (text: string): string => text.replaceAll('_', ' ');
  if (object === null) return `${words(family)} data`;
  const claim = words(object);
  if (scope.generation === 'classic') return `${words(family)} data (${claim})`;
  if (claim.startsWith('list ')) return `the list of ${claim.slice('list '.length)} (${words(family)})`;
  return claim === words(family) ? `${claim} data` : `${claim} (${words(family)})`;
}
