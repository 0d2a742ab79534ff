/** The JSON of `scan` and `check`: contracts of their own, so that the engine's types may change. */
import type { CallSite, Resolution } from '../calls/call-site.ts';
import type { AppType, DeclarationSource } from '../declarations/declaration.ts';
import type { App, Diagnostic, Facts } from '../analysis/facts.ts';
import type { Finding, Severity } from '../analysis/finding.ts';
import type { Report, SuppressedFinding } from '../analysis/report.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import { toPrintableJson } from '../util/printable.ts';

/** What `scan --format json` prints. */
export interface ScanJsonV1 {
  readonly schemaVersion: 1;
  readonly apps: readonly { readonly name: string; readonly type: AppType; readonly manifest: string | null }[];
  readonly calls: readonly CallJsonV1[];
  readonly declarations: readonly DeclarationJsonV1[];
  readonly diagnostics: readonly DiagnosticJsonV1[];
}

export interface CallJsonV1 {
  readonly app: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Null where not known, as `path`. */
  readonly method: string | null;
  readonly path: string | null;
  readonly resolution: Resolution['kind'];
  readonly operation: string | null;
  readonly confidence: CallSite['confidence'];
  readonly via: readonly LineJsonV1[];
}

export interface DeclarationJsonV1 {
  readonly app: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly scope: string;
  readonly source: DeclarationSource;
  readonly optional: boolean;
}

/** What `check --format json` prints. */
export interface CheckJsonV1 {
  readonly schemaVersion: 1;
  readonly findings: readonly FindingJsonV1[];
  readonly minimal: Readonly<Record<string, { readonly scopes: readonly string[]; readonly proven: boolean }>>;
  readonly undecided: readonly UndecidedJsonV1[];
  readonly notes: readonly { readonly app: string; readonly message: string }[];
  readonly diagnostics: readonly DiagnosticJsonV1[];
  /** Findings that neither count nor fail. */
  readonly suppressed: readonly SuppressedJsonV1[];
  /** Allowances and entries of the baseline that no longer serve. */
  readonly outdated: readonly DiagnosticJsonV1[];
}

export interface SuppressedJsonV1 extends FindingJsonV1 {
  readonly by: SuppressedFinding['by'];
  /** What the comment says for it; null where it says nothing, and for the baseline. */
  readonly reason: string | null;
}

export interface FindingJsonV1 {
  readonly rule: string;
  readonly severity: Severity;
  readonly app: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly scope: string | null;
  readonly operation: string | null;
  /** For a missing scope: any one of them. Else all together stand for `scope`; empty to remove it. */
  readonly replacement: readonly string[];
  readonly confidence: Finding['confidence'];
  readonly message: string;
  readonly evidence: readonly LineJsonV1[];
}

/** A declared scope of which it cannot be told whether it is needed. */
export interface UndecidedJsonV1 {
  readonly app: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly scope: string;
  readonly reason: string;
  readonly evidence: readonly LineJsonV1[];
}

export interface LineJsonV1 {
  readonly file: string;
  readonly line: number;
}

export interface DiagnosticJsonV1 extends LineJsonV1 {
  readonly column: number;
  readonly message: string;
}

/** The report of `scan`. */
export function formatScanJson(facts: Facts): string {
  return toPrintableJson(toScanJson(facts));
}

/** The report of `check`. */
export function formatCheckJson(report: Report): string {
  return toPrintableJson(toCheckJson(report));
}

export function toScanJson({ apps, diagnostics }: Facts): ScanJsonV1 {
  return {
    schemaVersion: 1,
    apps: apps.map(({ name, type, manifest }) => ({ name, type, manifest })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    calls: apps.flatMap(toCallsJson).toSorted(compareLocated),
    declarations: apps.flatMap(toDeclarationsJson).toSorted(compareLocated),
    diagnostics: diagnostics.map(toDiagnosticJson).toSorted(comparePlaces),
  };
}

export function toCheckJson({ findings, apps, undecided, notes, diagnostics, suppressed, outdated }: Report): CheckJsonV1 {
  return {
    schemaVersion: 1,
    findings: findings.map(toFindingJson),
    minimal: Object.fromEntries(apps.map(({ name, minimal: { scopes, proven } }) => [name, { scopes, proven }])),
    undecided: undecided.map(({ app, span, scope, reason, evidence }) => ({
      app,
      ...toPlaceJson(span),
      scope,
      reason,
      evidence: evidence.map(toLineJson),
    })),
    notes,
    diagnostics: diagnostics.map(toDiagnosticJson),
    suppressed: suppressed.map((entry) => ({ ...toFindingJson(entry.finding), by: entry.by, reason: (entry.by === 'comment' && entry.reason) || null })),
    outdated: outdated.map(toDiagnosticJson),
  };
}

function toFindingJson({ rule, severity, app, span, scope, operation, replacement, confidence, message, evidence }: Finding): FindingJsonV1 {
  return { rule, severity, app, ...toPlaceJson(span), scope, operation, replacement, confidence, message, evidence: evidence.map(toLineJson) };
}

function toCallsJson({ name, calls }: App): readonly CallJsonV1[] {
  return calls.map(({ span, method, path, resolution, confidence, via }) => ({
    app: name,
    ...toPlaceJson(span),
    method,
    path,
    resolution: resolution.kind,
    operation: resolution.kind === 'operation' ? resolution.operation.id : null,
    confidence,
    via: via.map(toLineJson),
  }));
}

function toDeclarationsJson({ name, declarations }: App): readonly DeclarationJsonV1[] {
  return declarations.map(({ span, scope, source, optional }) => ({ app: name, ...toPlaceJson(span), scope, source, optional }));
}

function toDiagnosticJson({ place, message }: Diagnostic): DiagnosticJsonV1 {
  return { ...toPlaceJson(place), message };
}

function toPlaceJson({ file, line, column }: Place): Pick<Place, 'file' | 'line' | 'column'> {
  return { file, line, column };
}

function toLineJson({ file, line }: Place): LineJsonV1 {
  return { file, line };
}

function compareLocated(a: Place & { readonly app: string }, b: Place & { readonly app: string }): number {
  return comparePlaces(a, b) || (a.app < b.app ? -1 : a.app > b.app ? 1 : 0);
}
