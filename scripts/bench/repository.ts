/** Writes a repository of any size to measure on: a workspace whose business is something else, and some files that call Zoom. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import type { Operation } from '../../src/catalogue/types.ts';
import { fillerFile } from './filler.ts';
import { Random } from './random.ts';

/** What to write. */
export interface RepositoryPlan {
  /** TypeScript files in all. */
  readonly files: number;
  readonly zoomCalls: number;
  readonly seed: number;
}

const FILES_PER_PACKAGE = 250;
const CALLS_PER_FILE = 4;
const MIN_ZOOM_FILES = 25;
/** Says which plan a folder was written for, and by which version of this file. */
const STAMP = '.bench-plan.json';
const VERSION = 1;

/** Writes the repository to a folder, as one commit of a git repository, unless it stands there already. */
export function writeRepository(folder: string, plan: RepositoryPlan): void {
  const stamp = JSON.stringify({ version: VERSION, ...plan });
  const file = path.join(folder, STAMP);
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return;
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of filesOf(plan)) write(path.join(folder, name), text);
  commit(folder);
  writeFileSync(file, stamp);
}

/** How many of the files call Zoom. */
export function zoomFilesOf({ zoomCalls }: RepositoryPlan): number {
  return Math.max(MIN_ZOOM_FILES, Math.ceil(zoomCalls / CALLS_PER_FILE));
}

function* filesOf(plan: RepositoryPlan): Generator<readonly [file: string, text: string]> {
  const random = new Random(plan.seed);
  const packages = Math.max(4, Math.round(plan.files / FILES_PER_PACKAGE));
  const names = Array.from({ length: packages }, (_, index) => `area-${String(index).padStart(3, '0')}`);
  const operations = usualOperations();
  const called = new Set<Operation>();
  yield* rootFiles();
  yield* clientFiles();
  for (const name of names) yield* packageFiles(name);
  const zoomFiles = zoomFilesOf(plan);
  for (let index = 0; index < plan.files; index++) {
    const owner = names[index % packages] ?? '';
    const isZoom = index < zoomFiles;
    if (!isZoom) yield [`packages/${owner}/src/${fillerName(index)}`, fillerFile(index, packages, random)];
    else {
      const calls = Math.floor((plan.zoomCalls * (index + 1)) / zoomFiles) - Math.floor((plan.zoomCalls * index) / zoomFiles);
      const chosen = Array.from({ length: calls }, () => random.pick(operations));
      for (const operation of chosen) called.add(operation);
      yield [`packages/${owner}/src/zoom/module-${index}.ts`, `${zoomFile(chosen)}\n${fillerFile(index, packages, random)}`];
    }
  }
  yield ['zoom-app.json', manifest([...called])];
}

function* rootFiles(): Generator<readonly [string, string]> {
  yield ['package.json', json({ name: 'back-office', private: true, type: 'module', workspaces: ['packages/*'] })];
  yield ['.gitignore', `node_modules/\ndist/\n${STAMP}\n`];
  yield ['tsconfig.json', json({ compilerOptions: { strict: true, module: 'nodenext', target: 'es2023', jsx: 'react-jsx', noEmit: true } })];
}

function* packageFiles(name: string): Generator<readonly [string, string]> {
  yield [`packages/${name}/package.json`, json({ name: `@back-office/${name}`, type: 'module', main: 'src/index.ts', dependencies: { '@back-office/zoom-client': '*' } })];
  yield [`packages/${name}/tsconfig.json`, json({ extends: '../../tsconfig.json', include: ['src'] })];
}

/** A client of two levels, in a package of its own. */
function* clientFiles(): Generator<readonly [string, string]> {
  yield ['packages/zoom-client/package.json', json({ name: '@back-office/zoom-client', type: 'module', exports: './src/index.ts' })];
  yield ['packages/zoom-client/src/index.ts', "export { ZoomClient } from './client.ts';\n"];
  yield [
    'packages/zoom-client/src/client.ts',
    `import { send } from './send.ts';

/** One method per verb over the account's token. */
export class ZoomClient {
  constructor(private readonly token: () => Promise<string>) {}

${['get', 'post', 'put', 'patch', 'delete'].map((verb) => `  async ${verb}<T>(path: string, body?: unknown): Promise<T> {\n    return send<T>('${verb.toUpperCase()}', path, await this.token(), body);\n  }`).join('\n\n')}
}
`,
  ];
  yield [
    'packages/zoom-client/src/send.ts',
    `const BASE = process.env.ZOOM_API_URL ?? 'https://api.zoom.us/v2';

export async function send<T>(method: string, path: string, token: string, body?: unknown): Promise<T> {
  const response = await fetch(\`\${BASE}\${path}\`, {
    method,
    headers: { authorization: \`Bearer \${token}\`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(\`Zoom answered \${response.status}\`);
  return (await response.json()) as T;
}
`,
  ];
}

function zoomFile(operations: readonly Operation[]): string {
  const functions = operations.map(({ method, path: template }, index) => {
    const parameters = [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))];
    const url = template.replace(/\{(\w+)\}/g, '${$1}');
    return `export async function step${index}(zoom: ZoomClient${parameters.map((name) => `, ${name}: string`).join('')}) {\n  return zoom.${method.toLowerCase()}<Record<string, unknown>>(\`${url}\`);\n}`;
  });
  return ["import { ZoomClient } from '@back-office/zoom-client';", ...functions].join('\n\n');
}

/** Operations that a Server-to-Server app may call, with the scopes of both generations known. */
function usualOperations(): readonly Operation[] {
  const catalogue = loadCatalogue();
  const families = /^\/(meetings|users|webinars|report|phone|groups|rooms|accounts\/\{accountId\}\/settings)/;
  return catalogue.operations.filter(
    (operation) => families.test(operation.path) && adminScopeOf(operation) !== undefined && /^(GET|POST|PUT|PATCH|DELETE)$/.test(operation.method),
  );
}

function adminScopeOf({ own }: Operation): string | undefined {
  return own.classic.find((scope) => scope.endsWith(':admin'));
}

/** Declares what is called, and one scope too many. */
function manifest(called: readonly Operation[]): string {
  const scopes = new Set(['archiving:read:admin', ...called.flatMap((operation) => adminScopeOf(operation) ?? [])]);
  return json({ name: 'Back office', app_type: 's2s_oauth', scopes: [...scopes].sort() });
}

function fillerName(index: number): string {
  return index % 3 === 0 ? `views/view-${index}.tsx` : `modules/module-${index}.ts`;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function commit(folder: string): void {
  const git = (...args: readonly string[]) => execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'a repository to measure on');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
