import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const CRM = fileURLToPath(new URL('../../fixtures/adoption/crm', import.meta.url));
const BASELINE = '.zoom-scopes-baseline.json';

// Each run is a process of its own, and a test has several.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-'));
  cpSync(CRM, root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const inProject = (...args: readonly string[]) => zoomScopes(['check', ...args], { cwd: root });
const edit = (file: string, from: string, to: string) => writeFileSync(path.join(root, file), readFileSync(path.join(root, file), 'utf8').replace(from, to));

describe('a baseline', () => {
  test('takes in what there is, lets only what is new fail, and says what is gone', async () => {
    expect(await inProject()).toMatchObject({ code: 1, stdout: expect.stringContaining('2 errors, 1 warning. 1 finding is turned off by comments.') });

    expect(await inProject('--update-baseline')).toMatchObject({ code: 0, stdout: expect.stringContaining('No findings. 3 findings are in the baseline. 1 finding is turned off by comments.\n') });
    const written = readFileSync(path.join(root, BASELINE), 'utf8');
    expect(written).toMatchInlineSnapshot(`
      "{
        "schemaVersion": 1,
        "findings": [
          {"app":"CRM sync","file":"src/contacts.js","rule":"no-unresolved-call","subject":"","count":1},
          {"app":"CRM sync","file":"src/meetings.js","rule":"no-missing-scope","subject":"POST /users/{userId}/meetings","count":1},
          {"app":"CRM sync","file":"zoom-app.jsonc","rule":"no-unused-scope","subject":"recording:read:admin","count":1}
        ]
      }
      "
    `);

    edit('zoom-app.jsonc', '"recording:read:admin"', '"group:read:admin"');
    const later = await inProject('--format', 'json');
    expect(later.code).toBe(1);
    const { findings, suppressed, outdated } = JSON.parse(later.stdout);
    expect(findings).toMatchObject([{ rule: 'no-unused-scope', scope: 'group:read:admin' }]);
    expect(suppressed).toMatchObject([
      { by: 'comment', reason: 'the partner adds it for us' },
      { by: 'baseline', reason: null },
      { by: 'baseline', reason: null },
    ]);
    expect(outdated).toEqual([
      { file: BASELINE, line: 6, column: 5, message: 'The finding of no-unused-scope about recording:read:admin in zoom-app.jsonc is no longer found. Run check with --prune.' },
    ]);

    expect(await inProject('--prune')).toMatchObject({ code: 1, stdout: expect.not.stringContaining('Out of date') });
    expect(readFileSync(path.join(root, BASELINE), 'utf8')).toBe(written.replace(/,\n[^\n]*recording:read:admin.*/, ''));
    expect((await inProject('--no-baseline')).stdout).toContain('2 errors, 1 warning.');
  });

  test('that is named must be there, and one that is broken stops the run', async () => {
    expect(await inProject('--baseline', 'known.json')).toEqual({ code: 2, stdout: '', stderr: 'known.json: There is no such baseline. Write it with --update-baseline.\n' });
    writeFileSync(path.join(root, BASELINE), '{ "schemaVersion": 1,\n  "findings": [ { } ]\n}\n');
    expect(await inProject()).toEqual({
      code: 2,
      stdout: '',
      stderr: `${BASELINE}:2:17: An entry has the texts app, file, rule and subject, and count, a whole number from 1. Correct the file, or write it anew with --update-baseline.\n`,
    });
  });

  test('is left alone while a manifest cannot be read', async () => {
    edit('zoom-app.jsonc', '"scopes": [', '"scopes": {');
    const report = await inProject();
    expect(report.code).toBe(2);
    expect(report.stdout).toContain('Its manifest could not be read, so it cannot be told which scopes are missing or unused.');
    expect(report.stdout).not.toContain('no-missing-scope');
    const update = await inProject('--update-baseline');
    expect(update).toMatchObject({ code: 2, stderr: expect.stringContaining('The baseline is left as it is, since a manifest could not be read.') });
    expect(existsSync(path.join(root, BASELINE))).toBe(false);
  });
});

describe('--output', () => {
  test('puts the report into a file and the count on standard error', async () => {
    const { code, stdout, stderr } = await inProject('--format', 'sarif', '--output', 'scopes.sarif', '--color');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '2 errors, 1 warning. 1 finding is turned off by comments. The report is in scopes.sarif.\n' });
    expect(JSON.parse(readFileSync(path.join(root, 'scopes.sarif'), 'utf8')).runs[0].results).toHaveLength(3);
    expect(await inProject('--format', 'sarif', '--output', 'scopes.sarif', '--quiet', '--fail')).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  test('that cannot be written stops the run', async () => {
    const { code, stderr } = await inProject('--output', 'reports/scopes.txt');
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'reports/scopes.txt: The report cannot be written: no such file. Name a file that can be written, in a folder that is there.\n' });
  });
});

test.each([
  [['--max-warnings', 'few'], "error: option '--max-warnings <count>' argument 'few' is invalid. It must be a whole number from 0.\n"],
  [['--fail-on', 'info'], "error: option '--fail-on <severity>' argument 'info' is invalid. Allowed choices are error, warning, never.\n"],
  [['--max-warnings', '1', '--fail-on', 'never'], '--max-warnings and --fail-on never contradict each other. Leave one of them out.\n'],
  [['--prune', '--update-baseline'], '--update-baseline and --prune contradict each other. Leave one of them out.\n'],
  [['--prune', '--no-baseline'], '--prune and --no-baseline contradict each other. Leave one of them out.\n'],
])('%j is refused in one sentence', async (args, message) => {
  expect(await inProject(...args)).toEqual({ code: 2, stdout: '', stderr: message });
});

test('--color and --no-color go before the environment', async () => {
  const coloured = (args: readonly string[], env: NodeJS.ProcessEnv) =>
    zoomScopes(['check', ...args], { cwd: root, env }).then(({ stdout }) => stdout.includes('\u001b['));
  expect(await coloured(['--color'], { NO_COLOR: '1' })).toBe(true);
  expect(await coloured(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  expect(await coloured([], { FORCE_COLOR: '0' })).toBe(false);
});
