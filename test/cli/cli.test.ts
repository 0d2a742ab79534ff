import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/verdicts/', import.meta.url));
const CLEAN = path.join(FIXTURES, '01-covered-call');
const ERRORS = path.join(FIXTURES, '02-missing-and-unused');
const WARNINGS = path.join(FIXTURES, '05-redundant-read');
const STRICT_ONLY = path.join(FIXTURES, '22-me-without-user');

describe('zoom-scopes', () => {
  test('exits 0 on a clean app', async () => {
    const { code, stdout, stderr } = await zoomScopes(['check', CLEAN]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('No findings.');
  });

  test('exits 1 on errors, and prints JSON that parses', async () => {
    const { code, stdout } = await zoomScopes(['check', ERRORS, '--format', 'json']);
    expect(code).toBe(1);
    const { schemaVersion, findings, minimal } = JSON.parse(stdout);
    expect(schemaVersion).toBe(1);
    expect(findings.map((finding: { rule: string }) => finding.rule)).toEqual(['no-missing-scope', 'no-unused-scope']);
    expect(minimal).toEqual({ 'Course meetings': { scopes: ['meeting:write:admin'], proven: true } });
  });

  test.each([
    [['check', WARNINGS], 0],
    [['check', WARNINGS, '--fail-on', 'warning'], 1],
    [['check', WARNINGS, '--fail-on', 'warning', '--quiet'], 1],
    [['check', ERRORS, '--fail-on', 'never'], 0],
    [['check', STRICT_ONLY, '--fail-on', 'warning'], 0],
    [['check', STRICT_ONLY, '--fail-on', 'warning', '--strict'], 1],
  ])('%s exits %i', async (args, expected) => {
    expect((await zoomScopes(args)).code).toBe(expected);
  });

  test('leaves warnings out when quiet', async () => {
    expect((await zoomScopes(['check', WARNINGS])).stdout).toContain('no-unused-scope');
    expect((await zoomScopes(['check', WARNINGS, '--quiet'])).stdout).not.toContain('no-unused-scope');
  });

  test('scan prints calls and declarations', async () => {
    const { code, stdout } = await zoomScopes(['scan', ERRORS, '--format', 'json']);
    expect(code).toBe(0);
    const { apps, calls, declarations } = JSON.parse(stdout);
    expect(apps).toEqual([{ name: 'Course meetings', type: 'server-to-server', manifest: 'zoom-app.json' }]);
    expect(calls).toMatchObject([{ file: 'src/course-meetings.ts', method: 'POST', operation: 'POST /users/{userId}/meetings' }]);
    expect(declarations).toMatchObject([{ file: 'zoom-app.json', line: 6, scope: 'meeting:read:admin', source: 'manifest' }]);
  });

  test('operations prints the whole catalogue into a pipe', async () => {
    const { code, stdout } = await zoomScopes(['operations', '--format', 'json']);
    expect(code).toBe(0);
    const operations = JSON.parse(stdout);
    expect(operations.length).toBeGreaterThan(1900);
    expect(Object.keys(operations[0])).toEqual(['method', 'path', 'product', 'operationId', 'own', 'subAccount']);
  });

  test('exits 2 with one sentence on what the user can mend', async () => {
    const { code, stdout, stderr } = await zoomScopes(['check', path.join(FIXTURES, 'no-such-folder')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('There is no such folder.');
    expect(stderr).not.toContain('    at ');
  });

  test.each([[['chekc']], [['check', '--format', 'yaml']], [['check', '--nosuchflag']], [[]]])('exits 2 on arguments %j', async (args) => {
    expect((await zoomScopes(args)).code).toBe(2);
  });

  test.each([[['--help']], [['check', '--help']], [['scan', '--help']], [['operations', '--help']]])('%j shows examples', async (args) => {
    const { code, stdout } = await zoomScopes(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}\$ zoom-scopes /);
  });

  test('prints the version of package.json', async () => {
    expect((await zoomScopes(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('colours where it is forced to, never where NO_COLOR is set', async () => {
    expect((await zoomScopes(['check', ERRORS], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[');
    expect((await zoomScopes(['check', ERRORS], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain('\u001b[');
    expect((await zoomScopes(['check', ERRORS])).stdout).not.toContain('\u001b[');
  });

  describe('with a configuration', () => {
    let root = '';
    beforeAll(() => {
      root = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-'));
      cpSync(WARNINGS, root, { recursive: true });
    });
    afterAll(() => rmSync(root, { recursive: true }));

    test('takes the fail level from it, and the flag before it', async () => {
      writeFileSync(path.join(root, 'zoom-scopes.config.json'), '{ "failOn": "warning" }');
      expect((await zoomScopes(['check', root])).code).toBe(1);
      expect((await zoomScopes(['check', root, '--fail-on', 'error'])).code).toBe(0);
    });

    test('takes the one that --config names', async () => {
      const file = path.join(root, 'lenient.json');
      writeFileSync(path.join(root, 'zoom-scopes.config.json'), '{ "failOn": "warning" }');
      writeFileSync(file, '{ "failOn": "never" }');
      expect((await zoomScopes(['check', root, '--config', file])).code).toBe(0);
    });

    test('exits 2 when it is wrong, and says where', async () => {
      writeFileSync(path.join(root, 'zoom-scopes.config.json'), '{ "failOn": "sometimes" }');
      const { code, stderr } = await zoomScopes(['check', root]);
      expect(code).toBe(2);
      expect(stderr).toContain('zoom-scopes.config.json');
      expect(stderr).not.toContain('    at ');
    });
  });
});
