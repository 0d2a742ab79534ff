/** The formats of `zoom-scopes check`; each loads its reporter when asked for. */
import { appendFileSync } from 'node:fs';
import type { Facts } from '../analysis/facts.ts';
import type { Report } from '../analysis/report.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
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
    description: 'for people',
    format: async ({ report, color }) => (await import('../reporters/text.ts')).formatCheckText(report, { color }),
  },
  json: {
    description: 'for programs',
    format: async ({ report }) => (await import('../reporters/json.ts')).formatCheckJson(report),
  },
  sarif: {
    description: 'SARIF 2.1.0, for code scanning; exits 0 unless --fail-on is given',
    exitsCleanly: true,
    format: formatAsSarif,
  },
  github: {
    description: 'annotations of GitHub Actions, and the summary of the job',
    format: async ({ report, root }) => (await import('../reporters/github.ts')).formatGithub(report, { prefix: await prefixOf(root) }),
    summarize: async ({ report, root }) => (await import('../reporters/markdown.ts')).formatJobSummary(report, { prefix: await prefixOf(root) }),
  },
  markdown: {
    description: 'a comment for a pull request',
    format: async ({ report, root }) => (await import('../reporters/markdown.ts')).formatCheckMarkdown(report, { prefix: await prefixOf(root) }),
  },
  junit: {
    description: 'JUnit XML, for servers that show test results',
    format: async ({ report }) => (await import('../reporters/junit.ts')).formatJunit(report),
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

async function formatAsSarif({ report, root }: CheckRun): Promise<string> {
  const [{ formatSarif }, { fingerprintOf, identifyFindings }, { rules }, { readRulePage, readVersion }] = await Promise.all([
    import('../reporters/sarif.ts'),
    import('../analysis/fingerprint.ts'),
    import('../../rules/index.ts'),
    import('./package-files.ts'),
  ]);
  // Those that were set aside count: they are there, and the numbers of the others must not change with them.
  const identities = [...identifyFindings([...report.findings, ...report.suppressed.map(({ finding }) => finding)])];
  return formatSarif(report, {
    rules: rules.map((rule) => ({ rule, page: readRulePage(rule) })),
    fingerprints: new Map(identities.map(([finding, identity]) => [finding, fingerprintOf(identity)])),
    version: readVersion(),
    prefix: await prefixOf(root),
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

async function prefixOf(root: string): Promise<string> {
  return (await import('../project/repository.ts')).pathInRepository(root);
}
