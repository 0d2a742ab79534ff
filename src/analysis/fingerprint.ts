/** What a finding is known by from run to run, though lines move. */
import { createHash } from 'node:crypto';
import { comparePlaces } from '../util/span.ts';
import type { Finding } from './finding.ts';

/** What makes a finding the same one as last time. Neither its line nor its wording is part of it. */
export interface FindingIdentity {
  readonly app: string;
  readonly rule: string;
  /** The scope or the operation; '' for a call that could not be read. */
  readonly subject: string;
  readonly file: string;
  /** From 1: which of several alike in the file, from top to bottom. */
  readonly occurrence: number;
}

/** The identity of each finding. Takes all findings of a check, since leaving some out would renumber others. */
export function identifyFindings(findings: readonly Finding[]): ReadonlyMap<Finding, FindingIdentity> {
  const counts = new Map<string, number>();
  const fromTopToBottom = findings.toSorted((a, b) => comparePlaces(a.span, b.span));
  return new Map(fromTopToBottom.map((finding) => {
    const { app, rule, span: { file } } = finding;
    const alike = { app, rule, subject: finding.scope ?? finding.operation ?? '', file };
    const key = keyOf(alike);
    const occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, occurrence);
    return [finding, { ...alike, occurrence }];
  }));
}

/** An identity as 32 hexadecimal digits. Stored by users: the same identity gives the same digits in every version. */
export function fingerprintOf({ occurrence, ...alike }: FindingIdentity): string {
  return createHash('sha256').update(`${keyOf(alike)} ${occurrence}`).digest('hex').slice(0, 32);
}

function keyOf({ app, rule, subject, file }: Omit<FindingIdentity, 'occurrence'>): string {
  return JSON.stringify([app, rule, subject, file]);
}
