/** When `check` fails, by its flags and the configuration. */
import { InvalidArgumentError } from 'commander';
import type { Severity } from '../analysis/finding.ts';
import type { Report } from '../analysis/report.ts';
import { refuseTogether } from './options.ts';

export interface FailFlags {
  readonly failOn?: Severity | 'never';
  readonly maxWarnings?: number;
  readonly fail?: boolean;
}

/** The least severity that fails, and how many warnings are let pass where warnings do not. */
export interface FailLevel {
  readonly failOn: Severity | 'never';
  readonly maxWarnings: number;
}

/** The level in force. In a format that leaves findings to its reader only flags set one. Throws a UserError for flags that contradict each other. */
export function failLevelOf({ failOn, maxWarnings, fail }: FailFlags, configured: FailLevel['failOn'], exitsCleanly: boolean): FailLevel {
  if (maxWarnings !== undefined && failOn !== undefined && failOn !== 'error') refuseTogether('--max-warnings', `--fail-on ${failOn}`);
  if (fail && failOn === 'never') refuseTogether('--fail', '--fail-on never');
  const isSetByFlag = fail ?? (maxWarnings !== undefined);
  const fallback = exitsCleanly && !isSetByFlag ? 'never' : maxWarnings === undefined ? configured : 'error';
  return { failOn: failOn ?? fallback, maxWarnings: maxWarnings ?? Number.POSITIVE_INFINITY };
}

/** Whether the findings that are left reach the level. */
export function fails({ findings }: Report, { failOn, maxWarnings }: FailLevel): boolean {
  if (failOn === 'never') return false;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return warnings < findings.length || (failOn === 'warning' && warnings > 0) || warnings > maxWarnings;
}

/** Reads the number of `--max-warnings`. */
export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(text);
}
