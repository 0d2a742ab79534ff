/** What the reports for people are put together from. */
import pc from 'picocolors';
import type { AppType } from '../declarations/declaration.ts';
import { toPrintable } from '../util/printable.ts';
import type { Place } from '../util/span.ts';

export interface TextOptions {
  readonly color: boolean;
}

export type Colors = ReturnType<typeof pc.createColors>;

/** The types of apps, as people call them. */
export const TYPE_NAMES = {
  'user-managed': 'user-managed',
  'admin-managed': 'admin-managed',
  'server-to-server': 'Server-to-Server',
  unknown: 'type not known',
} as const satisfies Record<AppType, string>;

/** Places named in one line; the rest is counted. */
const SHOWN_PLACES = 4;

export function createColors({ color }: TextOptions): Colors {
  return pc.createColors(color);
}

/** An app's name, its type and its manifest. */
export function formatHeading({ name, type, manifest }: { readonly name: string; readonly type: AppType; readonly manifest: string | null }, colors: Colors): string {
  const about = [TYPE_NAMES[type], ...(manifest ? [toPrintable(manifest)] : [])].join(', ');
  return `${colors.bold(toPrintable(name))} ${colors.dim(`(${about})`)}`;
}

export function formatPlace({ file, line, column }: Place, colors: Colors): string {
  return colors.cyan(`${toPrintable(file)}:${line}:${column}`);
}

export function listPlaces(places: readonly Place[]): string {
  const names = [...new Set(places.map(({ file, line }) => `${toPrintable(file)}:${line}`))];
  const more = names.length - SHOWN_PLACES;
  return more > 0 ? `${names.slice(0, SHOWN_PLACES).join(', ')} and ${more} more` : names.join(', ');
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}
