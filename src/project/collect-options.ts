import type { Config } from './config.ts';

/** What a run may be told. */
export interface CollectOptions {
  /** Read test code too; the configuration's setting if absent. */
  readonly includeTests?: boolean;
  /** The configuration in force; if absent, the root's own. */
  readonly config?: Config;
  /** The day on which allowances are judged, YYYY-MM-DD; today if absent. */
  readonly today?: string;
  /** Told what long work begins, `Searching 15,000 files`. */
  readonly onStage?: (stage: string) => void;
  /** Unsaved texts by path relative to the root. */
  readonly overlay?: ReadonlyMap<string, string>;
}
