/** Which scopes Zoom's events need; the table is `data/events.json`. */
import { createRequire } from 'node:module';

/** `data/events.json`. */
export interface EventsFile {
  readonly about: string;
  /** What the entries' `source` stands for. */
  readonly sources: string;
  /** The families of scopes that events of an object may need, for events that are not in the table. `*` stands for any text. */
  readonly objects: readonly { readonly object: string; readonly families: readonly string[] }[];
  readonly events: readonly EventEntry[];
}

/** The scopes of which an app needs any one to be sent the event; an empty list where the source has none of the generation. */
export interface EventEntry {
  readonly event: string;
  readonly classic: readonly string[];
  readonly granular: readonly string[];
  readonly source: string;
}

let loaded: EventsFile | undefined;
let entries: ReadonlyMap<string, EventEntry> | undefined;

/** What is known of an event. */
export function eventEntry(event: string): EventEntry | undefined {
  entries ??= new Map(table().events.map((entry) => [entry.event, entry]));
  return entries.get(event);
}

/** The families that may open an event's object: the table's, or those named after it. */
export function familiesOfEvent(event: string): readonly string[] {
  const [object = event] = event.split('.');
  return table().objects.find((entry) => entry.object === object)?.families ?? [object, `${object}_*`, `*_${object}`, `${object}s`];
}

function table(): EventsFile {
  return (loaded ??= createRequire(import.meta.url)('#data/events.json') as EventsFile);
}
