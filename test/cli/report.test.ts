import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const BAKERY = fileURLToPath(new URL('../../fixtures/commands/report/bakery-classes', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'zoom-scopes-report-')), 'bakery-classes');
  cpSync(BAKERY, folder, { recursive: true });
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

const readme = () => readFileSync(path.join(folder, 'README.md'), 'utf8');
const report = (...args: readonly string[]) => zoomScopes(['report', ...args], { cwd: folder });

const TABLE = `| Scope | What for | Calls |
| --- | --- | --- |
| \`meeting:write\` | Create meetings of the authorising user. | \`POST /users/{userId}/meetings\` in \`src/classes.ts\` |
| \`user:read\` (optional) | Read the authorising user. | \`GET /users/{userId}\` in \`src/classes.ts\` |
`;

describe('zoom-scopes report', () => {
  test('prints the table', async () => {
    expect(await report('--markdown')).toEqual({ code: 0, stdout: TABLE, stderr: '' });
    expect((await zoomScopes(['report', '-', folder])).stdout).toBe(TABLE);
  });

  test('writes it between the markers, and then finds it up to date', async () => {
    const before = readme();
    expect((await report('--markdown', 'README.md', '--check')).code).toBe(1);
    expect(readme()).toBe(before);
    expect((await report('--markdown', 'README.md')).stdout).toBe('Changed README.md.\n');
    expect(readme()).toContain(`<!-- zoom-scopes:begin -->\n\n${TABLE}\n<!-- zoom-scopes:end -->`);
    expect(readme().startsWith(before.slice(0, before.indexOf('<!--')))).toBe(true);
    expect(readme().endsWith('\n\n## Ovens\n\nTwo of them.\n')).toBe(true);
    expect((await report('README.md', '--check')).code).toBe(0);
  });

  test('shows what is out of date, which a moved line is not', async () => {
    await report('README.md');
    const code = path.join(folder, 'src/classes.ts');
    writeFileSync(code, `// Classes of the bakery.\n\n${readFileSync(code, 'utf8')}`);
    expect((await report('README.md', '--check')).code).toBe(0);
    const manifest = path.join(folder, 'zoom-app.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('user:read', 'user:write'));
    const { code: exit, stdout } = await report('README.md', '--check');
    expect(exit).toBe(1);
    expect(stdout).toContain('-| `user:read` (optional)');
    expect(stdout).toContain('+| `user:write` (optional)');
  });

  test('adds the markers when it is asked to', async () => {
    writeFileSync(path.join(folder, 'SCOPES.md'), '# Scopes\n');
    const refused = await report('SCOPES.md');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('--init');
    expect((await report('SCOPES.md', '--init')).code).toBe(0);
    expect(readFileSync(path.join(folder, 'SCOPES.md'), 'utf8')).toBe(`# Scopes\n\n<!-- zoom-scopes:begin -->\n\n${TABLE}\n<!-- zoom-scopes:end -->\n`);
  });

  test.each([
    [['--check'], 'There is no file to look at.'],
    [['NOTES.md'], 'NOTES.md: The file cannot be read: no such file.'],
  ])('%j cannot run', async (args, said) => {
    const { code, stdout, stderr } = await report(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('    at ');
  });

  test('keeps what a manifest says from acting in Markdown', async () => {
    const manifest = path.join(folder, 'zoom-app.json');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('user:read', '<script>|[x](http://evil.example)`'));
    const { stdout } = await report();
    expect(stdout).not.toContain('<script>');
    expect(stdout).not.toContain('](http');
    expect(stdout.trimEnd().split('\n').every((line) => (line.match(/\|/g) ?? []).length === 4)).toBe(true);
  });
});
