/** Random apps of the real catalogue, and all that their code may turn out to do. */
import fc from 'fast-check';
import { needOf } from '../../src/analysis/feature-needs.ts';
import type { App } from '../../src/analysis/facts.ts';
import type { Feature } from '../../src/declarations/declaration.ts';
import { possibleTypes, type DecidedType } from '../../src/analysis/levels.ts';
import { Requirements } from '../../src/analysis/requirement.ts';
import { toUnreadCall } from '../../src/analysis/unread-call.ts';
import { catalogue, type AppText, type CallText } from './build-facts.ts';

const FAMILIES = /^\/(users|meetings|accounts|phone|metrics|report|chat|webinars|groups|rooms|contact_center|clips|im|scim2|archive_files)\b/;
const OPERATIONS = catalogue.operations.filter(({ path }) => FAMILIES.test(path));
const SOME_OPERATIONS = OPERATIONS.filter((_, at) => at % 5 === 0);
const PREFIXES = [...new Set(OPERATIONS.flatMap(({ path }) => ['', ...path.split('/').slice(1, 3).map((_, at, all) => `/${all.slice(0, at + 1).join('/')}`)]))];
const FEATURES = ['recording.completed', 'meeting.started', 'user.created', 'phone.callee_ringing', 'zoom_events.event_published', 'meeting.sparkled', 'zoom-apps-sdk', 'rtms', 'chatbot', 'meeting-sdk', 'mcp', 'recording-download', 'webhook', 'sign-in'];

const operation = fc.constantFrom(...OPERATIONS);
const method = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE');

/** Calls of every kind: read to the end, likely, one of several, not in the catalogue, not read. */
const call: fc.Arbitrary<CallText> = fc.oneof(
  { weight: 8, arbitrary: operation.map(({ id }) => id) },
  { weight: 1, arbitrary: operation.map(({ id }) => ({ likely: id })) },
  { weight: 1, arbitrary: operation.filter(({ path }) => path.split('/').length > 2).map(({ method: verb, path }) => `${verb} ${path.slice(0, path.lastIndexOf('/'))}/{rest}`) },
  { weight: 1, arbitrary: operation.map(({ id }) => `${id}/moods`) },
  { weight: 1, arbitrary: fc.record({ unread: fc.constantFrom('dynamic-path', 'unknown-base', 'unknown-client', 'depth-bound'), method: fc.option(method, { nil: undefined }), prefix: fc.constantFrom(...PREFIXES) }).map(({ method: verb, ...rest }) => ({ ...rest, ...(verb && { method: verb }) })) },
);

/** Apps whose declared scopes have to do with their calls, more or less. */
export const randomApps: fc.Arbitrary<AppText & { readonly declared: readonly string[]; readonly calls: readonly CallText[] }> = fc
  .record({
    type: fc.constantFrom('user-managed', 'admin-managed', 'server-to-server', 'unknown'),
    calls: fc.array(call, { maxLength: 7 }),
    others: fc.array(operation, { maxLength: 3 }),
    strangers: fc.subarray([...catalogue.scopes.keys()].filter((_, at) => at % 97 === 0), { maxLength: 2 }),
    picks: fc.array(fc.nat(), { maxLength: 8 }),
    features: fc.subarray(FEATURES, { maxLength: 3 }),
    otherLanguages: fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant(['jobs/sync.py']) }),
  })
  .map(({ others, strangers, picks, ...app }) => {
    const called = app.calls.flatMap((text) => (typeof text === 'string' ? (catalogue.operation(text) ?? []) : 'likely' in text ? (catalogue.operation(text.likely) ?? []) : []));
    const pool = [...called, ...others].flatMap(({ own, subAccount }) => [...own.classic, ...own.granular, ...subAccount.classic, ...subAccount.granular]);
    const all = [...new Set(pool)].sort();
    return { ...app, declared: [...new Set([...picks.flatMap((pick) => all[pick % all.length] ?? []), ...strangers])] };
  });

/** What a token may be asked for: it needs any one of these. */
export type Demand = ReadonlySet<string>;

/**
 * Everything that the app may turn out to need, as one of a type: the operations that its calls are or may be, and what
 * its events and features take. Says nothing of which are likely.
 */
export function demandsOf(app: App, type: DecidedType): readonly Demand[] {
  const requirements = Requirements.of(type, catalogue);
  const known = app.calls.flatMap(({ resolution }) => {
    const requirement = resolution.kind === 'operation' ? requirements.of(resolution) : undefined;
    return requirement?.kind === 'any-of' ? [requirement.scopes] : [];
  });
  const unread = app.calls.flatMap((site) => toUnreadCall(site, requirements)?.readings ?? []);
  const readings = unread.flatMap(({ scopes, guessed }) => (guessed ? [...scopes].map((scope) => new Set([scope])) : [scopes]));
  const blind = app.blindSpots.length > 0 ? SOME_OPERATIONS.flatMap((one) => demandOf(one, requirements)) : [];
  const features = app.features.map(demandOfFeature);
  return [...known, ...readings, ...blind, ...features];
}

const featureDemands = new Map<string, Demand>();

function demandOfFeature(feature: Feature): Demand {
  const key = feature.kind === 'event' ? feature.event : feature.kind;
  const demand = featureDemands.get(key) ?? new Set([...catalogue.scopes.keys()].filter((scope) => needOf(feature, scope) === 'needs'));
  featureDemands.set(key, demand);
  return demand;
}

function demandOf(one: (typeof OPERATIONS)[number], requirements: Requirements): readonly Demand[] {
  const requirement = requirements.of({ operation: one, variant: 'own' });
  return requirement.kind === 'any-of' ? [requirement.scopes] : [];
}

/** The types that the app may have in truth. */
export function typesOf(app: App): readonly DecidedType[] {
  return possibleTypes(app, catalogue);
}
