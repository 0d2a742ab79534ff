import { expect, test } from 'vitest';
import { formatCheckMarkdown, formatJobSummary } from '../../src/reporters/markdown.ts';
import { factsOf } from '../analysis/build-facts.ts';
import { CAMPUS, checked } from './campus.ts';

const SMALL = factsOf({
  type: 'server-to-server',
  calls: ['GET /users', { unread: 'dynamic-path', method: 'GET' }],
  declared: ['user:read:admin', 'recording:read:admin', 'meetng:read:admin'],
});

test('is a table of findings, with all else folded', () => {
  expect(formatCheckMarkdown(checked(SMALL).report, { project: '' })).toMatchInlineSnapshot(`
    "<!-- zoom-scopes check -->

    ### Zoom scopes: 1 error, 1 warning

    **\`app\`** (Server-to-Server, \`zoom-app.json\`)

    |  | Where | Finding |
    | --- | --- | --- |
    | warning | \`src/zoom.js:2\` | The path of this call is not readable, so its scopes are not known. Write it out, or describe the wrapper in the configuration.<br><sub>no-unresolved-call</sub> |
    | error | \`zoom-app.json:3\` | Zoom has no scope \`meetng:read:admin\`. Did you mean \`meeting:read:admin\`?<br><sub>no-unknown-scope</sub> |

    <details><summary>Cannot tell whether needed: 1 scope</summary>

    | Scope | Where | Because |
    | --- | --- | --- |
    | \`recording:read:admin\` | \`zoom-app.json:2\` | a call could not be read to the end and could need it |

    </details>

    <details><summary>Minimal scopes, without 1 call whose scopes are not known: 1</summary>

    | Scope | Needed for |
    | --- | --- |
    | \`user:read:admin\` | \`src/zoom.js:1\` |

    </details>
    "
  `);
});

test('begins with a line that tells one project of a repository from another, and never changes', () => {
  const firstLine = (project: string, facts = SMALL): string | undefined => formatCheckMarkdown(checked(facts).report, { project }).split('\n')[0];
  expect(firstLine('')).toBe('<!-- zoom-scopes check -->');
  expect(firstLine('', CAMPUS)).toBe(firstLine(''));
  expect(firstLine('services/crm')).toBe('<!-- zoom-scopes check services%2Fcrm -->');
  expect(firstLine('a-->b')).toBe('<!-- zoom-scopes check a%2D%2D%3Eb -->');
});

test('a summary of a job has no such line', () => {
  expect(formatJobSummary(checked(SMALL).report)).toMatch(/^### Zoom scopes: /);
});

test.each([
  [100, /And 50 more/],
  [500, /And 450 more/],
  [3000, /And 2950 more/],
])('fits a comment with %i long findings, and says what it leaves out', (count, left) => {
  const { report } = checked(SMALL);
  const [finding] = report.findings;
  if (!finding) throw new Error('The call that cannot be read is a finding.');
  const comment = formatCheckMarkdown({ ...report, findings: Array.from({ length: count }, () => ({ ...finding, message: `It is ${'so '.repeat(300)}.` })) }, { project: '' });
  expect(comment.length).toBeLessThanOrEqual(65_536);
  expect(left.test(comment)).toBe(true);
  expect(comment.split('\n').filter((line) => line.startsWith('| warning'))).toHaveLength(50);
});

test('fits a comment with more apps than it can name', () => {
  const { report } = checked(SMALL);
  const apps = Array.from({ length: 2000 }, (_value, at) => report.apps.map((app) => ({ ...app, name: `${app.name} ${at}` }))).flat();
  const comment = formatCheckMarkdown({ ...report, apps }, { project: '' });
  expect(comment.length).toBeLessThanOrEqual(65_536);
  expect(comment).toContain('The report is too long to show here.');
});
