/** The same questions about paths as on Windows: `node:path` is its Windows half here. */
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { fromConfig } from '../../src/project/app-outlines.ts';
import { parseConfig } from '../../src/project/config.ts';
import { findProject } from '../../src/plugin/project-root.ts';

vi.mock('node:path', async (importActual) => {
  const { win32 } = (await importActual<{ readonly default: typeof path }>()).default;
  return { ...win32, default: win32 };
});

const FILE = 'C:\\apps\\planner\\zoom-scopes.config.json';
const appOf = (app: object) => parseConfig(JSON.stringify({ apps: [{ name: 'Planner', ...app }] }), FILE).apps[0];

test('this is Windows', () => {
  expect(path.sep).toBe('\\');
});

describe('the configuration', () => {
  test.each([
    ['services\\courses', 'services/courses'],
    ['services/courses', 'services/courses'],
    ['.\\services\\..\\courses\\', 'courses'],
    ['.', ''],
  ])('takes the root %j for %j', (root, expected) => {
    expect(appOf({ root })?.root).toBe(expected);
  });

  test('takes a manifest in either style, relative to the root', () => {
    expect(appOf({ root: 'services\\courses', manifest: 'zoom\\app.json' })?.manifest).toBe('services/courses/zoom/app.json');
    expect(appOf({ root: 'services/courses', manifest: '..\\zoom-app.json' })?.manifest).toBe('services/zoom-app.json');
  });

  test.each(['..', '..\\..', 'services\\..\\..\\other', 'D:\\courses', 'D:courses', '\\courses', '\\\\server\\share\\courses', '\\\\?\\C:\\courses', '//server/share'])('refuses the root %j', (root) => {
    expect(() => appOf({ root })).toThrow(`${FILE}:1:35: The root of app "Planner" leads out of the configuration's folder.`);
  });

  test('names its file in a place with the drive, and in spans with forward slashes', () => {
    expect(() => parseConfig('{ "allows": [] }', FILE)).toThrow(`${FILE}:1:3: There is no option \`allows\`.`);
    expect(parseConfig('{ "allow": [{ "scope": "user:read", "reason": "kept" }] }', FILE).allow[0]?.span).toMatchObject({ file: 'C:/apps/planner/zoom-scopes.config.json', line: 1, column: 25 });
  });
});

describe('a configured path as one of the project', () => {
  const fromRoot = (root: string, target: string): string | undefined => fromConfig(target, parseConfig('{}', FILE), { root });

  test.each([
    ['C:\\apps\\planner', 'services/courses', 'services/courses'],
    ['C:\\apps\\planner\\services', 'services/courses', 'courses'],
    ['C:\\apps\\planner\\services\\courses', 'services/courses', ''],
    ['C:\\apps\\planner\\services\\courses\\src', 'services/courses', ''],
    ['C:\\apps\\planner\\services', 'shared', undefined],
    ['D:\\apps\\planner', 'services', undefined],
    ['\\\\server\\share\\planner', 'services', undefined],
    // Windows does not tell these apart.
    ['c:\\Apps\\Planner', 'services', 'services'],
  ])('from %s, %s is %j', (root, target, expected) => {
    expect(fromRoot(root, target)).toBe(expected);
  });
});

describe('the project of a file that ESLint names', () => {
  test.each([
    ['C:\\apps\\planner\\src\\zoom.js', 'C:\\apps\\planner'],
    ['C:/apps/planner/src/zoom.js', 'C:\\apps\\planner'],
    // Editors spell the drive as they like.
    ['c:\\apps\\planner\\src\\zoom.js', 'C:\\apps\\planner'],
    ['\\\\server\\share\\planner\\src\\zoom.js', '\\\\server\\share\\planner'],
  ])('%s is in %s', (file, cwd) => {
    expect(findProject(path.dirname(path.resolve(file)), cwd)?.root).toBe(cwd);
  });

  test.each([
    ['D:\\apps\\planner\\src\\zoom.js', 'C:\\apps\\planner'],
    ['C:\\apps\\planners\\zoom.js', 'C:\\apps\\planner'],
    ['\\\\other\\share\\planner\\zoom.js', '\\\\server\\share\\planner'],
  ])('%s is not in %s', (file, cwd) => {
    expect(findProject(path.dirname(path.resolve(file)), cwd)).toBeUndefined();
  });
});
