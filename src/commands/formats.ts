/** The formats of `zoom-scopes check`; each loads its reporter when asked for. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import type { Facts } from '../analysis/facts.ts';
import type { Report } from '../analysis/report.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { toPosix } from '../util/paths.ts';
import { print } from './output.ts';

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
  /** What is added to the summary of a GitHub job. */
  readonly summarize?: (run: CheckRun) => Promise<string>;
  /** Findings are for whoever takes the report in: the exit code is 0 unless the user sets a fail level on the command line. */
  readonly exitsCleanly?: true;
}

/** What `--format` takes; the first is the default. */
export const formats = {
  text: {
    description: 'a report for people',
    // From where the user stands, so that a terminal opens them.
    format: async ({ report, root, color }) => {
      const [{ formatCheckText }, { rebase }] = await Promise.all([import('../reporters/text.ts'), import('../analysis/rebase.ts')]);
      return formatCheckText(rebase(report, toPosix(path.relative('', root))), { color });
    },
  },
  json: {
    description: 'a contract for programs',
    format: async ({ report }) => (await import('../reporters/json.ts')).formatCheckJson(report),
  },
  sarif: {
    description: 'SARIF 2.1.0, for code scanning; exits 0 whatever it finds, unless --fail',
    exitsCleanly: true,
    format: formatAsSarif,
  },
  github: {
    description: 'annotations of GitHub Actions, and the summary of the job',
    format: async (run) => (await import('../reporters/github.ts')).formatGithub((await inRepository(run)).report),
    summarize: async (run) => (await import('../reporters/markdown.ts')).formatJobSummary((await inRepository(run)).report),
  },
  markdown: {
    description: 'a comment for a pull request',
    format: async (run) => {
      const { report, project } = await inRepository(run);
      return (await import('../reporters/markdown.ts')).formatCheckMarkdown(report, { project });
    },
  },
  junit: {
    description: 'JUnit XML, for servers that show test results',
    format: async (run) => (await import('../reporters/junit.ts')).formatJunit((await inRepository(run)).report),
  },
  html: {
    description: 'one page to read in a browser, with the calls and scopes as a table',
    format: formatAsHtml,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

/** The format of a name. */
export function formatNamed(name: FormatName): Format {
  return formats[name];
}

/** The formats, below the help. */
export function describeFormats(): string {
  const entries = Object.entries(formats);
  const width = Math.max(...entries.map(([name]) => name.length));
  return ['Formats:', ...entries.map(([name, { description }]) => `  ${name.padEnd(width)}  ${description}`)].join('\n');
}

/** Shows a check, on standard output unless `show` says otherwise, and adds it to the summary of the GitHub job that runs us. */
export async function present(run: CheckRun, { format, summarize }: Format, show: (text: string) => void | Promise<void> = print): Promise<void> {
  await show(await format(run));
  const summary = process.env['GITHUB_STEP_SUMMARY'];
  if (summarize && summary) appendFileSync(summary, await summarize(run));
}

async function formatAsSarif(run: CheckRun): Promise<string> {
  const [{ formatSarif }, { fingerprintOf, identifyFindings }, { rules }, { readRulePage, readVersion }] = await Promise.all([
    import('../reporters/sarif.ts'),
    import('../analysis/fingerprint.ts'),
    import('../../rules/index.ts'),
    import('./package-files.ts'),
  ]);
  const { findings, suppressed } = run.report;
  // Those that were set aside count: they are there, and the numbers of the others must not change with them.
  const identities = identifyFindings([...findings, ...suppressed.map(({ finding }) => finding)]);
  const { report, project } = await inRepository(run);
  return formatSarif(report, {
    rules: rules.map((rule) => ({ rule, page: readRulePage(rule) })),
    fingerprints: findings.map((finding) => {
      const identity = identities.get(finding);
      return identity ? fingerprintOf(identity) : '';
    }),
    version: readVersion(),
    project,
  });
}

async function formatAsHtml({ report, facts, catalogue }: CheckRun): Promise<string> {
  const [{ formatHtml }, { matricesOf }, { rules }, { readVersion }] = await Promise.all([
    import('../reporters/html.ts'),
    import('../analysis/matrix.ts'),
    import('../../rules/index.ts'),
    import('./package-files.ts'),
  ]);
  return formatHtml(report, {
    matrices: matricesOf(facts, report, catalogue),
    ruleUrls: new Map(rules.map(({ name, url }) => [name, url])),
    version: readVersion(),
  });
}

/** The report with the paths of the repository, for those who show it there, and the project's own. */
async function inRepository({ report, root }: CheckRun): Promise<{ readonly report: Report; readonly project: string }> {
  const [{ rebase }, { pathInRepository }] = await Promise.all([import('../analysis/rebase.ts'), import('../project/repository.ts')]);
  const project = pathInRepository(root);
  return { report: rebase(report, project), project };
}
