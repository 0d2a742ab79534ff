import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Facts } from '../../src/analysis/facts.ts';
import { Analyser } from '../../src/project/analyser.ts';
import { collectFacts } from '../../src/project/collect.ts';
import { DEFAULT_CONFIG, findConfig } from '../../src/project/config.ts';
import { expandPattern } from '../../src/project/expand-pattern.ts';
import { formatFactsFile, readFactsFile } from '../../src/project/facts-file.ts';
import { FactsSource, readAllFacts } from '../../src/project/facts-source.ts';
import { scanPackage } from '../../src/project/scan-package.ts';
import { ProjectSession } from '../../src/project/session.ts';
import { workspaceRootOf } from '../../src/project/workspace.ts';
import { UserError } from '../../src/util/user-error.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/project/clinic-monorepo', import.meta.url));
const PACKAGES = ['apps/nightly-report', 'apps/reception', 'packages/labels', 'packages/scheduling', 'packages/zoom-client'];
const TODAY = '2026-04-01';

let parent = '';
let root = '';

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'scopes-facts-'));
  root = path.join(parent, 'clinic');
  cpSync(FIXTURE, root, { recursive: true });
});

afterEach(() => {
  rmSync(parent, { recursive: true });
});

const settingsOf = (folder: string) => {
  const config = findConfig(folder, folder);
  return { config, settings: { includeTests: false, wrappers: config.wrappers, baseUrls: config.baseUrls } };
};

function scan(folder: string): string {
  const { config, settings } = settingsOf(root);
  const file = path.join(root, folder, 'facts.json');
  writeFileSync(file, formatFactsFile(scanPackage(path.join(root, folder), root, config, settings, () => new Analyser())));
  return file;
}

function merge(files: readonly string[], at = root): Facts {
  const { config, settings } = settingsOf(at);
  const source = new FactsSource(at, readAllFacts(files), config, settings);
  return new ProjectSession(at, { config, source, today: TODAY }).facts(() => new Analyser());
}

const whole = () => collectFacts(root, { today: TODAY });

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(path.join(root, file), change(readFileSync(path.join(root, file), 'utf8')));
}

function mistakeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.remedy}`.replaceAll(root, 'clinic');
    throw error;
  }
  return expect.fail('There is no mistake.');
}

describe('the facts of all packages', () => {
  it('say what one run over the workspace says, in whatever order they are named', () => {
    const files = PACKAGES.map(scan);
    const facts = whole();
    expect(facts.apps.map(({ name, calls }) => `${name}: ${calls.map(({ method, path: at }) => `${String(method)} ${String(at)}`).join(', ')}`)).toEqual([
      'Nightly report: GET /report/daily, GET /users',
      'Reception: POST /users/{doctor}/meetings, GET /users',
    ]);
    expect(merge(files)).toEqual(facts);
    expect(merge(files.toReversed())).toEqual(facts);
  });

  it('say it where the files are not', () => {
    const files = PACKAGES.map(scan);
    const facts = whole();
    const elsewhere = path.join(parent, 'gathered');
    const moved = files.map(file => {
      const target = path.join(elsewhere, path.relative(root, file));
      mkdirSync(path.dirname(target), { recursive: true });
      cpSync(file, target);
      return target;
    });
    rmSync(root, { recursive: true });
    expect(merge(moved, elsewhere)).toEqual(facts);
  });

  it('say it on a machine where the folder has another name', () => {
    const [first = '', ...others] = PACKAGES.map(scan);
    const facts = whole();
    const cached = path.join(parent, 'cached.json');
    cpSync(first, cached);
    const before = root;
    root = path.join(parent, 'checkout');
    renameSync(before, root);
    rmSync(first.replace(before, root));
    const files = [scan('apps/nightly-report'), ...others.map(file => file.replace(before, root))];
    expect(readFileSync(files[0] ?? '', 'utf8')).toBe(readFileSync(cached, 'utf8'));
    expect(merge(files)).toEqual(facts);
  });

  it('say it where only the folder is named after Zoom, so that more is read', () => {
    const named = path.join(parent, 'zoom-clinic');
    renameSync(root, named);
    root = named;
    writeFileSync(path.join(root, 'apps/reception/src/pager.ts'), "await fetch(['https://api.zo', 'om.us/v2/phone/users'].join(''));\n");
    const facts = whole();
    expect(facts.apps.flatMap(({ calls }) => calls).map(({ path: at }) => at)).toContain('/phone/users');
    expect(merge(PACKAGES.map(scan))).toEqual(facts);
  });

  it('say it under a configuration, with apps and wrappers of its own', () => {
    writeFileSync(
      path.join(root, 'zoom-scopes.config.json'),
      JSON.stringify({ apps: [{ name: 'desk', root: 'apps/reception', scopes: ['phone:read:admin'] }], wrappers: [{ function: 'callHost', path: 0 }] }),
    );
    edit('apps/reception/src/desk.ts', text => `${text}\nexport const lines = () => callHost('/phone/users');\n`);
    const facts = whole();
    expect(facts.apps.map(({ name, calls }) => [name, calls.length])).toEqual([['desk', 3]]);
    expect(merge(PACKAGES.map(scan))).toEqual(facts);
  });

  it('come with what lies in no package', () => {
    mkdirSync(path.join(root, 'scripts'));
    writeFileSync(path.join(root, 'scripts/once.ts'), "await fetch('https://api.zoom.us/v2/phone/users');\n");
    const files = ['', ...PACKAGES].map(scan);
    expect(readFactsFile(files[0] ?? '').files.map(({ path: file }) => file)).toEqual(['package.json', 'scripts/once.ts']);
    expect(merge(files)).toEqual(whole());
  });

  it('are the same text each time', () => {
    expect(PACKAGES.map(folder => readFileSync(scan(folder), 'utf8'))).toEqual(PACKAGES.map(folder => readFileSync(scan(folder), 'utf8')));
  });
});

describe('a report is never smaller than the workspace', () => {
  it('where a package is missing that another one imports', () => {
    const files = PACKAGES.map(scan).filter(file => !file.includes('labels'));
    expect(mistakeOf(() => merge(files))).toBe(
      'There are no facts of packages/labels, and apps/reception imports it. Scan it too, and name its facts as well: zoom-scopes scan packages/labels --out <file>',
    );
  });

  it('where a package is missing that speaks of Zoom', () => {
    const files = PACKAGES.map(scan).filter(file => !file.includes('reception'));
    expect(mistakeOf(() => merge(files))).toMatch(/^There are no facts of apps\/reception, and apps\/reception\/.* speaks of Zoom\. Scan it too/);
  });

  it.each([
    ['has changed', () => edit('apps/nightly-report/src/quarter.ts', text => `${text}// 4 quarters\n`), 'apps/nightly-report/src/quarter.ts has changed'],
    ['is new', () => writeFileSync(path.join(root, 'apps/nightly-report/src/retry.ts'), ''), 'apps/nightly-report/src/retry.ts is new'],
    ['is gone', () => rmSync(path.join(root, 'apps/nightly-report/src/quarter.ts')), 'apps/nightly-report/src/quarter.ts has changed'],
  ])('where a file %s since', (_what, change, why) => {
    const files = PACKAGES.map(scan);
    change();
    expect(mistakeOf(() => merge(files))).toContain(`apps/nightly-report/facts.json: The facts are stale: ${why}. Scan the package again`);
  });

  it('where a value from another package has changed', () => {
    const files = PACKAGES.map(scan);
    edit('packages/labels/src/index.ts', text => text.replace('meetings', 'webinars'));
    expect(mistakeOf(() => merge([...files.filter(file => !file.includes('labels')), scan('packages/labels')]))).toContain('packages/labels/src/index.ts');
  });

  it('where the configuration reads files in another way now', () => {
    const files = PACKAGES.map(scan);
    writeFileSync(path.join(root, 'zoom-scopes.config.json'), JSON.stringify({ wrappers: [{ function: 'callHost', path: 0 }] }));
    expect(mistakeOf(() => merge(files))).toContain('the configuration in force now reads files in another way');
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, -40)],
    ['changed by hand', (text: string) => text.replace('GET', 'PUT')],
    ['of another tool', () => '{"apps":[]}\n'],
  ])('where facts are %s', (_what, change) => {
    const file = scan('packages/zoom-client');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect(mistakeOf(() => merge([file]))).toContain('facts.json: This is no facts file, or not all of it.');
  });

  it('where facts were made by another version', () => {
    const file = scan('packages/zoom-client');
    writeFileSync(file, formatFactsFile({ ...readFactsFile(file), version: '0.0.9' }));
    expect(mistakeOf(() => merge([file]))).toContain('The facts were made by version 0.0.9');
  });
});

describe('a workspace', () => {
  it('is found upward from a package', () => {
    expect(workspaceRootOf(path.join(root, 'packages/labels'))).toBe(root);
  });

  it('holds the packages that are scanned', () => {
    expect(mistakeOf(() => scanPackage(parent, root, DEFAULT_CONFIG, settingsOf(root).settings, () => new Analyser()))).toContain('lies outside of the workspace');
  });
});

describe('a pattern of files', () => {
  it.each([
    ['packages/*/package.json', ['packages/labels/package.json', 'packages/scheduling/package.json', 'packages/zoom-client/package.json']],
    ['**/zoom-app.json', ['apps/nightly-report/zoom-app.json']],
    ['packages/zoom-*/package.json', ['packages/zoom-client/package.json']],
    ['./apps/reception/manifest.json', ['apps/reception/manifest.json']],
    ['services/*/facts.json', []],
  ])('%s', (pattern, files) => {
    expect(expandPattern(pattern, FIXTURE)).toEqual(files);
  });

  it('may be absolute', () => {
    expect(expandPattern(`${FIXTURE}/apps/*/package.json`, '/')).toHaveLength(readdirSync(path.join(FIXTURE, 'apps')).length);
  });
});
