/** The scopes that events and features need though no REST call shows it; the table is `data/features.json`. */
import { createRequire } from 'node:module';
import { actionOf } from '../catalogue/scope.ts';
import type { Feature } from '../declarations/declaration.ts';
import { familyOf } from './choice.ts';

interface FeatureTable {
  readonly events: readonly { readonly event: string; readonly families: readonly string[] }[];
  readonly features: Readonly<Record<Exclude<Feature['kind'], 'event'>, Needs>>;
}

interface Needs {
  readonly needs: readonly string[];
  readonly mayNeed: readonly string[];
}

/** How much a feature says for a scope. */
export type FeatureNeed = 'needs' | 'may-need' | 'none';

/** What a feature makes of a scope. An event needs the read scopes of its object; what else opens the object, it may need. */
export function needOf(feature: Feature, scope: string): FeatureNeed {
  if (feature.kind !== 'event') return matchNeeds(table().features[feature.kind], scope);
  if (/(^|[._])rtms_/.test(feature.event) && matchNeeds(table().features.rtms, scope) === 'needs') return 'needs';
  if (!familiesOf(feature.event).some((family) => matches(family, familyOf(scope)))) return 'none';
  return actionOf(scope) === 'read' ? 'needs' : 'may-need';
}

/** What the report says of a feature that speaks for a scope. */
export function describeFeature(feature: Feature): string {
  switch (feature.kind) {
    case 'event':
      return `the event ${feature.event}`;
    case 'zoom-apps-sdk':
      return 'the Zoom Apps SDK';
    case 'rtms':
      return 'RTMS';
    case 'chatbot':
      return 'the chatbot';
    case 'meeting-sdk':
      return 'the Meeting SDK';
    case 'mcp':
      return 'Zoom MCP';
  }
}

/** The table's families for an event; for events that it has not, those named after the event's object. */
function familiesOf(event: string): readonly string[] {
  const [object = event] = event.split('.');
  return table().events.find((entry) => entry.event === object)?.families ?? [object, `${object}_*`, `*_${object}`, `${object}s`];
}

function matchNeeds({ needs, mayNeed }: Needs, scope: string): FeatureNeed {
  if (needs.some((pattern) => matches(pattern, scope))) return 'needs';
  return mayNeed.some((pattern) => matches(pattern, scope)) ? 'may-need' : 'none';
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.split('*').map((part) => part.replace(/[^\w:]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`).test(text);
}

let loaded: FeatureTable | undefined;

function table(): FeatureTable {
  return (loaded ??= createRequire(import.meta.url)('#data/features.json') as FeatureTable);
}
