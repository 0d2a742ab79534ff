import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Facts } from '../../src/analysis/facts.ts';
import { Analyser } from '../../src/project/analyser.ts';
import { cacheFolderOf } from '../../src/project/cache-folder.ts';
import { collectFacts } from '../../src/project/collect.ts';
import { openSession } from '../../src/project/open-session.ts';

const FIXTURE = fileURLToPath(new URL('../../fixtures/project/clinic-monorepo', import.meta.url));
const CLIENT = 'packages/zoom-client/src/index.ts';
const HOUR_AGO = new Date(Date.now() - 3_600_000);

let parent = '';
let root = '';

beforeEach(() => {
  vi.stubEnv('ZOOM_SCOPES_CACHE', '');
  parent = mkdtempSync(path.join(tmpdir(), 'scopes-cache-'));
  root = path.join(parent, 'clinic');
  cpSync(FIXTURE, root, { recursive: true });
  mkdirSync(path.join(root, 'node_modules'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(parent, { recursive: true });
});

const folderOf = () => path.join(root, 'node_modules/.cache/eslint-plugin-zoom-scopes');
const caches = () => readdirSync(folderOf()).filter(name => name.endsWith('.json')).map(name => path.join(folderOf(), name));
const theCache = () => caches()[0] ?? expect.fail('There is no cache.');

/** Lets the files be older than what is learnt of them, as those of a checkout are. */
function settle(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
}

/** One run: what it says, and whether it had to parse anything. */
function run(): { readonly facts: Facts; readonly parsed: boolean } {
  const session = openSession(root);
  const known = session.knownFacts();
  const facts = known ?? session.facts(() => new Analyser());
  session.save();
  return { facts, parsed: known === undefined };
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(path.join(root, file), change(readFileSync(path.join(root, file), 'utf8')));
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the second run', () => {
  it('parses nothing, and says the same', () => {
    const first = run();
    expect(first.parsed).toBe(true);
    expect(run()).toEqual({ facts: first.facts, parsed: false });
    expect(first.facts).toEqual(collectFacts(root));
  });

  it('knows files by their times and size once these have settled', () => {
    settle();
    const first = run();
    vi.useRealTimers();
    expect(run()).toEqual({ facts: first.facts, parsed: false });
  });

  it('parses what changed', () => {
    run();
    edit('packages/labels/src/index.ts', text => text.replace('meetings', 'webinars'));
    const { facts, parsed } = run();
    expect(parsed).toBe(true);
    expect(facts).toEqual(collectFacts(root));
    expect(JSON.stringify(facts)).toContain('/users/{doctor}/webinars');
  });

  it('parses nothing for a change that no call can hang on', () => {
    run();
    edit('apps/nightly-report/src/quarter.ts', text => `${text}// Four of them a year.\n`);
    const { facts, parsed } = run();
    expect(parsed).toBe(false);
    expect(facts).toEqual(collectFacts(root));
  });

  it.each([
    ['as long as before', true],
    ['as long as before, with the times of before', false],
  ])('sees a change that is %s', (_what, keepsTimes) => {
    const file = path.join(root, CLIENT);
    utimesSync(file, HOUR_AGO, HOUR_AGO);
    settle();
    run();
    vi.useRealTimers();
    edit(CLIENT, text => text.replace("'/users'", "'/rooms'"));
    if (keepsTimes) utimesSync(file, HOUR_AGO, HOUR_AGO);
    expect(JSON.stringify(run().facts)).toContain('GET /rooms');
  });

  it('sees a change at once, when clocks have not ticked since', () => {
    run();
    edit(CLIENT, text => text.replace("'/users'", "'/rooms'"));
    expect(JSON.stringify(run().facts)).toContain('GET /rooms');
    edit(CLIENT, text => text.replace("'/rooms'", "'/users'"));
    expect(JSON.stringify(run().facts)).not.toContain('GET /rooms');
  });

  it.each([
    ['a file that came', () => writeFileSync(path.join(root, 'apps/reception/src/late.ts'), "fetch('https://api.zoom.us/v2/phone/users');\n")],
    ['a file that went', () => rmSync(path.join(root, 'apps/nightly-report/src/send.ts'))],
    ['what imports mean', () => edit('packages/scheduling/package.json', text => text.replace('src/index.ts', 'src/none.ts'))],
    ['the configuration', () => writeFileSync(path.join(root, 'zoom-scopes.config.json'), '{"baseUrls":["https://gateway.clinic.example"]}')],
    ['a manifest', () => edit('apps/reception/manifest.json', text => text.replace('user:write', 'user:read'))],
  ])('sees %s', (_what, change) => {
    run();
    change();
    expect(run().facts).toEqual(collectFacts(root));
  });
});

describe('a cache that is no good', () => {
  it.each([
    ['cut short', (text: string) => text.slice(0, -100)],
    ['empty', () => ''],
    ['no JSON', () => 'zoom'],
    ['changed in one place', (text: string) => text.replace('"/users"', '"/rooms"')],
    ['of another version', (text: string) => text.replace(/^\[1,"[^"]*"/, '[1,"0.0.9"')],
    ['of another catalogue', (text: string) => text.replace(/"[^"]*"\]\n/, '"another"]\n')],
  ])('is ignored and written anew: %s', (_what, change) => {
    const { facts } = run();
    const good = readFileSync(theCache(), 'utf8');
    writeFileSync(theCache(), change(good));
    expect(run()).toEqual({ facts, parsed: true });
    expect(readFileSync(theCache(), 'utf8')).toBe(good);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('is done without where none can be written', () => {
    chmodSync(path.join(root, 'node_modules'), 0o500);
    const { facts } = run();
    expect(run()).toEqual({ facts, parsed: true });
    chmodSync(path.join(root, 'node_modules'), 0o700);
  });

  it.each(['node_modules/.cache', 'node_modules/.cache/eslint-plugin-zoom-scopes'])('is not written through a link at %s', link => {
    const outside = path.join(parent, 'outside');
    mkdirSync(outside);
    mkdirSync(path.dirname(path.join(root, link)), { recursive: true });
    symlinkSync(outside, path.join(root, link));
    expect(run().parsed).toBe(true);
    expect(readdirSync(outside)).toEqual([]);
  });

  it('is replaced, not followed, where it is a link itself', () => {
    const { facts } = run();
    const file = theCache();
    const outside = path.join(parent, 'notes.txt');
    writeFileSync(outside, 'mine');
    rmSync(file);
    symlinkSync(outside, file);
    expect(run()).toEqual({ facts, parsed: true });
    expect(readFileSync(outside, 'utf8')).toBe('mine');
    expect(run().parsed).toBe(false);
  });
});

describe('the folder', () => {
  it('holds one file per configuration, and no more than a number of them', () => {
    run();
    const own = theCache();
    for (let index = 0; index < 30; index++) {
      writeFileSync(path.join(folderOf(), `${index}.json`), '');
      utimesSync(path.join(folderOf(), `${index}.json`), HOUR_AGO, HOUR_AGO);
    }
    edit(CLIENT, text => `${text}\n`);
    run();
    expect(readdirSync(folderOf())).toHaveLength(20);
    expect(existsSync(own)).toBe(true);
  });

  it.each([
    [{ ZOOM_SCOPES_CACHE: 'off' }, undefined],
    [{ ZOOM_SCOPES_CACHE: '/var/cache/scopes' }, '/var/cache/scopes'],
    [{}, 'ROOT/node_modules/.cache/eslint-plugin-zoom-scopes'],
  ])('is said by %o', (environment, folder) => {
    expect(cacheFolderOf(path.join(root, 'apps/reception'), environment)?.folder).toBe(folder?.replace('ROOT', root));
  });

  it('is the own user\'s where a project has no node_modules', () => {
    rmSync(path.join(root, 'node_modules'), { recursive: true });
    mkdirSync(path.join(root, '.git'));
    expect(cacheFolderOf(root, { XDG_CACHE_HOME: '/home/lindqvist/.cache' })?.folder).toBe('/home/lindqvist/.cache/eslint-plugin-zoom-scopes');
  });
});

describe('several processes', () => {
  const SCRIPT = fileURLToPath(new URL('save-cache.ts', import.meta.url));
  const start = (times: number): ChildProcess => spawn(process.execPath, ['--import', 'tsx', SCRIPT, root, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });

  it('write at once, and what is there is whole', async () => {
    const { facts } = run();
    const processes = [start(40), start(40)];
    await Promise.all(processes.map(process => once(process, 'exit')));
    expect(processes.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(run().facts).toEqual(facts);
    expect(readdirSync(folderOf()).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  it('may be killed while they write', async () => {
    const { facts } = run();
    const process = start(100_000);
    if (process.stdout) await once(process.stdout, 'data');
    process.kill('SIGKILL');
    await once(process, 'exit');
    expect(run()).toEqual({ facts, parsed: false });
  });
});
