/** The reports of `why`: what is behind a scope, for people and for programs. */
import type { AppReasons, AuthorisedCall, KnownScope, Opened, ScopeReasons } from '../analysis/why.ts';
import type { CallSite } from '../calls/call-site.ts';
import { toPrintable, toPrintableJson } from '../util/printable.ts';
import { createColors, formatHeading, formatPlace, indent, listPlaces, plural, type Colors, type TextOptions } from './text-parts.ts';

/** Families of operations that are named; the rest is counted. */
const SHOWN_FAMILIES = 6;

/** The report for people. */
export function formatWhyText(reasons: ScopeReasons, options: TextOptions): string {
  const colors = createColors(options);
  const apps = reasons.known ? reasons.apps : reasons.apps.filter(({ declared }) => declared.length > 0);
  return `${[formatScope(reasons, colors), ...apps.map((app) => formatApp(app, reasons, colors))].join('\n\n')}\n`;
}

/** The report for programs. */
export function formatWhyJson(reasons: ScopeReasons): string {
  const { scope, known, nearest, apps } = reasons;
  return toPrintableJson({
    schemaVersion: 1,
    scope,
    known,
    nearest,
    apps: apps.map((app) => ({
      app: app.app,
      type: app.type,
      manifest: app.manifest,
      declared: app.declared.map(({ span: { file, line, column }, source, optional }) => ({ file, line, column, source, optional })),
      use: app.use?.kind ?? 'not-declared',
      why: explainUse(app, reasons),
      replacement: replacementOf(app),
      calls: app.calls.map(({ site, operation, others }) => ({ ...toCallJson(site), operation, others })),
      doubtful: app.doubtful.map(toCallJson),
      features: app.features.map(({ feature, need, place: { file, line } }) => ({ feature, need, file, line })),
    })),
  });
}

function toCallJson({ span: { file, line, column }, method, path, confidence, via }: CallSite): object {
  return { file, line, column, method, path, confidence, via: via.map((place) => ({ file: place.file, line: place.line })) };
}

function formatScope({ scope, known, nearest }: ScopeReasons, colors: Colors): string {
  const name = colors.bold(toPrintable(scope));
  if (known) {
    const kind = colors.dim(`(${known.generation}, ${known.level} level)`);
    return [`${name} ${kind}`, indent(sentence(known.description), 2), indent(describeOpened(known.opens), 2)].join('\n');
  }
  const near = nearest.length > 0 ? `Near it: ${nearest.join(', ')}.` : 'No scope has a name like it.';
  return [name, indent('The catalogue has no such scope. It may be a typo, or newer than the catalogue.', 2), indent(near, 2)].join('\n');
}

function describeOpened({ operations, families, ...kinds }: Opened): string {
  if (operations === 0) return 'The catalogue links it to no operation.';
  const counts = (['read', 'write', 'delete'] as const).filter((kind) => kinds[kind] > 0).map((kind) => `${kinds[kind]} ${kind}`);
  const shown = families.slice(0, SHOWN_FAMILIES).map((family) => `${family.name} ${family.operations}`);
  const rest = families.slice(SHOWN_FAMILIES).reduce((sum, family) => sum + family.operations, 0);
  const under = [...shown, ...(rest > 0 ? [`others ${rest}`] : [])].join(', ');
  return `Opens ${plural(operations, 'operation')} (${counts.join(', ')}), under ${under}.`;
}

function formatApp(app: AppReasons, reasons: ScopeReasons, colors: Colors): string {
  const places = app.declared.map(({ span, source }) => indent(`${formatPlace(span, colors)}  ${colors.dim(source)}`, 4));
  return [
    [formatHeading({ ...app, name: app.app }, colors), indent(toPrintable(explainUse(app, reasons)), 2)].join('\n'),
    formatList('Declared:', places),
    formatList(app.holdable ? 'Calls that it authorises:' : 'Calls that accept it from other apps:', app.calls.map((call) => formatCall(call, colors))),
    formatList('Calls that could need it:', app.doubtful.map((site) => formatSite(site, nameUnread(site), '', colors))),
    formatList('Events and features:', app.features.map(({ feature, need, place }) => indent(`${toPrintable(feature)} ${need === 'needs' ? 'needs it' : 'may need it'}  ${colors.dim(listPlaces([place]))}`, 4))),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function formatList(title: string, lines: readonly string[]): string {
  return lines.length > 0 ? [indent(title, 2), ...lines].join('\n') : '';
}

function formatCall({ site, operation, others }: AuthorisedCall, colors: Colors): string {
  return formatSite(site, operation, others.length > 0 ? `also authorised by ${others.join(', ')}` : '', colors);
}

function nameUnread({ method, path, resolution }: CallSite): string {
  const known = resolution.kind === 'unresolved' ? `${resolution.pathPrefix}/…` : '?';
  return `${method ?? '?'} ${path ?? known}`;
}

/** What is called, where, and each step of the way down to the client that sends it. */
function formatSite({ span, via, confidence }: CallSite, called: string, note: string, colors: Colors): string {
  const notes = [...(confidence === 'likely' ? ['likely'] : []), ...(note ? [note] : [])].join(', ');
  const lines = [`${formatPlace(span, colors)}  ${toPrintable(called)}${notes ? `  ${colors.dim(toPrintable(notes))}` : ''}`];
  for (const place of via) lines.push(indent(`→ ${formatPlace(place, colors)}`, 2));
  return indent(lines.join('\n'), 4);
}

/** What the app makes of the scope, in a sentence or two. */
function explainUse(app: AppReasons, { known }: ScopeReasons): string {
  const { use } = app;
  if (!use) return explainUndeclared(app, known);
  switch (use.kind) {
    case 'needed':
      return `${countUsed(app, known)}${use.granular && use.granular.length > 0 ? ` The granular ${list(use.granular, 'and')} would do for its calls.` : ''}`;
    case 'kept':
      return app.allowed === null ? 'Kept: an event or a feature needs it.' : `Kept by the configuration: ${app.allowed}`;
    case 'unused':
      return use.narrower.length > 0
        ? `Not needed: ${list(use.narrower, 'and')} covers its calls and opens less. Remove it.`
        : 'Nothing. No call and no feature of this app needs it. Remove it.';
    case 'redundant':
      return `Not needed: ${list(use.broader, 'and')} is needed anyway and covers its calls.`;
    case 'broad':
      return `${countUsed(app, known)} ${list(use.replacement, 'and')} would do, and opens less.`;
    case 'level-mismatch':
      return `An app of this type cannot hold it.${use.replacement.length > 0 ? ` ${list(use.replacement, 'and')} does its work.` : ''}`;
    case 'unknown':
      return 'Declared, and the catalogue does not know what it opens.';
    case 'duplicate':
      return `Declared twice, first at ${listPlaces([use.first])}.`;
    case 'cannot-tell':
      return `It cannot be told whether it is needed: ${use.reason}.`;
    case 'aside':
      return 'Written here beside the declarations that count, which do not have it.';
  }
}

function explainUndeclared({ calls, holdable, features }: AppReasons, known: KnownScope | null): string {
  if (!known) return 'This app does not declare it.';
  if (calls.length === 0) {
    const feature = features.some(({ need }) => need === 'needs') ? ' An event or a feature needs a scope like it.' : '';
    return `Nothing. This app does not declare it, and no call of it takes it.${feature}`;
  }
  if (!holdable) return 'This app does not declare it, and an app of this type cannot hold it.';
  const open = calls.filter(({ others }) => others.length === 0);
  if (open.length === 0) return 'This app does not declare it. Other scopes that it declares cover the calls that could take it.';
  return `This app does not declare it, and ${plural(open.length, 'call')} that it would authorise ${open.length === 1 ? 'is' : 'are'} covered by no other declared scope.`;
}

function countUsed({ calls }: AppReasons, known: KnownScope | null): string {
  const used = new Set(calls.map(({ operation }) => operation)).size;
  const opened = known ? ` It opens ${plural(known.opens.operations, 'operation')}; this app calls ${used}.` : '';
  return `Needed by ${plural(calls.length, 'call')}.${opened}`;
}

function replacementOf({ use }: AppReasons): readonly string[] {
  switch (use?.kind) {
    case 'broad':
    case 'level-mismatch':
      return use.replacement;
    case 'needed':
      return use.granular ?? [];
    case 'unused':
      return use.narrower;
    case 'redundant':
      return use.broader;
    default:
      return [];
  }
}

function list(names: readonly string[], word: 'and' | 'or'): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
