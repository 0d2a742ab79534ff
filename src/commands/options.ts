/** The options that commands share, and what they come to. */
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Facts } from '../analysis/facts.ts';
import type { Config } from '../project/config.ts';
import type { MakeAnalyser } from '../project/session.ts';
import { UserError } from '../util/user-error.ts';

/** What every command that looks at a project takes. */
export interface ProjectFlags {
  readonly config?: string;
  readonly includeTests?: boolean;
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

/** Collects the facts of the project that the flags name, and the configuration in force. */
export async function collect(root: string, flags: ProjectFlags): Promise<{ readonly config: Config; readonly facts: Facts }> {
  const [{ ProjectSession }, { openSession }, { findConfig, readConfig }] = await Promise.all([
    import('../project/session.ts'),
    import('../project/open-session.ts'),
    import('../project/config.ts'),
  ]);
  const config = flags.config === undefined ? findConfig(root, root) : readConfig(path.resolve(flags.config));
  const options = { config, includeTests: flags.includeTests ?? config.includeTests };
  const session = flags.cache === false ? new ProjectSession(root, options) : openSession(root, options);
  const facts = session.knownFacts() ?? session.facts(await loadAnalyser());
  session.save();
  return { config, facts };
}

/** What parses code takes longer to load than most runs that find all in the cache take. */
async function loadAnalyser(): Promise<MakeAnalyser> {
  const { Analyser } = await import('../project/analyser.ts');
  return () => new Analyser();
}
