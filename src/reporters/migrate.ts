/** The table classic → granular of `migrate`, for people, for programs, and for pull requests. */
import type { ConsentChange } from '../analysis/consent.ts';
import type { Migration, MigratedScope } from '../analysis/migration.ts';
import { markdownCode, markdownText } from '../util/markdown.ts';
import { toPrintable, toPrintableJson } from '../util/printable.ts';
import { describeConsent } from './consent.ts';
import { formatPatch } from './patch.ts';
import { createColors, formatHeading, formatPlace, indent, listPlaces, plural, type Colors, type TextOptions } from './text-parts.ts';

/** One app and what comes of it. */
export interface AppMigration {
  readonly migration: Migration;
  /** The manifest's text before and after; null for an app without a manifest. */
  readonly texts: { readonly before: string; readonly after: string } | null;
  readonly consent: ConsentChange;
}

export interface MigrateTextOptions extends TextOptions {
  readonly written: boolean;
}

/** What `migrate --format json` prints. */
export interface MigrateJsonV1 {
  readonly schemaVersion: 1;
  readonly written: boolean;
  readonly apps: readonly {
    readonly name: string;
    readonly manifest: string | null;
    readonly scopes: readonly MigratedScopeJsonV1[];
    readonly consent: ConsentChange;
  }[];
}

export interface MigratedScopeJsonV1 {
  readonly scope: string;
  readonly file: string;
  readonly line: number;
  readonly outcome: 'replaced' | 'dropped' | 'stays';
  /** The granular scopes in its place. */
  readonly granular: readonly string[];
  /** Why it stays; null where it does not. */
  readonly reason: string | null;
  readonly calls: readonly { readonly operation: string; readonly file: string; readonly line: number }[];
  /** How many operations it opens. */
  readonly opens: number;
  /** The operations that the scopes in its place do not open. */
  readonly fallsAway: readonly string[];
}

export function formatMigrateJson(apps: readonly AppMigration[], written: boolean): string {
  const json: MigrateJsonV1 = {
    schemaVersion: 1,
    written,
    apps: apps.map(({ migration: { before, scopes }, consent }) => ({ name: before.name, manifest: before.manifest, scopes: scopes.map(toScopeJson), consent })),
  };
  return toPrintableJson(json);
}

function toScopeJson({ declaration: { scope, span }, calls, opens, outcome }: MigratedScope): MigratedScopeJsonV1 {
  return {
    scope,
    file: span.file,
    line: span.line,
    outcome: outcome.kind,
    granular: outcome.kind === 'replaced' ? outcome.by : [],
    reason: outcome.kind === 'stays' ? outcome.reason : null,
    calls: calls.map(({ operation, place: { file, line } }) => ({ operation, file, line })),
    opens,
    fallsAway: outcome.kind === 'stays' ? [] : outcome.fallsAway,
  };
}

export function formatMigrateText(apps: readonly AppMigration[], options: MigrateTextOptions): string {
  const colors = createColors(options);
  return `${[...apps.map((app) => formatApp(app, colors)), formatOutcome(apps, options)].join('\n\n')}\n`;
}

function formatApp({ migration: { before, scopes, changed }, texts, consent }: AppMigration, colors: Colors): string {
  return [
    formatHeading(before, colors),
    scopes.length === 0 ? indent(before.manifest === null ? 'No manifest.' : 'No classic scopes in the manifest.', 2) : '',
    ...scopes.map((scope) => indent(formatScope(scope, colors), 2)),
    texts && before.manifest !== null ? formatPatch(before.manifest, texts.before, texts.after, colors).trimEnd() : '',
    changed.length === 0 ? '' : indent(describeConsent(consent), 2),
    describeElsewhere(before, scopes, colors),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function formatScope(migrated: MigratedScope, colors: Colors): string {
  const { declaration, calls, outcome } = migrated;
  const scope = toPrintable(declaration.scope);
  const lines = calls.map(({ operation, place }) => `${toPrintable(operation)}  ${colors.dim(listPlaces([place]))}`);
  if (outcome.kind === 'stays') return [`${colors.yellow(scope)} stays: ${toPrintable(outcome.reason)}`, indent(lines.join('\n'), 2)].filter(Boolean).join('\n');
  const head = outcome.kind === 'replaced' ? `${scope} → ${colors.green(outcome.by.join(', '))}` : `${colors.red(scope)} is dropped: no call needs it`;
  return [head, indent([...lines, describeLoss(migrated)].join('\n'), 2)].join('\n');
}

/** `opens 34 operations, then 2; 12 that read, 14 that write and 6 that delete fall away`. */
function describeLoss({ opens, outcome }: MigratedScope): string {
  if (outcome.kind === 'stays') return '';
  const { fallsAway } = outcome;
  const count = (methods: RegExp, what: string): readonly string[] => {
    const found = fallsAway.filter((id) => methods.test(id)).length;
    return found > 0 ? [`${found} that ${what}`] : [];
  };
  const parts = [...count(/^GET /, 'read'), ...count(/^(POST|PUT|PATCH) /, 'write'), ...count(/^DELETE /, 'delete')];
  return `opens ${plural(opens, 'operation')}; of these ${parts.length > 0 ? parts.join(', ') : 'none'} fall away`;
}

function describeElsewhere(app: Migration['before'], scopes: readonly MigratedScope[], colors: Colors): string {
  const going = new Set(scopes.filter(({ outcome }) => outcome.kind !== 'stays').map(({ declaration }) => declaration.scope));
  const places = app.declarations.filter(({ source, scope }) => source !== 'manifest' && going.has(scope));
  if (places.length === 0) return '';
  const lines = places.map(({ scope, span }) => indent(`${formatPlace(span, colors)}  ${toPrintable(scope)}`, 4));
  return [indent('These also stand outside the manifest, where nothing is edited:', 2), ...lines].join('\n');
}

function formatOutcome(apps: readonly AppMigration[], { written }: MigrateTextOptions): string {
  const manifests = apps.filter(({ migration }) => migration.changed.length > 0).map(({ migration }) => toPrintable(migration.before.manifest ?? '')).join(', ');
  if (manifests === '') return 'Nothing to migrate.';
  return written ? `Changed ${manifests}.` : `Nothing is written. To change ${manifests}, run again with --write.`;
}

export function formatMigrateMarkdown(apps: readonly AppMigration[]): string {
  return `${apps.map(formatAppMarkdown).join('\n\n')}\n`;
}

function formatAppMarkdown({ migration: { before, scopes, changed }, consent }: AppMigration): string {
  const heading = `### Classic to granular: ${markdownCode(before.name)}`;
  if (scopes.length === 0) return `${heading}\n\nNo classic scopes.`;
  const rows = scopes.map((scope) => `| ${[markdownCode(scope.declaration.scope), describeOutcome(scope), describeCalls(scope), markdownText(describeLoss(scope))].join(' | ')} |`);
  const table = ['| Classic | Granular | Calls | What falls away |', '| --- | --- | --- | --- |', ...rows].join('\n');
  return [heading, table, ...(changed.length > 0 ? [markdownText(describeConsent(consent))] : [])].join('\n\n');
}

function describeOutcome({ outcome }: MigratedScope): string {
  if (outcome.kind === 'replaced') return outcome.by.map(markdownCode).join(', ');
  return outcome.kind === 'dropped' ? 'dropped' : markdownText(`stays: ${outcome.reason}`);
}

function describeCalls({ calls }: MigratedScope): string {
  return [...new Set(calls.map(({ operation }) => operation))].map(markdownCode).join(', ');
}
