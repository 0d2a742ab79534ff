/** Says on a terminal what a long run is at. */

/** Where progress shows: standard error, as far as it matters here. */
export interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** What a run is at; each stage takes the place of the one before. */
export interface Progress {
  say(stage: string): void;
  /** Leaves the line as it was before. */
  end(): void;
}

export interface ProgressOptions {
  readonly isQuiet?: boolean;
  readonly terminal?: Terminal;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds since some moment. */
  readonly now?: () => number;
}

/** Milliseconds within which a run is over before anybody wonders. */
const SHORT = 300;

const CLEAR_LINE = '\r\u001b[K';
const SILENT: Progress = { say: () => undefined, end: () => undefined };

/**
 * Says nothing where standard error is no terminal, in CI, and if asked to be quiet. The stages are worked off in one go, so nothing could
 * turn in the meantime: a line that names the stage is all there is to see.
 */
export function startProgress({ isQuiet = false, terminal = process.stderr, env = process.env, now = () => performance.now() }: ProgressOptions = {}): Progress {
  if (isQuiet || !terminal.isTTY || env['CI'] || env['TERM'] === 'dumb') return SILENT;
  const start = now();
  let isShown = false;
  return {
    say: (stage) => {
      if (now() - start < SHORT) return;
      terminal.write(`${CLEAR_LINE}${stage}…`);
      isShown = true;
    },
    end: () => {
      if (isShown) terminal.write(CLEAR_LINE);
      isShown = false;
    },
  };
}
