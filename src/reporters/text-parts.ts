/** What the reports for people are put together from. */
import pc from 'picocolors';
import type { AppType } from '../declarations/declaration.ts';
import type { Finding } from '../analysis/finding.ts';
import type { CheckedApp, Report, SuppressedFinding } from '../analysis/report.ts';
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

/** The first places, each once, and how many more there are. */
export function listPlaces(places: readonly Place[], name: (place: Place) => string = nameLine): string {
  const names = [...new Set(places.map(name))];
  const more = names.length - SHOWN_PLACES;
  return more > 0 ? `${names.slice(0, SHOWN_PLACES).join(', ')} and ${more} more` : names.join(', ');
}

function nameLine({ file, line }: Place): string {
  return `${toPrintable(file)}:${line}`;
}

/** `2 errors, 1 warning`; '' without findings. */
export function countFindings(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  return [...(errors > 0 ? [plural(errors, 'error')] : []), ...(warnings > 0 ? [plural(warnings, 'warning')] : [])].join(', ');
}

/** What was set aside, as sentences; '' where nothing was. */
export function countSuppressed(suppressed: Report['suppressed']): string {
  const sentence = (by: SuppressedFinding['by'], where: string): readonly string[] => {
    const count = suppressed.filter((entry) => entry.by === by).length;
    return count === 0 ? [] : [`${plural(count, 'finding')} ${count === 1 ? 'is' : 'are'} ${where}.`];
  };
  return [...sentence('baseline', 'in the baseline'), ...sentence('comment', 'turned off by comments')].join(' ');
}

/** What the minimal set of an app can be called. */
export function nameMinimalSet({ type, minimal }: CheckedApp): string {
  const kind = minimal.proven ? 'Minimal scopes' : 'Sufficient scopes (a smaller set may exist)';
  const asType = type === 'unknown' ? `, as ${minimal.type === 'admin-managed' ? 'an' : 'a'} ${TYPE_NAMES[minimal.type]} app` : '';
  const left = minimal.unreadCalls > 0 ? `, without ${plural(minimal.unreadCalls, 'call')} whose scopes are not known` : '';
  return `${kind}${asType}${left}`;
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}
