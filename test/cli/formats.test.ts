import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const DEMO = fileURLToPath(new URL('../../fixtures/demo/', import.meta.url));

describe('in a folder of a repository', () => {
  let repository = '';
  let project = '';
  beforeAll(() => {
    repository = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-'));
    project = path.join(repository, 'services', 'courses');
    cpSync(DEMO, project, { recursive: true });
    execFileSync('git', ['init', '--quiet'], { cwd: repository });
  });
  afterAll(() => rmSync(repository, { recursive: true }));

  test.each([
    ['text', 1, 'services/courses/zoom-app.json:6:6  error  no-broad-scope'],
    ['json', 1, '"file": "zoom-app.json"'],
    ['sarif', 0, '"uri": "services/courses/zoom-app.json"'],
    ['github', 1, '::error file=services/courses/zoom-app.json,line=6,'],
    ['markdown', 1, '| error | `services/courses/zoom-app.json:6` |'],
    ['junit', 1, 'file="services/courses/zoom-app.json" line="6"'],
    ['html', 1, '<h1>3 errors, 1 warning</h1>'],
  ])('%s exits %i and names places as its readers do', async (format, code, expected) => {
    const outcome = await zoomScopes(['check', 'services/courses', '--format', format], { cwd: repository });
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code, stderr: '' });
    expect(outcome.stdout).toContain(expected);
  });

  test('text names places from where the user stands', async () => {
    const inside = await zoomScopes(['check'], { cwd: project });
    expect(inside.stdout).toContain('\n  zoom-app.json:6:6  error');
    const beside = await zoomScopes(['check', '../services/courses'], { cwd: path.join(repository, '.git') });
    expect(beside.stdout).toContain('\n  ../services/courses/zoom-app.json:6:6  error');
  });

  test('sarif fails where it is told to', async () => {
    expect((await zoomScopes(['check', project, '--format', 'sarif', '--fail'])).code).toBe(1);
    expect((await zoomScopes(['check', project, '--format', 'sarif', '--fail-on', 'warning'])).code).toBe(1);
  });

  test('github adds to the summary of the job, after what other steps wrote', async () => {
    const summary = path.join(repository, 'summary.md');
    const env = { GITHUB_STEP_SUMMARY: summary };
    await zoomScopes(['check', 'services/courses', '--format', 'github'], { cwd: repository, env });
    await zoomScopes(['check', 'services/courses', '--format', 'github'], { cwd: repository, env });
    expect(readFileSync(summary, 'utf8').match(/^### Zoom scopes: 3 errors, 1 warning$/gm)).toHaveLength(2);
    const { stdout } = await zoomScopes(['check', 'services/courses', '--format', 'text'], { cwd: repository, env });
    expect(stdout).not.toContain('###');
    expect(readFileSync(summary, 'utf8').match(/^### /gm)).toHaveLength(2);
  });
});
