import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { check, collectFacts, formatCheckText, type Facts, type Finding } from '../../src/index.ts';
import { Analyser } from '../../src/project/analyser.ts';
import { parseConfig } from '../../src/project/config.ts';
import { ProjectSession } from '../../src/project/session.ts';

const ROOT = fileURLToPath(new URL('../../fixtures/adoption/four-apps', import.meta.url));

const describeFinding = ({ span, severity, rule, scope, operation, replacement }: Finding) =>
  `${span.file}:${span.line} ${severity} ${rule} ${scope ?? operation}${replacement.length > 0 ? ` → ${replacement.join(', ')}` : ''}`;

it('four apps in one repository get a verdict each; what they share counts for those that import it', () => {
  const facts = collectFacts(ROOT);
  const report = check(facts);
  const verdicts = report.apps.map(({ name, type, minimal }) => [
    name,
    {
      type,
      calls: facts.apps
        .find(app => app.name === name)
        ?.calls.map(({ span, resolution }) => `${span.file}:${span.line} ${resolution.kind === 'operation' ? resolution.operation.id : resolution.kind}`),
      findings: report.findings.filter(({ app }) => app === name).map(describeFinding),
      minimal: minimal.scopes,
    },
  ]);
  expect(Object.fromEntries(verdicts)).toEqual(JSON.parse(readFileSync(path.join(ROOT, 'expected.json'), 'utf8')));
  expect([...report.diagnostics, ...report.outdated, ...report.undecided]).toEqual([]);
});

it('the report for people has a part for each, in the order of the configuration', () => {
  const text = formatCheckText(check(collectFacts(ROOT)), { color: false });
  expect(text.match(/^\S.*$/gm)).toEqual([
    'Booking (user-managed, apps/booking/zoom-app.json)',
    'Admin console (admin-managed, apps/admin-console/zoom-app.json)',
    'Reports (admin-managed)',
    'Nightly sync (Server-to-Server)',
    '4 errors.',
  ]);
});

it('a file that one app no longer has changes nothing for the others', () => {
  const overlay = new Map([['apps/booking/src/book.ts', '// moved elsewhere\n']]);
  const findings = (facts: Facts) => check(facts).findings.filter(({ app }) => app !== 'Booking').map(describeFinding);
  expect(findings(collectFacts(ROOT, { overlay }))).toEqual(findings(collectFacts(ROOT)));
});

it('an app whose folder is gone is reported', () => {
  const config = parseConfig('{ "apps": [{ "name": "Booking", "root": "apps/booking" }, { "name": "Kiosk", "root": "apps/kiosk" }] }', `${ROOT}/zoom-scopes.config.json`);
  expect(collectFacts(ROOT, { config }).diagnostics).toEqual([
    { place: { file: 'zoom-scopes.config.json', line: 1, column: 1 }, message: 'The folder of app "Kiosk", apps/kiosk, holds no files to read.' },
  ]);
});

it('whose a shared file is follows the imports as they change', () => {
  const session = new ProjectSession(ROOT);
  const analyser = new Analyser();
  const sharers = () => session.facts(() => analyser).apps.filter(({ calls }) => calls.some(({ span }) => span.file === 'packages/zoom/src/people.ts')).map(({ name }) => name);
  const write = (file: string, edit: (text: string) => string): void => void session.setText(file, edit(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(sharers()).toEqual(['Admin console', 'Nightly sync']);
  write('apps/booking/src/book.ts', text => `import { listPeople } from '@meetly/zoom/people';\n${text}`);
  expect(sharers()).toEqual(['Booking', 'Admin console', 'Nightly sync']);
  write('apps/admin-console/src/people-page.ts', text => text.replace('@meetly/zoom/people', './people.ts'));
  expect(sharers()).toEqual(['Booking', 'Nightly sync']);
  write('apps/booking/src/book.ts', text => text);
  expect(sharers()).toEqual(['Nightly sync']);
});
