/** The options that commands share, and what they come to. */
import { type Command, Option } from 'commander';
import type { Facts } from '../analysis/facts.ts';
import type { Config } from '../project/config.ts';
import type { FactsSettings } from '../project/facts-file.ts';
import type { FactsSource } from '../project/facts-source.ts';
import type { MakeAnalyser, ProjectSession, SessionOptions } from '../project/session.ts';
import { UserError } from '../util/user-error.ts';

/** What every command that looks at a project takes. */
export interface ProjectFlags {
  readonly config?: string;
  readonly includeTests?: boolean;
  /** Patterns of facts files, which stand in for the project's files. */
  readonly facts?: readonly string[];
  /** Of commands that have it: no progress either. */
  readonly quiet?: boolean;
  /** False for `--no-cache`. */
  readonly cache?: boolean;
}

/** Adds the project's folder and what says how to read it. */
export function addProjectOptions(command: Command): Command {
  return command
    .argument('[root]', "the project's folder", '.')
    .option('--config <file>', 'the configuration (default: zoom-scopes.config.json of the project, or the key zoomScopes of package.json)')
    .option('--include-tests', 'read test code too')
    .option('--no-cache', 'take nothing from earlier runs, and keep nothing for later ones');
}

/** Adds `--facts`, which may be given several times. */
export function addFactsOption(command: Command): Command {
  const collectPatterns = (pattern: string, before: readonly string[] = []): readonly string[] => [...before, pattern];
  return command.option('--facts <pattern>', 'read these files of `scan --out` in place of the project (may be repeated; `*` and `**` are understood)', collectPatterns);
}

/** `--format`, the first being the default. */
export function formatOption(formats: readonly string[] = ['text', 'json']): Option {
  return new Option('--format <format>', 'what to print').choices([...formats]).default(formats[0]);
}

/** `--type`, which decides the levels that an app can hold. */
export function typeOption(description: string): Option {
  return new Option('--type <type>', description).choices(['user-managed', 'admin-managed', 'server-to-server']);
}

/** The examples below a command's help. */
export function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  $ zoom-scopes ${line}`)].join('\n');
}

/** Refuses two flags of which one denies what the other says. */
export function refuseTogether(flag: string, other: string): never {
  throw new UserError(`${flag} and ${other} contradict each other.`, 'Leave one of them out.');
}

/**
 * Collects the facts of the project that the flags name, and the configuration in force. `load` loads what the command
 * needs besides; it is called where there is time for that.
 */
export async function collect(root: string, flags: ProjectFlags, load?: () => Promise<unknown>): Promise<{ readonly config: Config; readonly facts: Facts }> {
  const { askGit } = await import('../project/git-files.ts');
  // It answers while all else is loaded.
  const fromGit = flags.facts === undefined ? askGit(root) : undefined;
  const [{ configFor }, { startProgress }, { openSessionAhead }] = await Promise.all([
    import('./project-config.ts'),
    import('./progress.ts'),
    import('../project/open-session-ahead.ts'),
  ]);
  const { config, settings } = configFor(root, flags);
  const progress = startProgress({ isQuiet: flags.quiet ?? false });
  try {
    const options = { config, includeTests: settings.includeTests, onStage: (stage: string) => progress.say(stage) };
    const session = await (fromGit
      ? openSessionAhead(root, { ...options, fromGit, cache: flags.cache ?? true }, () => Promise.all([loadAnalyser(), load?.()]))
      : openFacts(root, options, settings, flags.facts ?? []));
    const facts = session.knownFacts() ?? session.facts(await loadAnalyser());
    session.save();
    return { config, facts };
  } finally {
    progress.end();
  }
}

async function openFacts(root: string, options: SessionOptions & { readonly config: Config }, settings: FactsSettings, patterns: readonly string[]): Promise<ProjectSession> {
  const { ProjectSession } = await import('../project/session.ts');
  return new ProjectSession(root, { ...options, source: await readFacts(root, options.config, settings, patterns) });
}

async function readFacts(root: string, config: Config, settings: FactsSettings, patterns: readonly string[]): Promise<FactsSource> {
  const [{ FactsSource, readAllFacts }, { expandPattern }] = await Promise.all([import('../project/facts-source.ts'), import('../project/expand-pattern.ts')]);
  const files = patterns.flatMap((pattern) => {
    const found = expandPattern(pattern, '.');
    if (found.length > 0) return found;
    throw new UserError(`${pattern}: There are no such facts.`, 'Write them with `zoom-scopes scan --out`.');
  });
  return new FactsSource(root, readAllFacts([...new Set(files)].sort()), config, settings);
}

/** What parses code takes longer to load than most runs that find all in the cache take. */
async function loadAnalyser(): Promise<MakeAnalyser> {
  const { Analyser } = await import('../project/analyser.ts');
  return () => new Analyser();
}
