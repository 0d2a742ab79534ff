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

/** One format of `check`. */
export interface Format {
  /** For the help. */
  readonly description: string;
  readonly format: (run: CheckRun) => Promise<string>;
  /** Findings are for whoever takes the report in: the exit code is 0 unless the user sets a fail level on the command line. */
  readonly exitsCleanly?: true;
}

/** What `--format` takes; the first is the default. */
export const formats = {
  text: {
    description: 'for people',
    format: async ({ report, color }) => (await import('../reporters/text.ts')).formatCheckText(report, { color }),
  },
  json: {
    description: 'for programs',
    format: async ({ report }) => (await import('../reporters/json.ts')).formatCheckJson(report),
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

/** The format of a name. */
export function formatNamed(name: FormatName): Format {
  return formats[name];
}
