/** Why a scope may be needed though no known call needs it: calls that are not known to the end, code that is not read, features. */
import type { CallSite } from '../calls/call-site.ts';
import type { Feature } from '../declarations/declaration.ts';
import type { Place } from '../util/span.ts';
import type { App, BlindSpot } from './facts.ts';
import { describeFeature, needOf } from './feature-needs.ts';
import type { Requirements } from './requirement.ts';
import { couldNeed, readingsUnder, toUnreadCall, type Reading, type UnreadCall } from './unread-call.ts';

/** One reason to doubt, as the end of a sentence, and what is behind it. */
export interface Doubt {
  readonly reason: string;
  readonly calls: readonly CallSite[];
  readonly places: readonly Place[];
}

const BLIND: Readonly<Record<BlindSpot['kind'], string>> = {
  'other-language': 'code in a language that is not read calls Zoom and could need it',
  unread: 'a file could not be read to the end and could need it',
  address: 'nothing shows what is done with an address of the API, and that could need it',
};

/** A place that may call Zoom, with what it may call; null for anything. */
interface BlindReading {
  readonly spot: BlindSpot;
  readonly readings: readonly Reading[] | null;
}

/** The doubts about one app. */
export class Doubts {
  readonly #blind: readonly BlindReading[];
  readonly #unread: readonly UnreadCall[];
  readonly #held: ReadonlySet<string>;
  readonly #features: readonly Feature[];

  constructor(app: App, requirements: Requirements, held: ReadonlySet<string>) {
    this.#unread = app.calls.flatMap((site) => toUnreadCall(site, requirements) ?? []);
    this.#blind = app.blindSpots.map((spot) => ({ spot, readings: spot.kind === 'address' ? readingsUnder(null, spot.path, requirements) : null }));
    this.#held = held;
    this.#features = relevantFeatures(app.features);
  }

  /** Whether anything of the app is not known to the end, whatever the scope. */
  get any(): boolean {
    return this.#unread.length + this.#blind.length > 0;
  }

  /** The features that keep a scope. */
  keeping(name: string): readonly Feature[] {
    return this.#features.filter((feature) => needOf(feature, name) === 'needs');
  }

  /** The first kind of reason why the scope may be needed, beside what `isCovered` says is covered without it. */
  about(name: string, isCovered: (scopes: ReadonlySet<string>) => boolean): Doubt | undefined {
    return this.#unreadCalls(name, isCovered) ?? this.#blindSpots(name, isCovered) ?? this.#mayNeed(name);
  }

  #unreadCalls(name: string, isCovered: (scopes: ReadonlySet<string>) => boolean): Doubt | undefined {
    const unread = this.#unread.filter((call) => couldNeed(call, name, isCovered));
    const [first] = unread;
    return first && { reason: first.why, calls: unread.map(({ site }) => site), places: [] };
  }

  #blindSpots(name: string, isCovered: (scopes: ReadonlySet<string>) => boolean): Doubt | undefined {
    const spots = this.#blind.flatMap(({ spot, readings }) => (!readings || couldNeed({ readings }, name, isCovered) ? [spot] : []));
    const [first] = spots;
    return first && { reason: BLIND[first.kind], calls: [], places: spots.filter(({ kind }) => kind === first.kind).map(({ place }) => place) };
  }

  /** What needs any one of several scopes needs no other where one is held that is made for it. */
  #mayNeed(name: string): Doubt | undefined {
    const isServed = (feature: Feature): boolean =>
      (feature.kind === 'event' || (feature.kind === 'graphql' && feature.field !== null)) &&
      [...this.#held].some((other) => other !== name && needOf(feature, other) === 'needs');
    const feature = this.#features.find((candidate) => needOf(candidate, name) === 'may-need' && !isServed(candidate));
    return feature && { reason: `${describeFeature(feature)} may need it`, calls: [], places: [feature.span] };
  }
}

/** Where it is known which events are received, that some are says no more. */
function relevantFeatures(features: readonly Feature[]): readonly Feature[] {
  const hasEvents = features.some(({ kind }) => kind === 'event');
  return hasEvents ? features.filter(({ kind }) => kind !== 'webhook' && kind !== 'websocket') : features;
}
