/** Packs the package, has it examined, installs it in a folder of its own, and runs it there as the README says. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DEMO = path.join(ROOT, 'fixtures/demo');
const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { name: string; version: string };

const scratch = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-package-'));
try {
  const tarball = pack();
  run('npx', ['--no-install', 'publint', 'run', tarball, '--strict']);
  run('npx', ['--no-install', 'attw', tarball, '--profile', 'esm-only']);
  tryOut(tarball);
  console.log(`${name} ${version} packs, installs and runs.`);
} finally {
  rmSync(scratch, { recursive: true });
}

function pack(): string {
  run('npm', ['pack', '--silent', '--pack-destination', scratch]);
  return path.join(scratch, `${name}-${version}.tgz`);
}

function tryOut(tarball: string): void {
  const app = path.join(scratch, 'app');
  cpSync(DEMO, app, { recursive: true });
  writeFileSync(path.join(app, 'eslint.config.js'), configOfReadme());
  run('npm', ['install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', tarball], app);
  expectOutput(['zoom-scopes', '--version'], app, 0, version);
  expectOutput(['zoom-scopes', 'check'], app, 1, 'no-unused-scope');
  expectOutput(['eslint', '.'], app, 1, 'zoom-scopes/no-unused-scope');
}

/** The first configuration that the README shows. */
function configOfReadme(): string {
  const [, config] = /^```js\n(\/\/ eslint\.config\.js\n[^]*?)^```/m.exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8')) ?? [];
  if (config === undefined) throw new Error('README.md: There is no eslint.config.js.');
  return config;
}

function expectOutput(command: readonly string[], cwd: string, status: number, text: string): void {
  const done = spawnSync('npx', ['--no-install', ...command], { cwd, encoding: 'utf8' });
  if (done.status === status && done.stdout.includes(text)) return;
  throw new Error(`${command.join(' ')} should exit ${status} and print "${text}", but exits ${String(done.status)}:\n${done.stdout}${done.stderr}`);
}

function run(command: string, args: readonly string[], cwd = ROOT): void {
  execFileSync(command, args, { cwd, stdio: 'inherit' });
}
