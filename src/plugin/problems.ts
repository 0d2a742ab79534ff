/** What ESLint shows in one file: the findings that stand there, and what its list of scopes lacks for calls elsewhere. */
import { rules } from '../../rules/index.ts';
import { runRules } from '../analysis/check.ts';
import { listNames } from '../analysis/define-rule.ts';
import { applyDirectives } from '../analysis/directive.ts';
import type { Facts } from '../analysis/facts.ts';
import type { Finding } from '../analysis/finding.ts';
import { loadCatalogue } from '../catalogue/catalogue.ts';
import { groupBy } from '../util/group-by.ts';
import type { Place, Span } from '../util/span.ts';

/** One squiggle. */
export interface Problem {
  readonly finding: Finding;
  readonly span: Span;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
}

/** The message about a list of scopes, for the rule whose findings are mended there. */
export const LACKING = { id: 'lacking', text: 'This list lacks {{scopes}} for {{operations}}.' };

const SHOWN_PLACES = 3;

/** What the rules find, ready to be shown: what comments turn off is ESLint's to leave out, where it stands. */
export function findingsOf(facts: Facts, strict: boolean): readonly Finding[] {
  const { findings, suppressed } = applyDirectives(runRules(facts, loadCatalogue(), { rules, strict }), facts.directives);
  return [...findings, ...suppressed.map(({ finding }) => ({ ...finding, declareAt: null }))];
}

/** The files in which a finding is shown: where it stands, and where it is mended. */
export function filesShowing({ span, declareAt, changes }: Finding): readonly string[] {
  return declareAt && declareAt.file !== span.file && changes.length > 0 ? [span.file, declareAt.file] : [span.file];
}

/**
 * The problems of a file, of the findings that are shown there. A finding shows where it stands. One that another file mends shows there too, so that it can
 * be mended with a click; calls that lack the same scopes are one problem there.
 */
export function problemsIn(file: string, shown: readonly Finding[]): readonly Problem[] {
  const elsewhere = shown.filter(({ span }) => span.file !== file);
  return [
    ...shown.filter(({ span }) => span.file === file).map(toProblem),
    ...[...groupBy(elsewhere, ({ app, changes }) => JSON.stringify([app, changes])).values()].flatMap(toLacking),
  ];
}

/** A message that has room for the places behind it. */
export function withRoomForPlaces(message: string): string {
  return message.replace(/[.?]$/, '{{see}}$&');
}

function toProblem(finding: Finding): Problem {
  const { span, messageId, data, scope, evidence, declareAt, changes } = finding;
  const isMendedElsewhere = declareAt !== null && changes.length > 0;
  // What is behind a call is the way down to the client: less than the message says already.
  const behind = isMendedElsewhere ? ' (`zoom-scopes fix` does it)' : scope === null ? '' : see(evidence);
  return { finding, span, messageId, data: { ...data, see: behind } };
}

function toLacking(alike: readonly Finding[]): readonly Problem[] {
  const [finding] = alike;
  if (!finding?.declareAt) return [];
  const operations = [...new Set(alike.flatMap(({ operation }) => operation ?? []))].sort();
  const data = {
    scopes: listNames(finding.replacement, 'or'),
    operations: listNames(shorten(operations), 'and'),
    see: see(alike.map(({ span }) => span)),
  };
  return [{ finding, span: finding.declareAt, messageId: LACKING.id, data }];
}

/** ` (see src/zoom.ts:12)`, or nothing. */
function see(places: readonly Place[]): string {
  const lines = [...new Set(places.map(({ file, line }) => `${file}:${line}`))];
  return lines.length === 0 ? '' : ` (see ${listNames(shorten(lines), 'and')})`;
}

function shorten(names: readonly string[]): readonly string[] {
  const more = names.length - SHOWN_PLACES;
  return more > 0 ? [...names.slice(0, SHOWN_PLACES), `${more} more`] : names;
}
