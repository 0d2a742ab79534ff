import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formats } from '../../src/commands/formats.ts';
import { zoomScopes } from './zoom-scopes.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-security-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
}

function commit(): void {
  for (const args of [['init', '--quiet'], ['add', '--all'], ['-c', 'user.name=planner', '-c', 'user.email=planner@example.com', 'commit', '--quiet', '--message', 'all']]) {
    execFileSync('git', args, { cwd: folder });
  }
}

const manifestOf = (...scopes: readonly string[]): string => JSON.stringify({ name: 'Course planner', app_type: 's2s_oauth', scopes }, null, 2);
const CALL = 'export const course = (id) => fetch(`https://api.zoom.us/v2/meetings/${id}`);\n';

describe('a project under analysis', () => {
  test('is not executed, whatever it configures', async () => {
    const ran = path.join(folder, 'ran.txt');
    const payload = `require('node:fs').writeFileSync(${JSON.stringify(ran)}, 'ran');\n`;
    const scripts = Object.fromEntries(['preinstall', 'install', 'prepare', 'test', 'lint'].map((name) => [name, `touch ${ran}`]));
    write({
      'package.json': JSON.stringify({ name: 'zoom-planner', main: './src/zoom.cjs', scripts, zoomScopes: { strict: true }, prettier: './evil.cjs', eslintConfig: { extends: './evil.cjs' } }),
      'zoom-app.json': manifestOf('meeting:read:admin', 'recording:read:admin'),
      'src/zoom.cjs': `${payload}${CALL.replace('export const course', 'exports.course')}`,
      'src/zoom.test.js': payload,
      'src/Zoom.vue': `<script lang="ts">${payload}</script><template lang="pug">p= evil()</template>`,
      'src/Zoom.svelte': `<script>${payload}</script>`,
      'src/zoom.astro': `---\n${payload}---\n`,
      'tsconfig.json': JSON.stringify({ extends: './evil.cjs', compilerOptions: { plugins: [{ name: './evil.cjs' }], paths: { '*': ['./evil.cjs'] } } }),
      'evil.cjs': payload,
      'node_modules/@zoom/rivet/index.js': payload,
      'node_modules/typescript/index.js': payload,
      'node_modules/eslint-plugin-zoom-scopes/dist/src/cli.js': payload,
      ...Object.fromEntries(['eslint.config.js', '.eslintrc.cjs', 'zoom-scopes.config.js', 'vite.config.ts', 'svelte.config.js', 'babel.config.cjs', 'astro.config.mjs', '.pnp.cjs'].map((name) => [name, payload])),
      '.gitattributes': '*.json filter=evil diff=evil\n',
    });
    commit();
    const config = (key: string, value: string): unknown => execFileSync('git', ['config', key, value], { cwd: folder });
    config('core.fsmonitor', `touch ${ran}; false`);
    config('filter.evil.smudge', `touch ${ran}; cat`);
    config('filter.evil.clean', `touch ${ran}; cat`);
    config('diff.evil.textconv', `touch ${ran}; cat`);
    config('diff.external', `touch ${ran}`);
    config('core.pager', `touch ${ran}`);
    for (const args of [['check'], ['scan'], ['why', 'meeting:read:admin'], ['diff', 'HEAD'], ['fix', '.', '--write'], ['migrate'], ['init']]) {
      const { code, stderr } = await zoomScopes(args, { cwd: folder });
      expect({ args, code: code === 0 || code === 1, stderr }).toEqual({ args, code: true, stderr: expect.not.stringContaining('Error') });
      expect(existsSync(ran), args.join(' ')).toBe(false);
    }
  });

  test('is not left through links, imports or configuration', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-outside-'));
    try {
      writeFileSync(path.join(outside, 'zoom-app.json'), manifestOf('archiving:read:admin'));
      writeFileSync(path.join(outside, 'client.js'), "export const base = 'https://api.zoom.us/v2/archive_files';\nfetch(base);\n");
      writeFileSync(path.join(outside, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths: { '#archive': ['./client.js'] } } }));
      writeFileSync(path.join(outside, '.env'), 'ZOOM_SCOPES=archiving:read:admin\n');
      const up = path.relative(folder, outside).replaceAll(path.sep, '/');
      write({
        'package.json': JSON.stringify({ name: 'planner', workspaces: [up, '../*'], imports: { '#archive': `./${up}/client.js` } }),
        'zoom-app.json': manifestOf('meeting:read:admin'),
        'tsconfig.json': JSON.stringify({ extends: `./${up}/tsconfig.json`, references: [{ path: up }] }),
        'src/course.js': `${CALL}import { base } from '#archive';\nimport { base as other } from '../${up}/client.js';\nfetch(base + '/files');\nfetch(other);\n`,
      });
      symlinkSync(outside, path.join(folder, 'archive'), 'dir');
      symlinkSync(path.join(outside, 'zoom-app.json'), path.join(folder, 'zoom-archive.json'));
      symlinkSync(path.join(outside, '.env'), path.join(folder, '.env'));
      symlinkSync('.', path.join(folder, 'src/again'), 'dir');
      const { stdout } = await zoomScopes(['scan', '--format', 'json'], { cwd: folder });
      expect(stdout).toContain('/meetings/');
      expect(stdout).not.toMatch(/archiv/);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('is read without the network', async () => {
    const asked = path.join(folder, 'asked.txt');
    const guard = path.join(folder, 'guard.cjs');
    writeFileSync(
      guard,
      `const { appendFileSync } = require('node:fs');
const refuse = (what) => () => { appendFileSync(${JSON.stringify(asked)}, what); throw new Error('There is no network.'); };
require('node:net').Socket.prototype.connect = refuse('socket');
require('node:dgram').Socket.prototype.send = refuse('datagram');
Object.assign(require('node:dns'), { lookup: refuse('name'), resolve: refuse('name') });
globalThis.fetch = refuse('fetch');
`,
    );
    write({ 'zoom-app.json': manifestOf('meeting:read:admin'), 'src/course.js': CALL });
    const { code, stdout } = await zoomScopes(['check'], { cwd: folder, env: { NODE_OPTIONS: `--require ${guard}` } });
    expect({ code, asked: existsSync(asked) }).toEqual({ code: 0, asked: false });
    expect(stdout).toContain('No findings.');
  });
});

describe('a report', () => {
  const EVIL = '<script>alert(1)</script>\u001B[31m\u0007|`*_[x](javascript:alert(2))';
  const COMMAND = '\n::set-output name=token::1\n::error::taken over\r\n##[command]';

  beforeEach(() => {
    write({
      'zoom-app.json': JSON.stringify({ name: `Planner ${EVIL}${COMMAND}`, app_type: 's2s_oauth', scopes: [`meeting:read:${EVIL}`, `user:read${COMMAND}`, 'recording:read:admin'] }),
      "src/zoom'\"><img src=x onerror=alert(3)>%0A.js": CALL,
    });
  });

  test.each(Object.keys(formats))('as %s shows names and does not obey them', async (format) => {
    const summary = path.join(folder, 'summary.md');
    const { stdout, stderr } = await zoomScopes(['check', '--format', format], { cwd: folder, env: { GITHUB_STEP_SUMMARY: summary, FORCE_COLOR: '0' } });
    const shown = [stdout, stderr, existsSync(summary) ? readFileSync(summary, 'utf8') : ''].join('\n');
    expect(shown).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/);
    expect(shown).not.toMatch(/^\s*(::set-output|::error::|##\[)/m);
    expect(shown.replaceAll('<wbr>', '').includes('recording:read:admin')).toBe(true);
    if (!['text', 'json', 'sarif', 'github'].includes(format)) expect(shown).not.toMatch(/<script>alert|<img src=x/);
    if (format === 'markdown') expect(shown).not.toContain('[x](javascript:');
    if (format === 'json' || format === 'sarif') expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });
});

describe('what is written', () => {
  const BROAD = manifestOf('meeting:read:admin', 'recording:read:admin');
  const MARKERS = '<!-- zoom-scopes:begin -->\n<!-- zoom-scopes:end -->\n';

  test('keeps its permissions', async () => {
    write({ 'zoom-app.json': BROAD, 'src/course.js': CALL, 'SCOPES.md': MARKERS });
    chmodSync(path.join(folder, 'zoom-app.json'), 0o600);
    chmodSync(path.join(folder, 'SCOPES.md'), 0o664);
    expect((await zoomScopes(['fix', '--write'], { cwd: folder })).code).toBe(0);
    expect((await zoomScopes(['report', 'SCOPES.md'], { cwd: folder })).code).toBe(0);
    expect(readFileSync(path.join(folder, 'zoom-app.json'), 'utf8')).toBe(manifestOf('meeting:read:admin'));
    expect(readFileSync(path.join(folder, 'SCOPES.md'), 'utf8')).toContain('meeting:read:admin');
    expect(['zoom-app.json', 'SCOPES.md'].map((file) => statSync(path.join(folder, file)).mode & 0o777)).toEqual([0o600, 0o664]);
  });

  test.each([
    ['zoom-app.json', ['fix', '--write'], 'There is no Zoom app manifest to change.'],
    ['zoom-app.json', ['migrate', '--write'], 'There is no Zoom app manifest to change.'],
    ['SCOPES.md', ['report', 'SCOPES.md'], 'SCOPES.md: The file lies outside of ".".'],
    ['.zoom-scopes-baseline.json', ['check', '--update-baseline'], '.zoom-scopes-baseline.json: The baseline is a link.'],
    ['scopes.sarif', ['check', '--format', 'sarif', '--output', 'scopes.sarif'], 'scopes.sarif: The report cannot be written: it is a link.'],
    ['facts.json', ['scan', '--out', 'facts.json'], 'facts.json: The report cannot be written: it is a link.'],
    ['zoom-scopes.config.json', ['init', '--write'], 'The configuration is a link that leads out of its folder.'],
  ])('does not go through the link %s out of the root with %j', async (file, args, said) => {
    const texts: Record<string, string> = { 'zoom-app.json': BROAD, 'SCOPES.md': MARKERS };
    write({ [`outside/${file}`]: texts[file] ?? '{}', 'project/src/course.js': CALL });
    symlinkSync(path.join('..', 'outside', file), path.join(folder, 'project', file));
    const { code, stderr } = await zoomScopes(args, { cwd: path.join(folder, 'project') });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
    expect(readFileSync(path.join(folder, 'outside', file), 'utf8')).toBe(texts[file] ?? '{}');
  });

  test('a configuration that is a link to nothing is not made', async () => {
    write({ 'project/one/zoom-app.json': BROAD, 'project/two/zoom-app.json': BROAD, 'project/src/course.js': CALL });
    symlinkSync('../zoom.json', path.join(folder, 'project/zoom-scopes.config.json'));
    await zoomScopes(['init', '--write'], { cwd: path.join(folder, 'project') });
    expect(existsSync(path.join(folder, 'zoom.json'))).toBe(false);
  });
});

test('keys named after the prototype pollute nothing', async () => {
  const polluted = path.join(folder, 'polluted.txt');
  const guard = path.join(folder, 'guard.cjs');
  writeFileSync(guard, `process.on('exit', () => { for (const key in {}) require('node:fs').appendFileSync(${JSON.stringify(polluted)}, key); });\n`);
  const evil = '"__proto__": { "strict": true, "scopes": ["archiving:read:admin"] }, "constructor": { "prototype": { "strict": true } }';
  write({
    'zoom-app.json': `{ ${evil}, "app_type": "s2s_oauth", "features": { ${evil} }, "scopes": ["meeting:read:admin", "__proto__", "constructor"] }`,
    'package.json': `{ ${evil}, "name": "__proto__", "imports": { ${evil} }, "zoomScopes": { "strict": false, "allow": [{ "scope": "__proto__", "reason": "kept" }] } }`,
    'tsconfig.json': `{ ${evil}, "compilerOptions": { "paths": { ${evil.replace('{ "strict": true, "scopes": ["archiving:read:admin"] }', '["./src/*"]')} } } }`,
    '.zoom-scopes-baseline.json': `{ ${evil}, "schemaVersion": 1, "findings": [{ "app": "__proto__", "file": "__proto__", "rule": "constructor", "subject": "__proto__", "count": 1 }] }`,
    'src/course.js': `${CALL}export const table = { __proto__: { path: '/users' }, ['__proto__']: 1, constructor: 2 };\nfetch('https://api.zoom.us/v2/meetings/' + table['__proto__'].path);\n`,
  });
  const env = { NODE_OPTIONS: `--require ${guard}` };
  for (const args of [['check'], ['scan', '--out', 'facts.json'], ['check', '--facts', 'facts.json'], ['why', '__proto__'], ['why', 'constructor'], ['scopes', 'GET', '/__proto__/constructor'], ['fix']]) {
    const { code, stdout, stderr } = await zoomScopes(args, { cwd: folder, env });
    expect({ args, ran: code === 0 || code === 1, stderr }).toEqual({ args, ran: true, stderr: '' });
    expect(stdout).not.toContain('archiving');
  }
  expect(existsSync(polluted)).toBe(false);
});
