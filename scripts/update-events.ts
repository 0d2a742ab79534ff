/**
 * Makes `data/events.json` from Zoom's references of events: npx tsx scripts/update-events.ts --references DIR [--data DIR]
 * DIR holds one OpenAPI document per product, `users.json`: what developers.zoom.us/docs/api/users/events shows.
 * The entries made by hand stay; one that a reference has by now goes.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { EventEntry, EventsFile } from '../src/analysis/events-table.ts';

const { values } = parseArgs({ options: { references: { type: 'string' }, data: { type: 'string', default: join(import.meta.dirname, '../data') } } });
const { references, data } = values;
if (!references) throw new Error('say where the references are: --references DIR');

interface Reference {
  readonly paths?: Readonly<Record<string, { readonly post?: { readonly requestBody?: { readonly description?: string } } }>>;
  readonly webhooks?: Reference['paths'];
}

const target = join(data, 'events.json');
const known = JSON.parse(readFileSync(target, 'utf8')) as EventsFile;
const read = readdirSync(references).sort().flatMap(readReference);
const referred = new Map(read.map((entry) => [entry.event, entry]));
const byHand = known.events.filter(({ event, source }) => source.includes(' ') && !referred.has(event));
const events = [...referred.values(), ...byHand].sort((a, b) => (a.event < b.event ? -1 : 1));
writeFileSync(target, format({ ...known, events }));
console.log(`${events.length} events, ${byHand.length} of them by hand`);

function readReference(file: string): readonly EventEntry[] {
  const reference = JSON.parse(readFileSync(join(references ?? '', file), 'utf8')) as Reference;
  return Object.entries({ ...reference.paths, ...reference.webhooks }).flatMap(([path, { post }]) => {
    const text = post?.requestBody?.description ?? '';
    const classic = scopesAfter('Scopes', text);
    const granular = scopesAfter('Granular Scopes', text);
    return classic.length + granular.length === 0 ? [] : [{ event: path.replace(/^\//, ''), classic, granular, source: file.replace(/\.json$/, '') }];
  });
}

/** The names in a line like `**[Scopes](https://…):** `user:read`,`user:read:admin``. */
function scopesAfter(label: string, text: string): readonly string[] {
  const line = new RegExp(String.raw`\*\*\[?${label}(?:\]\([^)]*\))?:?\*\*:?(.*)`).exec(text)?.[1] ?? '';
  return [...new Set([...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name.trim()))].sort();
}

function format({ about, sources, objects, events }: EventsFile): string {
  const lines = (items: readonly unknown[]): string => `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]`;
  return `{\n"about": ${JSON.stringify(about)},\n"sources": ${JSON.stringify(sources)},\n"objects": ${lines(objects)},\n"events": ${lines(events)}\n}\n`;
}
