/** The formats of `zoom-scopes check`; each loads its reporter when asked for. */
import type { Facts } from '../analysis/facts.ts';
import type { Report } from '../analysis/report.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** A finished check, for reporters to show. */
export interface CheckRun {
  readonly report: Report;
  readonly facts: Facts;
  readonly catalogue: Catalogue;
  /** The project's folder, as the user gave it. */
  readonly root: string;
  readonly color: boolean;
}

/** What `--format` takes; the first is the default. */
export const formats = {
  text: async ({ report, color }) => (await import('../reporters/text.ts')).formatCheckText(report, { color }),
  json: async ({ report }) => (await import('../reporters/json.ts')).formatCheckJson(report),
} as const satisfies Readonly<Record<string, (run: CheckRun) => Promise<string>>>;

export type Format = keyof typeof formats;
