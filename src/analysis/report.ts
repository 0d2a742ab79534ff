/** What a check comes to. */
import type { AppType } from '../declarations/declaration.ts';
import type { Place, Span } from '../util/span.ts';
import type { Diagnostic } from './facts.ts';
import type { Finding } from './finding.ts';
import type { MinimalSet } from './minimal-set.ts';

/** A declared scope of which it cannot be told whether the app needs it. No finding: nothing is wrong with it. */
export interface Undecided {
  readonly app: string;
  readonly scope: string;
  readonly span: Span;
  /** `a call could not be read to the end and could need it`. */
  readonly reason: string;
  readonly evidence: readonly Place[];
}

/** Something to know about an app as a whole. */
export interface Note {
  readonly app: string;
  readonly message: string;
}

/** One app that was looked at. */
export interface CheckedApp {
  readonly name: string;
  readonly type: AppType;
  readonly manifest: string | null;
  readonly calls: number;
  readonly declarations: number;
  readonly minimal: MinimalSet;
}

/** A finding that was set aside, and what by. */
export type SuppressedFinding =
  /** `reason`: what the comment says for it; '' for nothing. */
  | { readonly finding: Finding; readonly by: 'comment'; readonly place: Place; readonly reason: string }
  | { readonly finding: Finding; readonly by: 'baseline' };

/** The result of a check; every list is sorted. */
export interface Report {
  readonly apps: readonly CheckedApp[];
  readonly findings: readonly Finding[];
  /** Findings that neither count nor fail. */
  readonly suppressed: readonly SuppressedFinding[];
  readonly undecided: readonly Undecided[];
  readonly notes: readonly Note[];
  readonly diagnostics: readonly Diagnostic[];
  /** Allowances and entries of the baseline that no longer serve. */
  readonly outdated: readonly Diagnostic[];
}
