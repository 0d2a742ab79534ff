/** Finds, reads and checks the configuration: `zoom-scopes.config.json`, or the key `zoomScopes` of package.json. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { closest, distance } from 'fastest-levenshtein';
import { findNodeAtLocation, getNodeValue, type Node, type ParseError } from 'jsonc-parser';
import type { DeclaredWrapper } from '../calls/call-hints.ts';
import type { AppType } from '../declarations/declaration.ts';
import { causeOf } from '../util/cause.ts';
import { describeParseError, parseJsonTree } from '../util/json.ts';
import { joinWithin, toPosix } from '../util/paths.ts';
import { LineIndex, type Span } from '../util/span.ts';
import { UserError } from '../util/user-error.ts';
import { statusOf } from './status.ts';

/** One configured app; paths are relative to the configuration's folder. */
export interface AppConfig {
  readonly name: string;
  /** '' for the configuration's own folder. */
  readonly root: string;
  /** .gitignore patterns relative to `root`; undefined for all files. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  readonly manifest: string | undefined;
  readonly type: AppType | undefined;
  readonly scopes: readonly ConfiguredScope[];
  /** What is kept in this app alone. */
  readonly allow: readonly Allowance[];
}

/** A scope that the configuration declares. Its span names the file as `Config.file` does. */
export interface ConfiguredScope {
  readonly scope: string;
  readonly span: Span;
}

/** A scope that is kept whatever the code says. */
export interface Allowance {
  readonly scope: string;
  readonly reason: string;
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly until: string | undefined;
  readonly span: Span;
}

/** The configuration of a project, checked. */
export interface Config {
  /** The file it comes from, absolute; undefined for the defaults. */
  readonly file: string | undefined;
  readonly apps: readonly AppConfig[];
  readonly allow: readonly Allowance[];
  readonly wrappers: readonly DeclaredWrapper[];
  readonly baseUrls: readonly string[];
  readonly failOn: 'error' | 'warning' | 'never';
  readonly strict: boolean;
  readonly includeTests: boolean;
  readonly preferGranular: boolean;
}

/** The file's name, where it is no part of package.json. */
export const CONFIG_FILE = 'zoom-scopes.config.json';

/** What holds where nothing is configured. */
export const DEFAULT_CONFIG: Config = {
  file: undefined,
  apps: [],
  allow: [],
  wrappers: [],
  baseUrls: [],
  failOn: 'error',
  strict: false,
  includeTests: false,
  preferGranular: false,
};

/** What makes a code file worth parsing under a configuration. */
export function hintsOf({ wrappers, baseUrls }: Config): readonly string[] {
  return [...wrappers.map(wrapper => wrapper.function.split('.').at(-1) ?? wrapper.function), ...baseUrls];
}

type AllowanceJson = Pick<Allowance, 'scope' | 'reason'> & { readonly until?: string };

interface AppJson extends Partial<Omit<AppConfig, 'name' | 'scopes' | 'allow'>> {
  readonly name: string;
  readonly scopes?: readonly string[];
  readonly allow?: readonly AllowanceJson[];
}

/** As the schema has it. */
interface ConfigJson {
  readonly apps?: readonly AppJson[];
  readonly allow?: readonly AllowanceJson[];
  readonly wrappers?: readonly DeclaredWrapper[];
  readonly baseUrls?: readonly string[];
  readonly failOn?: Config['failOn'];
  readonly strict?: boolean;
  readonly includeTests?: boolean;
  readonly preferGranular?: boolean;
}

const require = createRequire(import.meta.url);

let compiled: ValidateFunction<ConfigJson> | undefined;

/** Most projects have no configuration: the validator is made when there is one. */
function validator(): ValidateFunction<ConfigJson> {
  if (compiled) return compiled;
  const schema = JSON.parse(readFileSync(require.resolve('#data/zoom-scopes.config.schema.json'), 'utf8')) as object;
  const ajv = require('ajv') as { readonly Ajv: typeof Ajv };
  return (compiled = new ajv.Ajv({ allErrors: false, allowUnionTypes: true, verbose: true, formats: { date: isDate } }).compile<ConfigJson>(schema));
}

/** The configuration in force at a folder: the nearest one upward, not above `limit`. Throws a UserError for one that is wrong. */
export function findConfig(from: string, limit: string): Config {
  const top = path.resolve(limit);
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const found = readConfigIn(folder);
    if (found !== undefined) return found;
    if (folder === top || folder === path.dirname(folder)) return DEFAULT_CONFIG;
  }
}

/** The configuration of one folder; undefined if it has none. */
export function readConfigIn(folder: string): Config | undefined {
  const file = path.join(folder, CONFIG_FILE);
  if (existsSync(file)) {
    if (leadsOut(file, folder)) throw new UserError(`${file}: The configuration is a link that leads out of its folder.`, 'Put the file itself there, or name it with --config.');
    return readConfig(file);
  }
  const manifest = path.join(folder, 'package.json');
  return existsSync(manifest) && !leadsOut(manifest, folder) ? readPackageKey(manifest) : undefined;
}

/** What is found and not named must lie where it is found: it is read like any other file of the project. */
function leadsOut(file: string, folder: string): boolean {
  return statusOf(file)?.isSymbolicLink() === true && path.relative(realpathSync(folder), realpathSync(file)).startsWith('..');
}

/** Reads one configuration file; of a package.json, its key. */
export function readConfig(file: string): Config {
  if (path.basename(file) !== 'package.json') return parseConfig(read(file), file);
  const config = readPackageKey(file);
  if (config === undefined) throw new UserError(`${file}: There is no key \`zoomScopes\`.`, 'Add it, or name another file.');
  return config;
}

function readPackageKey(file: string): Config | undefined {
  const text = read(file);
  if (!/"zoomScopes"\s*:/.test(text)) return undefined;
  const source = new Source(text, file);
  const errors: ParseError[] = [];
  const tree = parseJsonTree(text, errors);
  const [error] = errors;
  if (error) throw new UserError(`${source.at(error.offset)}: The file that holds the configuration is not valid JSON: ${describeParseError(error)}.`, 'Correct the file.');
  const node = tree && findNodeAtLocation(tree, ['zoomScopes']);
  return node && toConfig(node, source);
}

/** Reads a configuration's text; `file` is absolute. */
export function parseConfig(text: string, file: string): Config {
  const source = new Source(text, file);
  const errors: ParseError[] = [];
  const tree = parseJsonTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (tree === undefined || error !== undefined) {
    const what = error ? describeParseError(error) : 'value expected';
    throw new UserError(
      `${source.at(error?.offset ?? 0)}: The configuration is not valid JSON: ${what}.`,
      'Correct the file, or remove it to run without a configuration.',
    );
  }
  return toConfig(tree, source);
}

/** A file's text, for saying where something stands. */
class Source {
  readonly file: string;
  readonly lines: LineIndex;

  constructor(text: string, file: string) {
    this.file = file;
    this.lines = new LineIndex(text);
  }

  at(offset: number): string {
    const { line, column } = this.lines.at(offset);
    return `${this.file}:${line}:${column}`;
  }
}

function toConfig(tree: Node, source: Source): Config {
  const json: unknown = getNodeValue(tree);
  const validate = validator();
  if (!validate(json)) throw toUserError(validate.errors?.[0], tree, source);
  return {
    ...DEFAULT_CONFIG,
    ...settingsOf(json),
    file: source.file,
    apps: toApps(json.apps ?? [], tree, source),
    allow: toAllowances(json.allow, ['allow'], tree, source),
  };
}

function settingsOf({ wrappers, baseUrls, failOn, strict, includeTests, preferGranular }: ConfigJson): Partial<Config> {
  const settings = { wrappers, baseUrls, failOn, strict, includeTests, preferGranular };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function toApps(apps: readonly AppJson[], tree: Node, source: Source): readonly AppConfig[] {
  const names = new Set<string>();
  return apps.map((app, index) => {
    const place = source.at(findNodeAtLocation(tree, ['apps', index, 'name'])?.offset ?? tree.offset);
    if (names.has(app.name)) throw new UserError(`${place}: Another app is called "${app.name}" too.`, 'Give each app a name of its own: reports tell them apart by it.');
    names.add(app.name);
    return toApp(app, index, tree, source);
  });
}

function toApp(app: AppJson, index: number, tree: Node, source: Source): AppConfig {
  const within = (folder: string, target: string, key: 'root' | 'manifest'): string => {
    const joined = joinWithin(folder, target);
    if (joined !== undefined) return joined;
    const place = source.at(findNodeAtLocation(tree, ['apps', index, key])?.offset ?? tree.offset);
    throw new UserError(`${place}: The ${key} of app "${app.name}" leads out of the configuration's folder.`, 'Move the configuration to a folder that holds the whole app.');
  };
  const root = within('', app.root ?? '', 'root');
  return {
    name: app.name,
    root,
    include: app.include,
    exclude: app.exclude ?? [],
    manifest: app.manifest === undefined ? undefined : within(root, app.manifest, 'manifest'),
    type: app.type,
    scopes: (app.scopes ?? []).map((scope, at) => ({ scope, span: textSpan(tree, source, ['apps', index, 'scopes', at]) })),
    allow: toAllowances(app.allow, ['apps', index, 'allow'], tree, source),
  };
}

type Location = readonly (string | number)[];

function toAllowances(allow: readonly AllowanceJson[] = [], location: Location, tree: Node, source: Source): readonly Allowance[] {
  return allow.map(({ scope, reason, until }, at) => ({ scope, reason, until, span: textSpan(tree, source, [...location, at, 'scope']) }));
}

function textSpan(tree: Node, source: Source, location: Location): Span {
  const node = findNodeAtLocation(tree, [...location]) ?? tree;
  return source.lines.span(toPosix(source.file), node.offset + 1, node.offset + node.length - 1);
}

function toUserError(error: ErrorObject | undefined, tree: Node, source: Source): UserError {
  const location = (error?.instancePath ?? '').split('/').slice(1).map(key => (/^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~')));
  const owner = location.length === 0 ? tree : findNodeAtLocation(tree, location);
  const unknown = error?.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : undefined;
  const node = unknown === undefined ? owner : owner?.children?.find(child => child.children?.[0]?.value === unknown);
  const option = location.map(key => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('').replace(/^\./, '');
  return new UserError(`${source.at(node?.offset ?? tree.offset)}: ${explain(error, option)}`, remedyOf(error));
}

function explain(error: ErrorObject | undefined, option: string): string {
  const named = option === '' ? 'The configuration' : `\`${option}\``;
  switch (error?.keyword) {
    case 'additionalProperties':
      return `There is no option \`${String(error.params['additionalProperty'])}\`${option === '' ? '' : ` in ${named}`}.`;
    case 'required':
      return `${named} needs \`${String(error.params['missingProperty'])}\`.`;
    case 'enum':
      return `${named} must be one of ${(error.params['allowedValues'] as unknown[]).map(value => JSON.stringify(value)).join(', ')}.`;
    case 'type':
      return `${named} must be ${[error.params['type']].flat().map(article).join(' or ')}.`;
    case 'minLength':
      return `${named} must not be empty.`;
    case 'minimum':
      return `${named} must be ${String(error.params['limit'])} or more.`;
    case 'format':
      return `${named} must be a day, written as YYYY-MM-DD.`;
    case 'pattern':
      return `${named} must be a URL that begins with http:// or https://.`;
    default:
      return `${named} ${error?.message ?? 'is not as the schema wants it'}.`;
  }
}

function article(type: unknown): string {
  return `${/^[aio]/.test(String(type)) ? 'an' : 'a'} ${String(type)}`;
}

function remedyOf(error: ErrorObject | undefined): string {
  const options = Object.keys((error?.parentSchema?.['properties'] as object | undefined) ?? {}).filter(name => name !== '$schema');
  if (error?.keyword === 'additionalProperties') {
    const wrong = String(error.params['additionalProperty']);
    const nearest = closest(wrong, options);
    return distance(wrong, nearest) <= Math.max(2, wrong.length / 3) ? `Did you mean \`${nearest}\`?` : `The options are ${options.map(name => `\`${name}\``).join(', ')}.`;
  }
  return 'Correct the configuration; the schema describes every option.';
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UserError(`${file}: The configuration cannot be read: ${causeOf(error)}.`, 'Make the file readable, or name another one.', { cause: error });
  }
}
