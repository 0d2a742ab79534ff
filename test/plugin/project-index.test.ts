import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import plugin from '../../src/plugin/index.ts';
import { ProjectSession } from '../../src/project/session.ts';
import { copyApp, createEslint, toLines } from './lint.ts';

const MISSING =
  'src/standup.js:4:47-4:74 no-missing-scope POST /users/{userId}/meetings needs meeting:write:admin or meeting:write:meeting:admin, and the app declares none of them. Add one to zoom-app.json.';
const UNUSED = 'zoom-app.json:6:6-6:24 no-unused-scope Nothing in this app needs meeting:read:admin. Remove it.';

let root = '';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  root = copyApp('plugin/standup-scheduler');
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** Lets time pass, as it does while somebody types. */
function pause(): void {
  vi.advanceTimersByTime(60_000);
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  pause();
}

async function lint(...files: readonly string[]): Promise<readonly string[]> {
  return toLines(await createEslint(root, plugin.configs.recommended).lintFiles([...files]), root);
}

async function type(file: string, text: string): Promise<readonly string[]> {
  return toLines(await createEslint(root, plugin.configs.recommended).lintText(text, { filePath: path.join(root, file) }), root);
}

describe('files other than the linted one count', () => {
  test('a wrapper', async () => {
    expect(await lint('src/standup.js')).toEqual([MISSING]);
    write('src/zoom-client.js', read('src/zoom-client.js').replace('api.zoom.us/v2', 'api.example.com'));
    expect(await lint('src/standup.js')).toEqual([]);
  });

  test('the manifest', async () => {
    expect(await lint('src/standup.js')).toEqual([MISSING]);
    write('zoom-app.json', read('zoom-app.json').replace('"meeting:read:admin"', '"meeting:read:admin", "meeting:write:admin"'));
    expect(await lint('src/standup.js')).toEqual([]);
  });

  test('a file that is added, renamed, removed', async () => {
    const agenda = read('src/agenda.js');
    rmSync(path.join(root, 'src/agenda.js'));
    expect(await lint('zoom-app.json')).toEqual([UNUSED]);
    write('src/minutes.js', agenda);
    expect(await lint('zoom-app.json')).toEqual([]);
    renameSync(path.join(root, 'src/minutes.js'), path.join(root, 'src/minutes.txt'));
    pause();
    expect(await lint('zoom-app.json')).toEqual([UNUSED]);
  });

  test('a file that is linted as soon as it has changed', async () => {
    expect(await lint('src/standup.js')).toEqual([MISSING]);
    writeFileSync(path.join(root, 'src/standup.js'), 'export const hosts = [];\n');
    expect(await lint('src/standup.js')).toEqual([]);
  });

  test('one analysis serves all files and rules', async () => {
    write('src/zoom-client.js', `\uFEFF${read('src/zoom-client.js')}`);
    const collect = vi.spyOn(ProjectSession.prototype, 'facts');
    await lint('.');
    pause();
    await lint('.');
    expect(collect).toHaveBeenCalledTimes(1);
    write('src/standup.js', 'export const hosts = [];\n');
    await lint('.');
    expect(collect).toHaveBeenCalledTimes(2);
  });
});

describe('the disk is asked for little', () => {
  test('nothing about a file that is as it was seen', async () => {
    const ask = vi.spyOn(ProjectSession.prototype, 'isAsSeen');
    expect(await lint('.')).toEqual([MISSING]);
    expect(ask).not.toHaveBeenCalled();
    await type('src/agenda.js', `${read('src/agenda.js')}\n`);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  test('seldom while file after file is linted, soon after a pause', async () => {
    await lint('.');
    pause();
    const look = vi.spyOn(ProjectSession.prototype, 'refresh').mockImplementation(() => {
      vi.advanceTimersByTime(100);
      return false;
    });
    for (let time = 0; time < 4_000; time += 100) {
      vi.advanceTimersByTime(100);
      await lint('src/agenda.js');
    }
    expect(look).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(600);
    await lint('src/agenda.js');
    expect(look).toHaveBeenCalledTimes(2);
  });
});

test('parts with settings of their own do not push each other out', async () => {
  const collect = vi.spyOn(ProjectSession.prototype, 'facts');
  const manifests = { files: ['**/*.json'], settings: { zoomScopes: { strict: true } } };
  const eslint = createEslint(root, [...plugin.configs.recommended, manifests]);
  for (const file of ['src/agenda.js', 'zoom-app.json', 'src/standup.js', 'zoom-app.json']) await eslint.lintFiles(file);
  expect(collect).toHaveBeenCalledTimes(2);
});

describe('unsaved text counts', () => {
  test('for the file itself and for the others', async () => {
    const agenda = read('src/agenda.js');
    expect(await lint('zoom-app.json')).toEqual([]);
    expect(await type('src/agenda.js', agenda.replace("'GET'", "'DELETE'"))).toEqual([
      expect.stringContaining('src/agenda.js:4:47-4:71 no-missing-scope DELETE /meetings/{meetingId} needs'),
    ]);
    expect(await lint('zoom-app.json')).toEqual([UNUSED]);
    expect(await type('src/agenda.js', agenda)).toEqual([]);
    expect(await lint('zoom-app.json')).toEqual([]);
  });

  test('in a manifest', async () => {
    expect(await type('zoom-app.json', read('zoom-app.json').replace('meeting:read:admin', 'webinar:read:admin'))).toEqual([
      UNUSED.replace('meeting', 'webinar'),
    ]);
    expect(await lint('src/agenda.js')).toEqual([expect.stringContaining('GET /meetings/{meetingId} needs meeting:read:admin')]);
  });

  test('until it is saved or the file changes otherwise', async () => {
    await type('src/agenda.js', 'export const agenda = [];\n');
    expect(await lint('zoom-app.json')).toEqual([UNUSED]);
    write('src/agenda.js', `${read('src/agenda.js')}\n`);
    expect(await lint('zoom-app.json')).toEqual([]);
  });
});

describe('unsaved text of a file that nobody lints any more', () => {
  test('counts for ten minutes, while others are linted', async () => {
    await type('src/agenda.js', 'export const agenda = [];\n');
    vi.advanceTimersByTime(9 * 60_000);
    expect(await lint('zoom-app.json')).toEqual([UNUSED]);
    vi.advanceTimersByTime(2 * 60_000);
    expect(await lint('zoom-app.json')).toEqual([]);
  });

  test('counts on if it is linted again', async () => {
    for (let minutes = 0; minutes < 30; minutes += 6) {
      await type('src/agenda.js', 'export const agenda = [];\n');
      vi.advanceTimersByTime(6 * 60_000);
      expect(await lint('zoom-app.json')).toEqual([UNUSED]);
    }
  });

  test('does not outlive its file', async () => {
    await type('src/agenda.js', `${read('src/agenda.js')}\n`);
    rmSync(path.join(root, 'src/agenda.js'));
    pause();
    expect(await lint('zoom-app.json')).toEqual([UNUSED]);
  });
});

describe('what is not the project', () => {
  const call = "await fetch('https://api.zoom.us/v2/phone/users');\n";

  test.each(['src/standup.test.js', 'test/standup.js', 'generated/standup.js', 'src/not-saved-yet.js'])('says nothing in %s', async file => {
    writeFileSync(path.join(root, '.gitignore'), 'generated/\n');
    if (!file.includes('not-saved')) write(file, call);
    expect(await type(file, call)).toEqual([]);
    write('src/phones.js', call);
    expect(await type('src/phones.js', call)).toEqual([expect.stringContaining('no-missing-scope')]);
  });
});

describe('text that does not parse', () => {
  test('is a parse error in its file, and the others are checked, as far as what it may call leaves that open', async () => {
    write('src/agenda.js', 'export async function agendaOf(meetingId { return callZoom(');
    expect(await lint('.')).toEqual([expect.stringContaining('src/agenda.js:1:42-undefined:undefined fatal Parsing error'), MISSING]);
  });

  test('of a manifest leaves nothing to compare with', async () => {
    write('zoom-app.json', '{ "app_type": "s2s_oauth", "scopes": [');
    expect(await lint('.')).toEqual([expect.stringContaining('zoom-app.json:1:1-undefined:undefined fatal Parsing error')]);
  });
});

describe('places', () => {
  test('are those of the text without a byte order mark', async () => {
    write('src/standup.js', `\uFEFF${read('src/standup.js')}`);
    write('zoom-app.json', `\uFEFF${read('zoom-app.json').replace('meeting', 'webinar')}`);
    expect(await lint('src/standup.js', 'zoom-app.json')).toEqual([MISSING, UNUSED.replace('meeting', 'webinar')]);
  });

  test('are those of the language where lines are counted differently', async () => {
    const separator = '\u2028';
    write('zoom-app.json', read('zoom-app.json').replace('Standup scheduler', `Standup${separator}scheduler`).replace('meeting:read', 'meetng:read'));
    expect(await lint('zoom-app.json')).toEqual([expect.stringContaining('zoom-app.json:6:6-6:23 no-unknown-scope')]);
  });

  test('are right after line ends of Windows', async () => {
    write('src/standup.js', `#!/usr/bin/env node\n${read('src/standup.js')}`.replaceAll('\n', '\r\n'));
    expect(await lint('src/standup.js')).toEqual([MISSING.replaceAll('4:', '5:')]);
  });
});

test('after a run over many files, an edit is seen as before it', async () => {
  const rest = vi.spyOn(ProjectSession.prototype, 'rest');
  for (let file = 0; file < 120; file++) expect(await lint('src/standup.js')).toEqual([MISSING]);
  expect(rest).toHaveBeenCalledOnce();
  expect(await type('src/standup.js', read('src/standup.js').replace(/zoom\.post|post\(/i, (call) => `/* each morning */ ${call}`))).toHaveLength(1);
  write('src/zoom-client.js', read('src/zoom-client.js').replace('api.zoom.us/v2', 'api.example.com'));
  expect(await lint('src/standup.js')).toEqual([]);
  write('src/zoom-client.js', read('src/zoom-client.js').replace('api.example.com', 'api.zoom.us/v2'));
  expect(await lint('src/standup.js')).toEqual([MISSING]);
});
