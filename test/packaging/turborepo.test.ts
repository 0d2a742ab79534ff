import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLI, zoomScopes, type Outcome } from '../cli/zoom-scopes.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EXAMPLE = path.join(ROOT, 'examples/turborepo');
const LEFT_BY_RUNS = new Set(['.turbo', 'node_modules', 'package-lock.json', 'zoom-facts.json']);
const PACKAGES = ['@museum/evening-talks', '@museum/guided-tours', '@museum/programme', '@museum/registration', '@museum/zoom-client'];

const scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-turbo-'));
const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:CI$|GIT|NPM_|TURBO|VERCEL)/i.test(name)));
const env: NodeJS.ProcessEnv = { ...clean, HOME: scratch, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', TURBO_CACHE_DIR: path.join(scratch, 'cache') };

interface Summary {
  readonly tasks: readonly { readonly package: string; readonly task: string; readonly hash: string; readonly cache: { readonly status: 'HIT' | 'MISS'; readonly local: boolean; readonly remote: boolean } }[];
}

/** The example on one more machine, with what is built installed. All of them share the caches. */
class Checkout {
  readonly root: string;

  constructor(name: string) {
    this.root = path.join(scratch, name);
    cpSync(EXAMPLE, this.root, { recursive: true, filter: (file) => !LEFT_BY_RUNS.has(path.basename(file)) });
    mkdirSync(this.path('node_modules/.bin'), { recursive: true });
    symlinkSync(ROOT, this.path('node_modules/eslint-plugin-zoom-scopes'));
    symlinkSync(path.join(ROOT, 'node_modules/turbo'), this.path('node_modules/turbo'));
    symlinkSync('../turbo/bin/turbo', this.path('node_modules/.bin/turbo'));
    this.write('node_modules/.bin/zoom-scopes', `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
    chmodSync(this.path('node_modules/.bin/zoom-scopes'), 0o755);
    for (const command of ['init --quiet', 'add --all', '-c user.name=Museum -c user.email=museum@example.com commit --quiet --message Start']) execFileSync('git', command.split(' '), { cwd: this.root, env });
  }

  path(file: string): string {
    return path.join(this.root, file);
  }

  write(file: string, text: string): void {
    writeFileSync(this.path(file), text);
  }

  edit(file: string, change: (text: string) => string): void {
    const text = readFileSync(this.path(file), 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    this.write(file, changed);
  }

  /** `npm run`, with the example's own scripts. */
  run(script: string, ...args: readonly string[]): Promise<Outcome> {
    return new Promise((resolve) => {
      const child = execFile('npm', ['run', '--silent', script, '--', ...args], { cwd: this.root, env }, (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }));
    });
  }

  /** `turbo run zoom:check`: how it ended, and which packages it scanned and which it found in a cache. */
  async turbo(...args: readonly string[]) {
    const outcome = await this.run('zoom', '--summarize', ...args);
    const runs = this.path('.turbo/runs');
    const [file = '', ...others] = readdirSync(runs);
    expect(others).toEqual([]);
    const { tasks } = JSON.parse(readFileSync(path.join(runs, file), 'utf8')) as Summary;
    rmSync(runs, { recursive: true });
    const scans = tasks.filter(({ task }) => task === 'zoom:scan');
    const named = (kept: typeof scans) => kept.map((scan) => scan.package).sort();
    return {
      ...outcome,
      scanned: named(scans.filter(({ cache }) => cache.status === 'MISS')),
      cached: named(scans.filter(({ cache }) => cache.status === 'HIT')),
      fromRemote: named(scans.filter(({ cache }) => cache.remote)),
    };
  }

  /** By package, what its scan is kept under. */
  async hashes(): Promise<Readonly<Record<string, string>>> {
    const { stdout } = await this.run('zoom', '--dry=json');
    const { tasks } = JSON.parse(stdout) as Summary;
    return Object.fromEntries(tasks.map((task) => [task.package, task.hash]));
  }

  /** The report of the facts, which is that of one run over all files. */
  async report(): Promise<{ readonly findings: readonly { readonly rule: string; readonly app: string; readonly scope: string | null }[] }> {
    const [facts, whole] = await Promise.all([this.run('zoom:check', '--format', 'json'), zoomScopes(['check', '--format', 'json', '--no-cache'], { cwd: this.root })]);
    expect(facts.stdout).toBe(whole.stdout);
    expect(facts.code).toBe(whole.code);
    return JSON.parse(facts.stdout) as Awaited<ReturnType<Checkout['report']>>;
  }
}

/** What `npm install` writes, with this version of the tool. */
function lockFile(version: string): string {
  const read = (file: string) => JSON.parse(readFileSync(path.join(EXAMPLE, file, 'package.json'), 'utf8')) as { readonly name: string };
  const folders = ['apps/evening-talks', 'apps/guided-tours', 'packages/programme', 'packages/registration', 'packages/zoom-client'];
  const packages = {
    '': read('.'),
    ...Object.fromEntries(folders.flatMap((folder) => [[folder, read(folder)], [`node_modules/${read(folder).name}`, { resolved: folder, link: true }]])),
    'node_modules/eslint-plugin-zoom-scopes': { version, dev: true },
    'node_modules/turbo': { version: '2.11.11', dev: true },
  };
  return JSON.stringify({ name: 'museum', lockfileVersion: 3, requires: true, packages });
}

/** Turborepo's remote cache as far as `turbo run` needs it: artifacts by hash. */
function serveCache(): Promise<Server> {
  const artifacts = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const hash = /^\/v8\/artifacts\/([0-9a-f]+)(?:\?|$)/.exec(request.url ?? '')?.[1];
    void buffer(request).then((body) => {
      if (hash === undefined) return response.end('{}');
      if (request.method === 'PUT') artifacts.set(hash, body);
      if (request.method === 'PUT') return response.end('{"urls":[]}');
      const artifact = artifacts.get(hash);
      response.statusCode = artifact ? 200 : 404;
      return response.end(request.method === 'HEAD' ? undefined : artifact);
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

describe.skipIf(process.platform === 'win32')('the example of Turborepo', { timeout: 240_000 }, () => {
  let first: Checkout;
  let remote: Server;

  beforeAll(async () => {
    remote = await serveCache();
    Object.assign(env, { TURBO_API: `http://127.0.0.1:${(remote.address() as AddressInfo).port}`, TURBO_TOKEN: 'museum', TURBO_TEAM: 'museum' });
    first = new Checkout('museum');
    expect(await first.turbo()).toMatchObject({ code: 0, scanned: PACKAGES, cached: [], stdout: expect.stringContaining('No findings.') });
  }, 240_000);

  afterAll(() => {
    remote.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('takes all from the cache the second time, and says what one run says', async () => {
    expect(await first.turbo()).toMatchObject({ code: 0, scanned: [], cached: PACKAGES, fromRemote: [], stdout: expect.stringContaining('No findings.') });
    expect((await first.report()).findings).toEqual([]);
  });

  test('takes all from the remote cache on another machine', async () => {
    const other = new Checkout('build-agent-7');
    expect(await other.turbo('--cache=remote:r')).toMatchObject({ code: 0, scanned: [], cached: PACKAGES, fromRemote: PACKAGES });
    expect((await other.report()).findings).toEqual([]);
  });

  test('scans one package where one changed that no other imports, and fails where a scope is missing', async () => {
    const tours = new Checkout('tours');
    tours.edit('apps/guided-tours/src/tours.ts', (text) => `${text}\nexport const findTour = (tour: number): Promise<unknown> => zoom.get(\`/meetings/\${tour}\`);\n`);
    expect(await tours.turbo()).toMatchObject({ code: 1, scanned: ['@museum/guided-tours'], cached: PACKAGES.filter((name) => name !== '@museum/guided-tours') });
    expect((await tours.report()).findings).toMatchObject([{ rule: 'no-missing-scope', app: 'Guided tours' }]);
  });

  test('scans again what imports a package that changed', async () => {
    const programme = new Checkout('programme');
    programme.edit('packages/programme/src/index.ts', (text) => text.replace('webinars', 'meetings'));
    expect(await programme.turbo()).toMatchObject({ code: 1, scanned: ['@museum/evening-talks', '@museum/programme', '@museum/registration'], cached: ['@museum/guided-tours', '@museum/zoom-client'] });
    expect(new Set((await programme.report()).findings.map(({ rule }) => rule))).toEqual(new Set(['no-missing-scope', 'no-unused-scope']));
  });

  test.each([
    ['a text for people changes', 'packages/programme/README.md', '# What is on\n', []],
    ['the configuration changes', 'zoom-scopes.config.json', '{ "wrappers": [{ "function": "callZoom", "path": 0 }] }', PACKAGES],
    ['the aliases of modules change', 'tsconfig.base.json', '{ "compilerOptions": { "paths": { "~zoom": ["./packages/zoom-client/src/index.ts"] } } }', PACKAGES],
    ['another version of the tool is installed', 'package-lock.json', lockFile('0.1.1'), PACKAGES],
  ])('scans again what is needed where %s', async (_what, file, text, scanned) => {
    const checkout = new Checkout(path.basename(file));
    checkout.write('package-lock.json', lockFile('0.1.0'));
    const before = await checkout.hashes();
    checkout.write(file, text);
    const after = await checkout.hashes();
    expect(PACKAGES.filter((name) => after[name] !== before[name])).toEqual(scanned);
  });

  describe('without the scans', () => {
    let bare: Checkout;

    beforeAll(async () => {
      bare = new Checkout('bare');
      await bare.turbo();
    }, 240_000);

    test('does not pass facts that are stale', async () => {
      appendFileSync(bare.path('packages/zoom-client/src/index.ts'), '// Retries are for callers.\n');
      expect(await bare.run('zoom:check')).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('packages/zoom-client/zoom-facts.json: The facts are stale: packages/zoom-client/src/index.ts has changed.'),
      });
    });

    test('does not pass facts that are missing', async () => {
      rmSync(bare.path('packages/programme/zoom-facts.json'));
      expect(await bare.run('zoom:check')).toMatchObject({ code: 2, stderr: expect.stringContaining('There are no facts of packages/programme, and apps/evening-talks imports it.') });
    });
  });
});
