/** Writes a repository of any size to measure on: a workspace whose business is something else, and some files that call Zoom. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import type { Operation } from '../../src/catalogue/types.ts';
import { fillerFile, totalsFile } from './filler.ts';
import { Random } from './random.ts';

/** What to write. */
export interface RepositoryPlan {
  /** TypeScript files, besides the entries of the packages. */
  readonly files: number;
  readonly zoomCalls: number;
  /** One has its manifest at the root; several have theirs in packages, one each. */
  readonly apps: number;
  readonly seed: number;
}

const FILES_PER_PACKAGE = 250;
const CALLS_PER_FILE = 4;
/** A package imports from this many others. */
const DEPENDENCIES = 3;
const MIN_ZOOM_FILES = 25;
/** Says which plan a folder was written for, and by which version of this file. */
const STAMP = '.bench-plan.json';
const VERSION = 3;

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
  const packages = Math.max(DEPENDENCIES + 1, Math.round(plan.files / FILES_PER_PACKAGE));
  const areas = Array.from({ length: packages }, (_, index) => areaOf(index, packages));
  const operations = usualOperations();
  yield* rootFiles();
  yield* clientFiles();
  const zoomFiles = zoomFilesOf(plan);
  for (let index = 0; index < plan.files; index++) {
    const area = areas[index % packages] ?? areaOf(0, packages);
    const isZoom = index < zoomFiles;
    const hasView = !isZoom && index % 3 === 0;
    const filler = fillerFile({ index, dependencies: area.dependencies, hasView }, random);
    const module = isZoom ? `zoom/module-${index}.ts` : hasView ? `views/view-${index}.tsx` : `modules/module-${index}.ts`;
    area.modules.push(module);
    if (!isZoom) yield [`${area.folder}/src/${module}`, filler];
    else {
      const from = Math.floor((plan.zoomCalls * index) / zoomFiles);
      const to = Math.floor((plan.zoomCalls * (index + 1)) / zoomFiles);
      const chosen = Array.from({ length: to - from }, () => random.pick(operations));
      area.called.push(...chosen);
      yield [`${area.folder}/src/${module}`, `${zoomFile(chosen, from)}\n${filler}`];
    }
  }
  for (const area of areas) yield* packageFiles(area);
  if (plan.apps === 1) yield ['zoom-app.json', manifest(areas.flatMap(({ called }) => called))];
  else for (const { folder, called } of areas.slice(0, plan.apps)) yield [`${folder}/zoom-app.json`, manifest(called)];
}

/** A package of the workspace. */
interface Area {
  readonly name: string;
  readonly folder: string;
  /** The names of packages. */
  readonly dependencies: readonly string[];
  /** Below `src`. */
  readonly modules: string[];
  readonly called: Operation[];
}

function areaOf(index: number, packages: number): Area {
  const base = (at: number): string => `area-${String(at % packages).padStart(3, '0')}`;
  const dependencies = Array.from({ length: DEPENDENCIES }, (_, at) => `@back-office/${base(index + at + 1)}`);
  return { name: `@back-office/${base(index)}`, folder: `packages/${base(index)}`, dependencies, modules: [], called: [] };
}

function* rootFiles(): Generator<readonly [string, string]> {
  yield ['package.json', json({ name: 'back-office', private: true, type: 'module', workspaces: ['packages/*'] })];
  yield ['.gitignore', `node_modules/\ndist/\n${STAMP}\n`];
  yield ['tsconfig.json', json({ compilerOptions: { strict: true, module: 'nodenext', target: 'es2023', jsx: 'react-jsx', noEmit: true } })];
}

/** What a package is besides its modules. Its entry passes all of them on. */
function* packageFiles({ name, folder, dependencies, modules }: Area): Generator<readonly [string, string]> {
  const versions = Object.fromEntries([...dependencies, '@back-office/zoom-client'].map((dependency) => [dependency, '*']));
  yield [`${folder}/package.json`, json({ name, type: 'module', exports: './src/index.ts', dependencies: versions })];
  yield [`${folder}/tsconfig.json`, json({ extends: '../../tsconfig.json', include: ['src'] })];
  yield [`${folder}/src/totals.ts`, totalsFile()];
  yield [`${folder}/src/index.ts`, ['totals.ts', ...modules].map((module) => `export * from './${module}';\n`).join('')];
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

/** `first`: the number of the first function, whose names are to be unique. */
function zoomFile(operations: readonly Operation[], first: number): string {
  const functions = operations.map(({ method, path: template }, index) => {
    const parameters = [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))];
    const url = template.replace(/\{(\w+)\}/g, '${$1}');
    return `export async function step${first + index}(zoom: ZoomClient${parameters.map((name) => `, ${name}: string`).join('')}) {\n  return zoom.${method.toLowerCase()}<Record<string, unknown>>(\`${url}\`);\n}`;
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
  const scopes = new Set(['chat_channel:read:admin', ...called.flatMap((operation) => adminScopeOf(operation) ?? [])]);
  return json({ name: 'Back office', app_type: 's2s_oauth', scopes: [...scopes].sort() });
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
