/** The scopes that a branch adds and drops, for people, for programs, and for pull requests. */
import type { ConsentChange } from '../analysis/consent.ts';
import type { AppScopeDiff, CauseCall, ScopeCause } from '../analysis/scope-diff.ts';
import { markdownCode, markdownText } from '../util/markdown.ts';
import { toPrintable, toPrintableJson } from '../util/printable.ts';
import { describeConsent } from './consent.ts';
import { createColors, formatHeading, indent, listPlaces, plural, type Colors, type TextOptions } from './text-parts.ts';

/** The two states. */
export interface DiffRange {
  /** As the user named it. */
  readonly ref: string;
  /** The full name of the commit that the work tree is compared with. */
  readonly commit: string;
}

/** What `diff --format json` prints. */
export interface DiffJsonV1 {
  readonly schemaVersion: 1;
  readonly ref: string;
  readonly commit: string;
  readonly apps: readonly AppDiffJsonV1[];
}

export interface AppDiffJsonV1 {
  readonly name: string;
  readonly manifest: string | null;
  /** `new` and `gone`: only the work tree, only the commit has the app. */
  readonly presence: AppScopeDiff['presence'];
  readonly declared: { readonly added: readonly ScopeJsonV1[]; readonly dropped: readonly ScopeJsonV1[] };
  readonly needed: { readonly added: readonly ScopeJsonV1[]; readonly dropped: readonly ScopeJsonV1[] };
  /** Needed now, not before, and not declared. */
  readonly undeclared: readonly string[];
  readonly consent: ConsentChange;
}

export interface ScopeJsonV1 {
  readonly scope: string;
  readonly optional: boolean;
  /** The calls that it authorises, in the state that has it; `isNew` if the other state does not call the operation. */
  readonly calls: readonly { readonly operation: string; readonly file: string; readonly line: number; readonly isNew: boolean }[];
}

export function formatDiffJson(diffs: readonly AppScopeDiff[], { ref, commit }: DiffRange): string {
  const apps = diffs.map(({ app, manifest, presence, declared, needed, undeclared, consent }) => ({
    name: app,
    manifest,
    presence,
    declared: { added: declared.added.map(toScopeJson), dropped: declared.dropped.map(toScopeJson) },
    needed: { added: needed.added.map(toScopeJson), dropped: needed.dropped.map(toScopeJson) },
    undeclared,
    consent,
  }));
  const json: DiffJsonV1 = { schemaVersion: 1, ref, commit, apps };
  return toPrintableJson(json);
}

function toScopeJson({ scope, optional, calls }: ScopeCause): ScopeJsonV1 {
  return { scope, optional, calls: calls.map(({ operation, place: { file, line }, isNew }) => ({ operation, file, line, isNew })) };
}

/** Whether nothing came and nothing went. */
export function isUnchanged({ declared, needed, consent }: AppScopeDiff): boolean {
  return [declared.added, declared.dropped, needed.added, needed.dropped, consent.nowRequired].every((list) => list.length === 0);
}

export function formatDiffText(diffs: readonly AppScopeDiff[], range: DiffRange, options: TextOptions): string {
  const colors = createColors(options);
  const changed = diffs.filter((diff) => !isUnchanged(diff));
  const title = `Scopes since ${nameRange(range)}`;
  if (changed.length === 0) return `${title}: no change.\n`;
  return `${[`${title}:`, ...changed.map((diff) => formatApp(diff, colors))].join('\n\n')}\n`;
}

function nameRange({ ref, commit }: DiffRange): string {
  return commit.startsWith(ref) ? commit.slice(0, 7) : `${toPrintable(ref)} (${commit.slice(0, 7)})`;
}

function formatApp({ app, type, manifest, presence, declared, needed, undeclared, consent }: AppScopeDiff, colors: Colors): string {
  return [
    `${formatHeading({ name: app, type, manifest }, colors)}${presence === 'both' ? '' : presence === 'new' ? ' is new' : ' is gone'}`,
    formatChange('Declared:', declared, colors),
    formatChange('Needed by the calls:', needed, colors),
    undeclared.length === 0 ? '' : indent(describeUndeclared(undeclared), 2),
    indent(describeConsent(consent), 2),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function formatChange(title: string, { added, dropped }: AppScopeDiff['declared'], colors: Colors): string {
  if (added.length + dropped.length === 0) return '';
  const line = (mark: string, { scope, optional, calls }: ScopeCause): string =>
    [`${mark} ${toPrintable(scope)}${optional ? ', optional' : ''}`, ...callLines(calls).map((text) => indent(colors.dim(text), 4))].join('\n');
  const lines = [...added.map((scope) => line(colors.green('+'), scope)), ...dropped.map((scope) => line(colors.red('-'), scope))];
  return [indent(title, 2), ...lines.map((text) => indent(text, 4))].join('\n');
}

/** One line per operation, those first that only this state calls. */
function callLines(calls: readonly CauseCall[]): readonly string[] {
  const operations = [...new Set([...calls.filter(({ isNew }) => isNew), ...calls].map(({ operation }) => operation))];
  return operations.map((operation) => {
    const sites = calls.filter((call) => call.operation === operation);
    return `${toPrintable(operation)}  ${listPlaces(sites.map(({ place }) => place))}`;
  });
}

function describeUndeclared(scopes: readonly string[]): string {
  return `Not declared yet: ${scopes.map(toPrintable).join(', ')}. To declare ${scopes.length === 1 ? 'it' : 'them'} is to ask for more.`;
}

export function formatDiffMarkdown(diffs: readonly AppScopeDiff[], range: DiffRange): string {
  const changed = diffs.filter((diff) => !isUnchanged(diff));
  const title = `### Zoom scopes since ${markdownCode(range.ref)}`;
  if (changed.length === 0) return `${title}\n\nNo change.\n`;
  return `${[title, ...changed.map(formatAppMarkdown)].join('\n\n')}\n`;
}

function formatAppMarkdown({ app, presence, declared, needed, undeclared, consent }: AppScopeDiff): string {
  const rows = [
    ...declared.added.map((scope) => toRow('declared', scope)),
    ...declared.dropped.map((scope) => toRow('no longer declared', scope)),
    ...needed.added.map((scope) => toRow('needed', scope)),
    ...needed.dropped.map((scope) => toRow('no longer needed', scope)),
  ];
  return [
    `**${markdownCode(app)}**${presence === 'both' ? '' : presence === 'new' ? ' is new' : ' is gone'}`,
    ...(rows.length > 0 ? [['| Scope | Change | Calls |', '| --- | --- | --- |', ...rows].join('\n')] : []),
    ...(undeclared.length > 0 ? [markdownText(describeUndeclared(undeclared))] : []),
    `**${markdownText(describeConsent(consent))}**`,
  ].join('\n\n');
}

function toRow(change: string, { scope, optional, calls }: ScopeCause): string {
  const operations = [...new Set(calls.map(({ operation }) => operation))];
  const shown = operations.slice(0, 3).map(markdownCode).join(', ');
  const more = operations.length > 3 ? ` and ${plural(operations.length - 3, 'more operation')}` : '';
  return `| ${markdownCode(scope)}${optional ? ' (optional)' : ''} | ${change} | ${shown}${more} |`;
}
