/** Why an app asks for each of its scopes, in a sentence that a reviewer can follow and test. */
import type { CallSite } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Level } from '../catalogue/types.ts';
import type { AppType } from '../declarations/declaration.ts';
import { compareApp } from './compare-app.ts';
import { declaredSetOf } from './declared-set.ts';
import { describeOperation } from './describe-operation.ts';
import type { App } from './facts.ts';
import { describeFeature, needOf } from './feature-needs.ts';
import type { DeclarationVerdict } from './verdict.ts';

/** The scopes of one app, justified. */
export interface JustifiedApp {
  readonly app: string;
  readonly type: AppType;
  readonly manifest: string | null;
  /** In the order in which they are declared. */
  readonly scopes: readonly JustifiedScope[];
}

export interface JustifiedScope {
  readonly scope: string;
  readonly optional: boolean;
  /** `List users and delete recordings of a meeting.` */
  readonly sentence: string;
  /** The operations that it is called for, and the files that call them, sorted. */
  readonly calls: readonly { readonly operation: string; readonly files: readonly string[] }[];
}

/** More would not fit Zoom's field for it. */
const PHRASES = 5;

/** Justifies every scope that an app declares. */
export function justifyScopes(app: App, catalogue: Catalogue): JustifiedApp {
  const { deciding, repeats } = declaredSetOf(app, catalogue);
  const { declarations } = compareApp(app, catalogue).comparison;
  const scopes = declarations
    .filter(({ declaration }) => deciding.has(declaration) && !repeats.has(declaration))
    .map((verdict) => justify(verdict, app, catalogue));
  return { app: app.name, type: app.type, manifest: app.manifest, scopes: [...new Map(scopes.map((each) => [each.scope, each])).values()] };
}

function justify(verdict: DeclarationVerdict, app: App, catalogue: Catalogue): JustifiedScope {
  const { scope, optional } = verdict.declaration;
  const sites = app.calls.filter(({ span }) => verdict.evidence.includes(span));
  const known = sites.flatMap((site) => (site.resolution.kind === 'operation' ? [{ site, operation: site.resolution.operation }] : []));
  const level = catalogue.scope(scope)?.level ?? 'user';
  const operations = new Map(known.map(({ operation }) => [operation.id, operation]));
  const ids = [...operations.keys()].sort();
  const phrases = [...new Set(ids.flatMap((id) => describe(operations.get(id), level)))];
  return {
    scope,
    optional,
    sentence: toSentence(verdict, phrases, app),
    calls: isNeeded(verdict) ? ids.map((id) => ({ operation: id, files: filesOf(known.filter(({ operation }) => operation.id === id).map(({ site }) => site)) })) : [],
  };
}

function describe(operation: Parameters<typeof describeOperation>[0] | undefined, level: Level): readonly string[] {
  return operation ? [describeOperation(operation, level)] : [];
}

function filesOf(sites: readonly CallSite[]): readonly string[] {
  return [...new Set(sites.map(({ span }) => span.file))].sort();
}

function isNeeded({ use: { kind } }: DeclarationVerdict): boolean {
  return kind === 'needed' || kind === 'broad' || kind === 'kept' || kind === 'level-mismatch';
}

function toSentence({ declaration: { scope }, use }: DeclarationVerdict, phrases: readonly string[], app: App): string {
  const allowed = app.allow.find((entry) => entry.scope === scope);
  if (allowed) return allowed.reason;
  const features = app.features.filter((feature) => needOf(feature, scope) === 'needs').map((feature) => `${feature.kind === 'event' ? 'receive' : 'use'} ${describeFeature(feature)}`);
  switch (use.kind) {
    case 'needed':
    case 'broad':
    case 'kept':
      return capitalise(`${join([...phrases, ...new Set(features)])}.`);
    case 'level-mismatch':
      return 'An app of this type cannot hold it.';
    case 'unused':
    case 'redundant':
      return 'No call needs it.';
    case 'unknown':
      return "It is not in the catalogue of Zoom's scopes.";
    case 'cannot-tell':
      return `It cannot be told whether it is needed: ${use.reason}.`;
    case 'duplicate':
    case 'aside':
      throw new RangeError(`A scope that is ${use.kind} is not justified`);
  }
}

function join(phrases: readonly string[]): string {
  const shown = phrases.length > PHRASES ? [...phrases.slice(0, PHRASES - 1), `${phrases.length - PHRASES + 1} other things`] : phrases;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
