/** The findings that a project had when it took the linter up: they stay known and do not fail. */
import type { Finding } from './finding.ts';
import { identifyFindings, type FindingIdentity } from './fingerprint.ts';
import type { Report } from './report.ts';

/** Findings that are alike: same app, rule, scope or operation, and file, on whatever lines. */
export interface BaselineEntry extends Omit<FindingIdentity, 'occurrence'> {
  /** How many there are, at least 1. */
  readonly count: number;
}

/** An entry of which fewer findings are left than it counts. */
export interface StaleEntry<Entry extends BaselineEntry> {
  readonly entry: Entry;
  /** How many are left. */
  readonly left: number;
}

/** A report in the light of a baseline. */
export interface BaselinedReport<Entry extends BaselineEntry> {
  readonly report: Report;
  readonly stale: readonly StaleEntry<Entry>[];
}

/** The baseline that holds exactly these findings; sorted. */
export function toBaseline(findings: readonly Finding[]): readonly BaselineEntry[] {
  return [...groupAlike(findings).values()].map(({ alike, members }) => ({ ...alike, count: members.length })).toSorted(compareEntries);
}

/**
 * Sets aside what the baseline holds. Where there are more findings of a kind than it counts, all of them stay:
 * which of them is new cannot be told.
 */
export function applyBaseline<Entry extends BaselineEntry>(report: Report, entries: readonly Entry[]): BaselinedReport<Entry> {
  const groups = groupAlike(report.findings);
  const known = new Set(
    entries.flatMap((entry) => {
      const members = groups.get(keyOf(entry))?.members ?? [];
      return members.length <= entry.count ? members : [];
    }),
  );
  const stale = entries
    .map((entry) => ({ entry, left: groups.get(keyOf(entry))?.members.length ?? 0 }))
    .filter(({ entry, left }) => left < entry.count);
  return {
    report: {
      ...report,
      findings: report.findings.filter((finding) => !known.has(finding)),
      suppressed: [...report.suppressed, ...[...known].map((finding) => ({ finding, by: 'baseline' }) as const)],
    },
    stale,
  };
}

/** The baseline without what is no longer found. Adds nothing. */
export function pruneBaseline<Entry extends BaselineEntry>(entries: readonly Entry[], stale: readonly StaleEntry<Entry>[]): readonly BaselineEntry[] {
  const left = new Map(stale.map((one) => [one.entry, one.left]));
  return entries.map((entry) => ({ ...entry, count: left.get(entry) ?? entry.count })).filter(({ count }) => count > 0).toSorted(compareEntries);
}

interface Group {
  readonly alike: Omit<BaselineEntry, 'count'>;
  readonly members: Finding[];
}

function groupAlike(findings: readonly Finding[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const [finding, { occurrence: _, ...alike }] of identifyFindings(findings)) {
    const key = keyOf(alike);
    const group = groups.get(key);
    if (group) group.members.push(finding);
    else groups.set(key, { alike, members: [finding] });
  }
  return groups;
}

function keyOf({ app, rule, subject, file }: Omit<BaselineEntry, 'count'>): string {
  return JSON.stringify([app, file, rule, subject]);
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
