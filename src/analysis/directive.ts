/** ESLint's disable comments, as the command line honours them: the findings that they cover are set aside. */
import type { Span } from '../util/span.ts';
import type { Finding } from './finding.ts';
import type { Report, SuppressedFinding } from './report.ts';

/** One comment that turns rules off or on again. */
export interface Directive {
  readonly kind: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  /** As ESLint calls them, `zoom-scopes/no-unused-scope`; empty for all rules. */
  readonly rules: readonly string[];
  /** What stands behind `--`; '' for none. */
  readonly reason: string;
  /** The comment. */
  readonly span: Span;
}

/** Rules have this name before theirs where ESLint's configuration does not say otherwise. */
const NAMESPACE = 'zoom-scopes';

/** The report with what its project's comments turn off set aside. */
export function applyDirectives(report: Report, directives: readonly Directive[]): Report {
  const findings: Finding[] = [];
  const suppressed: SuppressedFinding[] = [...report.suppressed];
  for (const finding of report.findings) {
    const directive = directiveFor(finding, directives);
    if (directive) suppressed.push({ finding, by: 'comment', place: directive.span, reason: directive.reason });
    else findings.push(finding);
  }
  return { ...report, findings, suppressed };
}

function directiveFor({ rule, span }: Finding, directives: readonly Directive[]): Directive | undefined {
  const here = directives.filter((directive) => directive.span.file === span.file && isAbout(directive, rule));
  return here.find((directive) => lineOf(directive) === span.line) ?? openBlock(span.start, here);
}

function isAbout({ rules }: Directive, rule: string): boolean {
  return rules.length === 0 || rules.includes(`${NAMESPACE}/${rule}`);
}

/** The one line that a directive is for. */
function lineOf({ kind, span }: Directive): number | undefined {
  if (kind === 'disable-line') return span.line;
  return kind === 'disable-next-line' ? span.endLine + 1 : undefined;
}

/** The last comment before an offset that disables, unless one behind it enables again. */
function openBlock(offset: number, directives: readonly Directive[]): Directive | undefined {
  const blocks = directives.filter(({ kind, span }) => (kind === 'disable' || kind === 'enable') && span.start <= offset);
  const last = blocks.toSorted((a, b) => a.span.start - b.span.start).at(-1);
  return last?.kind === 'disable' ? last : undefined;
}
