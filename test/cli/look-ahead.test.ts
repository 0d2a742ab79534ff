import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type * as disks from '../../src/project/disk.ts';
import type * as files from '../../src/project/files.ts';
import type * as looks from '../../src/project/look-ahead.ts';

const DIST = fileURLToPath(new URL('../../dist/src/project/', import.meta.url));

/** A module as it is built: there is no second thread on the source. */
async function built<Module>(name: string): Promise<Module> {
  return (await import(pathToFileURL(path.join(DIST, name)).href)) as Module;
}

const { Disk } = await built<typeof disks>('disk.js');
const { ProjectFiles } = await built<typeof files>('files.js');
const { LookAhead } = await built<typeof looks>('look-ahead.js');

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'scopes-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function lay(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

function layOddFiles(): void {
  for (let index = 0; index < 1_000; index++) lay(`src/billing/invoice-${index}.ts`, `import axios from 'axios';\nexport * from './invoice-${(index + 1) % 1_000}';\n`);
  lay('src/meetings.ts', "import axios from 'axios';\nimport { größe } from './größe';\naxios.get('https://api.zoom.us/v2/users');\n");
  lay('src/utf16.ts', Buffer.from("\uFEFFimport axios from 'axios';\nexport { größe } from './größe';\n// zoom", 'utf16le'));
  lay('src/binary.ts', Buffer.from([0, 255, 254, 1, 2, 200]));
  lay('src/empty.ts', '');
  lay('src/bundle.ts', `// https://api.zoom.us\n${' '.repeat(6 * 1024 * 1024)}`);
  lay('scripts/sync.py', "\n\nrequests.get('https://api.zoom.us/v2/users')\n");
  lay('zoom-app.json', '{ "oauth_information": {} }');
  lay('src/locked.ts', 'zoom');
  chmodSync(path.join(root, 'src/locked.ts'), 0);
  symlinkSync(path.join(root, 'src/meetings.ts'), path.join(root, 'src/linked.ts'));
}

/** Files that are looked at ahead, listed with one that is gone. */
function ahead(leastFiles: number): looks.LookAhead {
  const disk = new Disk(root, ['invoiceTotal']);
  const listed = disk.list();
  const listing = { ...listed, paths: [...listed.paths, 'src/gone.ts', 'src/linked.ts'].sort() };
  const source = new LookAhead(disk, listing);
  source.begin(true, leastFiles);
  return source;
}

/** Gives the second thread time to look at some. */
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 500));

test('two threads see what one sees, in the same order', async () => {
  layOddFiles();
  const both = ahead(0);
  await moment();
  const [together, alone] = [both, ahead(Infinity)].map((source) => new ProjectFiles(root, { source }));
  expect([...(together?.looks ?? [])]).toEqual([...(alone?.looks ?? [])]);
  expect(together?.all).toEqual(alone?.all);
  expect(together?.all.map(({ path: file }) => file)).not.toContain('src/gone.ts');
  expect(together?.diagnosticsOf([])).toEqual(alone?.diagnosticsOf([]));
  expect(together?.blindSpotsOf([])).toEqual(alone?.blindSpotsOf([]));
  const [first] = together?.survey.importsOf('src/billing/invoice-0.ts') ?? [];
  for (let index = 1; index < 1_000; index++) expect(together?.survey.importsOf(`src/billing/invoice-${index}.ts`)[0]).toBe(first);
});

test('what the second thread has seen is not looked at again', async () => {
  layOddFiles();
  const source = ahead(0);
  await moment();
  const look = vi.spyOn(Disk.prototype, 'look');
  const files = new ProjectFiles(root, { source });
  expect(look.mock.calls.length).toBeLessThan(files.all.length / 2);
  look.mockRestore();
});

test('what changes after the first look is looked at again', async () => {
  layOddFiles();
  const source = ahead(0);
  await moment();
  const files = new ProjectFiles(root, { source });
  lay('src/billing/invoice-7.ts', "import ky from 'ky'; // invoiceTotal\n");
  lay('src/billing/refund.ts', '// zoom');
  expect(files.refresh()).toBe(true);
  expect(files.survey.importsOf('src/billing/invoice-7.ts')).toEqual([{ specifier: 'ky', isReexport: false }]);
  expect(files.survey.hinted('code')).toContain('src/billing/invoice-7.ts');
});

test('a file that changes between the two looks is seen as it was or as it is', async () => {
  layOddFiles();
  const source = ahead(0);
  await moment();
  rmSync(path.join(root, 'src/meetings.ts'));
  const files = new ProjectFiles(root, { source });
  expect(files.read('src/meetings.ts')).toBeUndefined();
});
