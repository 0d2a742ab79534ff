/** Who must authorise an app again after its scopes changed. */
import type { AppType } from '../declarations/declaration.ts';

/** A scope that an app asks for. */
export interface AskedScope {
  readonly scope: string;
  /** The user may decline it. */
  readonly optional: boolean;
}

/** How what an app asks for changes. Lists are sorted. */
export interface ConsentChange {
  /** New, and the app does not go without. */
  readonly added: readonly string[];
  /** New, and users may decline it. */
  readonly offered: readonly string[];
  /** Could be declined before. */
  readonly nowRequired: readonly string[];
  readonly dropped: readonly string[];
  /**
   * Zoom asks users again for scopes that they have not granted yet, and for nothing else. `account-admin`: a
   * Server-to-Server app has no users; an admin of the account gives it scopes.
   */
  readonly again: 'everyone' | 'who-declined' | 'who-wants-more' | 'account-admin' | 'nobody';
}

/** Compares what an app asked for with what it asks for now. */
export function consentFor(type: AppType, before: readonly AskedScope[], after: readonly AskedScope[]): ConsentChange {
  const then = toRequired(before);
  const now = toRequired(after);
  const names = [...now.keys()].sort();
  const added = names.filter((scope) => !then.has(scope) && now.get(scope));
  const offered = names.filter((scope) => !then.has(scope) && !now.get(scope));
  const nowRequired = names.filter((scope) => then.get(scope) === false && now.get(scope));
  const dropped = [...then.keys()].filter((scope) => !now.has(scope)).sort();
  return { added, offered, nowRequired, dropped, again: whoAgain(type, added, offered, nowRequired) };
}

function whoAgain(type: AppType, added: readonly string[], offered: readonly string[], nowRequired: readonly string[]): ConsentChange['again'] {
  if (type === 'server-to-server') return added.length + offered.length > 0 ? 'account-admin' : 'nobody';
  if (added.length > 0) return 'everyone';
  if (nowRequired.length > 0) return 'who-declined';
  return offered.length > 0 ? 'who-wants-more' : 'nobody';
}

/** By name, whether the app insists on it; of a scope that stands twice, the stricter entry counts. */
function toRequired(asked: readonly AskedScope[]): ReadonlyMap<string, boolean> {
  const required = new Map<string, boolean>();
  for (const { scope, optional } of asked) required.set(scope, !optional || required.get(scope) === true);
  return required;
}
