import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/analysis/facts.ts';
import { matricesOf } from '../../src/analysis/matrix.ts';
import { formatHtml } from '../../src/reporters/html.ts';
import { formatCheckJson } from '../../src/reporters/json.ts';
import { formatGithub } from '../../src/reporters/github.ts';
import { formatJunit } from '../../src/reporters/junit.ts';
import { formatCheckMarkdown } from '../../src/reporters/markdown.ts';
import { formatSarif } from '../../src/reporters/sarif.ts';
import { formatCheckText } from '../../src/reporters/text.ts';
import type { Report } from '../../src/analysis/report.ts';
import { catalogue } from '../analysis/build-facts.ts';
import { ATTACKS, hostileProject } from './hostile.ts';

/** Nothing that a terminal obeys or hides, whatever the format. */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

/** What a log obeys: the commands of GitHub's runner, of Azure Pipelines and of TeamCity. */
const LOG_COMMAND = /^\s*::(?!(?:error|warning|notice) file=)|##\w*\[/m;

interface Subject {
  readonly format: (report: Report, facts: Facts) => string;
  /** What would have taken effect. */
  readonly effects: RegExp;
}

/** What the page shows; its head is ours alone. */
function bodyOf(report: Report, facts: Facts): string {
  const page = formatHtml(report, { matrices: matricesOf(facts, report, catalogue), ruleUrls: new Map(), version: '1.0.0' });
  return page.slice(page.indexOf('<body>'));
}

const formats: Readonly<Record<string, Subject>> = {
  text: { format: (report) => formatCheckText(report, { color: false }), effects: /^# Approved/m },
  json: { format: formatCheckJson, effects: /^# Approved/m },
  sarif: {
    format: (report) => formatSarif(report, { rules: [], fingerprints: [], version: '1.0.0', project: '' }),
    effects: /"text": "[^"]*[^\\]\[x\]\(|"uri": "[^"]*[<> |\\]/,
  },
  github: { format: formatGithub, effects: /^# Approved/m },
  markdown: {
    // In code, nothing takes effect.
    format: (report) => formatCheckMarkdown(report, { project: '' }).replace(/`[^`\n]*`|<code>[^<\n]*<\/code>/g, (code) => code.replace(/<\/?code>|[<@![]/g, '')),
    effects: /<(?!\/?(?:details|summary|sub|br)>|!-- zoom-scopes check -->\n)|!\[|^# Approved|@zoom/m,
  },
  html: { format: bodyOf, effects: /<(?:script|img|b)\b|<[^>]*="[^"]*" autofocus/ },
  junit: { format: formatJunit, effects: /<script|<b>|<[^>]*="[^"]*" autofocus|[\u0000\ufffe]/ },
};

describe.each(Object.entries(formats))('%s', (_name, { format, effects }) => {
  test.each(Object.entries(ATTACKS))('shows a name with a %s in it, and no more', (_attack, text) => {
    const { report: checked, facts } = hostileProject(text);
    const report = format(checked, facts);
    expect(report).not.toMatch(UNPRINTABLE);
    expect(report).not.toMatch(LOG_COMMAND);
    expect(report).not.toMatch(effects);
    expect(report.replaceAll('<wbr>', '')).toContain('user:write:admin');
  });
});

test('each table row of the markdown has its three cells', () => {
  const markdown = formatCheckMarkdown(hostileProject(ATTACKS.pipe).report, { project: '' });
  const rows = markdown.split('\n').filter((line) => /^\| (?:error|warning)/.test(line));
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows) expect(row.split('|')).toHaveLength(5);
});

test('an annotation keeps its properties apart from what they hold', () => {
  const [first = ''] = formatGithub(hostileProject('a,b:c%\r\n').report).split('\n');
  expect(first).toMatch(/^::\w+ file=a%2Cb%3Ac%25\\u000d\\u000a[\w/.-]+,line=\d+,endLine=\d+,endColumn=\d+,col=\d+,title=zoom-scopes%3A [\w-]+::/);
});
