/** What `fix` changes in each manifest, why, and what it leaves. */
import type { ConsentChange } from '../analysis/consent.ts';
import type { Finding } from '../analysis/finding.ts';
import type { AddedScope, ChangedScope, ScopePlan } from '../analysis/plan.ts';
import type { Undecided } from '../analysis/report.ts';
import type { Use } from '../analysis/verdict.ts';
import type { Declaration } from '../declarations/declaration.ts';
import { toPrintable } from '../util/printable.ts';
import { describeConsent } from './consent.ts';
import { formatPatch } from './patch.ts';
import { createColors, formatHeading, formatPlace, indent, listPlaces, plural, type Colors, type TextOptions } from './text-parts.ts';

/** One app and what comes of it. */
export interface AppFix {
  readonly plan: ScopePlan;
  /** The manifest's text before and after; null for an app without a manifest. */
  readonly texts: { readonly before: string; readonly after: string } | null;
  readonly consent: ConsentChange;
  /** The app's declarations outside its manifest. */
  readonly elsewhere: readonly Declaration[];
  readonly undecided: readonly Undecided[];
  /** What comments in the project say to leave. */
  readonly suppressed: readonly Finding[];
  /** What only a person can mend. */
  readonly left: readonly Finding[];
}

export interface FixTextOptions extends TextOptions {
  readonly written: boolean;
}

/** The report of `fix`. */
export function formatFix(fixes: readonly AppFix[], options: FixTextOptions): string {
  const colors = createColors(options);
  return `${[...fixes.map((fix) => formatApp(fix, colors)), formatOutcome(fixes, options, colors)].join('\n\n')}\n`;
}

function formatApp(fix: AppFix, colors: Colors): string {
  const { plan, texts, consent, undecided, suppressed, left } = fix;
  const { after: app, changed, added } = plan;
  const changes = [...changed.map((change) => describeChange(change, colors)), ...added.map((scope) => describeAddition(scope, colors))];
  return [
    formatHeading(app, colors),
    changes.length === 0 ? indent('Nothing to change.', 2) : indent(changes.join('\n'), 2),
    texts && app.manifest !== null ? formatPatch(app.manifest, texts.before, texts.after, colors).trimEnd() : '',
    changes.length === 0 ? '' : indent(describeConsent(consent), 2),
    lacksRequired(plan) ? indent('Zoom wants at least one scope that is not optional.', 2) : '',
    ...describeElsewhere(fix, colors),
    section('Left as it is, since it cannot be told whether it is needed:', undecided.map(({ scope, span, reason }) => `${formatPlace(span, colors)}  ${toPrintable(scope)}: ${toPrintable(reason)}`)),
    section('Left as it is, since the finding is suppressed:', suppressed.map((finding) => describeFinding(finding, colors))),
    section('Left to you:', left.map((finding) => describeFinding(finding, colors))),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function describeChange({ declaration, by, use, evidence }: ChangedScope, colors: Colors): string {
  const scope = toPrintable(declaration.scope);
  const change = by === null ? `${colors.red('remove')}   ${scope}` : `${colors.yellow('replace')}  ${scope} by ${by}`;
  const places = evidence.length > 0 && by !== null ? colors.dim(`, see ${listPlaces(evidence)}`) : '';
  return `${change}  ${colors.dim(`(${describeReason(use)})`)}${places}`;
}

function describeAddition({ scope, optional, evidence }: AddedScope, colors: Colors): string {
  return `${colors.green('add')}      ${scope}${optional ? ', optional' : ''}  ${colors.dim(evidence.length > 0 ? `(for ${listPlaces(evidence)})` : '')}`.trimEnd();
}

function describeReason(use: Use): string {
  switch (use.kind) {
    case 'unused':
      return use.narrower.length > 0 ? `its calls are covered by ${use.narrower.join(', ')}, which opens less` : 'nothing in this app needs it';
    case 'redundant':
      return `${use.broader.join(', ')} is needed anyway and covers its calls`;
    case 'broad':
      return 'it opens more than its calls need';
    case 'level-mismatch':
      return 'an app of this type cannot hold it';
    case 'unknown':
      return 'Zoom has no scope of this name';
    case 'duplicate':
      return 'it is declared twice';
    case 'needed':
    case 'kept':
    case 'cannot-tell':
    case 'aside':
      throw new RangeError(`Nothing speaks against a scope that is ${use.kind}`);
  }
}

function describeFinding({ span, message, confidence }: Finding, colors: Colors): string {
  return `${formatPlace(span, colors)}  ${toPrintable(message)}${confidence === 'likely' ? colors.dim(' (likely)') : ''}`;
}

function lacksRequired({ after, changed }: ScopePlan): boolean {
  const declared = after.declarations.filter(({ source }) => source === 'manifest');
  return changed.length > 0 && declared.length > 0 && declared.every(({ optional }) => optional);
}

/** What stands outside the manifest is for the user to change. */
function describeElsewhere({ plan: { after, changed, added }, elsewhere }: AppFix, colors: Colors): readonly string[] {
  const places = (declarations: readonly Declaration[]): readonly string[] => declarations.map(({ scope, span }) => `${formatPlace(span, colors)}  ${toPrintable(scope)}`);
  if (after.manifest === null) return [section('This app has no manifest. Its scopes stand here, where nothing is edited:', places(elsewhere))];
  const gone = new Set(changed.map(({ declaration }) => declaration.scope));
  const now = [...added.map(({ scope }) => scope), ...changed.flatMap(({ by }) => by ?? [])];
  const listed = now.length > 0 && elsewhere.length > 0 ? `Scopes also stand in ${listPlaces(elsewhere.map(({ span }) => span), ({ file }) => toPrintable(file))}. If they are asked for there, add ${now.join(', ')} by hand.` : '';
  return [section('These also stand outside the manifest, where nothing is edited:', places(elsewhere.filter(({ scope }) => gone.has(scope)))), indent(listed, 2)];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [indent(title, 2), ...lines.map((line) => indent(line, 4))].join('\n');
}

function formatOutcome(fixes: readonly AppFix[], { written }: FixTextOptions, colors: Colors): string {
  const changing = fixes.filter(({ texts }) => texts !== null && texts.before !== texts.after);
  const manifests = changing.map(({ plan }) => toPrintable(plan.after.manifest ?? '')).join(', ');
  const left = fixes.reduce((sum, fix) => sum + fix.left.length, 0);
  if (changing.length === 0) return left === 0 ? colors.green('Nothing to change.') : `Nothing to change here; ${plural(left, 'finding')} left to you.`;
  return written ? colors.green(`Changed ${manifests}.`) : `Nothing is written. To change ${manifests}, run again with --write.`;
}
