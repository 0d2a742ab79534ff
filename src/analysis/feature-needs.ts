/** The scopes that events and features need though no REST call shows it; the tables are `data/events.json`, `features.json` and `graphql.json`. */
import { createRequire } from 'node:module';
import { actionOf, withoutLevel } from '../catalogue/scope.ts';
import type { Feature } from '../declarations/declaration.ts';
import { familyOf } from './choice.ts';
import { eventEntry, familiesOfEvent } from './events-table.ts';

interface FeatureTable {
  /** Scopes that open more than operations, so that no call needs them says nothing. */
  readonly beyondOperations: readonly string[];
  readonly features: Readonly<Record<Exclude<Feature['kind'], 'event'>, Needs>>;
}

interface Needs {
  readonly needs: readonly string[];
  readonly mayNeed: readonly string[];
}

/** How much a feature says for a scope. */
export type FeatureNeed = 'needs' | 'may-need' | 'none';

/** What a feature makes of a scope. */
export function needOf(feature: Feature, scope: string): FeatureNeed {
  switch (feature.kind) {
    case 'event':
      return needOfEvent(feature.event, scope);
    case 'graphql':
      return needOfField(feature.field, scope);
    default:
      return matchNeeds(table().features[feature.kind], scope);
  }
}

/** Whether a scope opens more than operations, whatever features were found. */
export function opensMoreThanOperations(scope: string): boolean {
  return table().beyondOperations.some((pattern) => matches(pattern, scope));
}

/** What the report says of a feature that speaks for a scope. */
export function describeFeature(feature: Feature): string {
  switch (feature.kind) {
    case 'event':
      return `the event ${feature.event}`;
    case 'graphql':
      return feature.field === null ? 'a GraphQL query' : `the GraphQL field ${feature.field}`;
    default:
      return NAMES[feature.kind];
  }
}

const NAMES: Readonly<Record<Exclude<Feature['kind'], 'event' | 'graphql'>, string>> = {
  'zoom-apps-sdk': 'the Zoom Apps SDK',
  rtms: 'RTMS',
  chatbot: 'the chatbot',
  'meeting-sdk': 'the Meeting SDK',
  'plugin-sdk': 'the Plugin SDK',
  'contact-center-embed': 'the Contact Center SDK',
  'phone-embed': 'the Zoom Phone embed',
  'recording-download': 'a download of recordings',
  mcp: 'Zoom MCP',
  'sign-in': 'the sign-in with Zoom',
  'api-package': 'a package that calls Zoom by itself',
  webhook: 'a webhook whose events are not known',
  websocket: 'a WebSocket whose events are not known',
};

/**
 * An event needs one of the scopes that Zoom lists for it, at whatever level the app can hold. Where the list is not
 * known, it needs the read scopes of its object, and may need what else opens the object.
 */
function needOfEvent(event: string, scope: string): FeatureNeed {
  const { classic = [], granular = [] } = eventEntry(event) ?? {};
  const need = needOfAny([classic, granular], scope);
  if (need !== 'none' || (classic.length > 0 && granular.length > 0)) return need;
  if (/(^|[._])rtms_/.test(event) && matchNeeds(table().features.rtms, scope) === 'needs') return 'needs';
  if (!familiesOfEvent(event).some((family) => matches(family, familyOf(scope)))) return 'none';
  return actionOf(scope) === 'read' ? 'needs' : 'may-need';
}

/** A field that is not in the table may need anything; what the query has beside the fields that were read, too. */
function needOfField(field: string | null, scope: string): FeatureNeed {
  const scopes = field === null ? undefined : graphqlFields().get(field);
  const need = scopes ? needOfAny([scopes], scope) : 'none';
  return need === 'none' ? matchNeeds(table().features.graphql, scope) : need;
}

/** Of lists of which any one scope will do, the reading ones are what is needed; the others would do as well. */
function needOfAny(lists: readonly (readonly string[])[], scope: string): FeatureNeed {
  const name = withoutLevel(scope);
  const list = lists.find((names) => names.some((listed) => withoutLevel(listed) === name));
  if (!list) return 'none';
  return actionOf(scope) === 'read' || !list.some((listed) => actionOf(listed) === 'read') ? 'needs' : 'may-need';
}

function matchNeeds({ needs, mayNeed }: Needs, scope: string): FeatureNeed {
  if (needs.some((pattern) => matches(pattern, scope))) return 'needs';
  return mayNeed.some((pattern) => matches(pattern, scope)) ? 'may-need' : 'none';
}

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  let regexp = patterns.get(pattern);
  if (!regexp) {
    const source = pattern.split('*').map((part) => part.replace(/[^\w:]/g, '\\$&'));
    patterns.set(pattern, (regexp = new RegExp(`^${source.join('.*')}$`)));
  }
  return regexp.test(text);
}

const data = createRequire(import.meta.url);
let loaded: FeatureTable | undefined;
let fields: ReadonlyMap<string, readonly string[]> | undefined;

function table(): FeatureTable {
  return (loaded ??= data('#data/features.json') as FeatureTable);
}

function graphqlFields(): ReadonlyMap<string, readonly string[]> {
  fields ??= new Map((data('#data/graphql.json') as { readonly fields: readonly { field: string; scopes: readonly string[] }[] }).fields.map(({ field, scopes }) => [field, scopes]));
  return fields;
}
