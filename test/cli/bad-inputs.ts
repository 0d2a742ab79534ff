/** What people and machines get wrong, and what they are told. */
import { factsHead, formatFactsFile, type FactsFile } from '../../src/project/facts-file.ts';

/** A text, a folder, or a link. */
export type Entry = string | { readonly folder: true } | { readonly link: string };

/** One input that is wrong, in a folder of its own. */
export interface BadInput {
  readonly name: string;
  readonly files: Readonly<Record<string, Entry>>;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  /** The folder is a repository: `empty`, or with all files in its first commit. */
  readonly git?: 'empty' | 'committed';
  readonly code: number;
  /** All that is said on standard error; the folder is `<project>`. */
  readonly stderr?: string;
  /** A whole line of standard output, without its indentation. Where there is none, nothing may be printed. */
  readonly line?: string;
}

const manifest = (scopes: unknown): string => JSON.stringify({ app_type: 's2s_oauth', name: 'Course planner', scopes }, null, 2);
const CODE = "export const course = (id) => fetch(`https://api.zoom.us/v2/meetings/${id}`, { method: 'GET' });\n";
const PLANNER = { 'zoom-app.json': manifest(['meeting:read:admin']), 'src/courses.js': CODE };

const planner = (more: BadInput['files'] = {}): BadInput['files'] => ({ ...PLANNER, ...more });
const configured = (config: unknown): BadInput['files'] =>
  planner({ 'zoom-scopes.config.json': typeof config === 'string' ? config : JSON.stringify(config, null, 2) });
const declaring = (text: string): BadInput['files'] => planner({ 'zoom-app.json': text });
const report = (text: Entry): BadInput['files'] => planner({ 'README.md': text });

const BEGIN = '<!-- zoom-scopes:begin -->\n';
const END = '<!-- zoom-scopes:end -->\n';

const SETTINGS: FactsFile['settings'] = { includeTests: false, wrappers: [], baseUrls: [] };
const facts = (more: Partial<FactsFile>): string =>
  formatFactsFile({ ...factsHead(), workspace: 'planner', folder: 'packages/courses', settings: SETTINGS, needs: [], files: [], elsewhere: [], ...more });
const { version, catalogue } = factsHead();
const OLD_FILE = { path: 'packages/courses/index.js', hash: 'of-last-week', isHinted: true, imports: [], text: CODE };

const commandLine: readonly BadInput[] = [
  { name: 'an unknown command', files: {}, args: ['chek'], code: 2, stderr: 'error: unknown command \'chek\'\n(Did you mean check?)' },
  { name: 'a command with a line break in it', files: {}, args: ['chek\n::error::taken over'], code: 2, stderr: 'error: unknown command \'chek\n\\u003a:error::taken over\'' },
  { name: 'an unknown option', files: planner(), args: ['check', '--formt', 'json'], code: 2, stderr: 'error: unknown option \'--formt\'\n(Did you mean --format?)' },
  { name: 'a format that is none', files: planner(), args: ['check', '--format', 'xml'], code: 2, stderr: "error: option '--format <format>' argument 'xml' is invalid. Allowed choices are text, json, sarif, github, markdown, junit, html." },
  { name: 'a fail level that is none', files: planner(), args: ['check', '--fail-on', 'info'], code: 2, stderr: "error: option '--fail-on <severity>' argument 'info' is invalid. Allowed choices are error, warning, never." },
  { name: 'an option without its value', files: planner(), args: ['check', '--format'], code: 2, stderr: "error: option '--format <format>' argument missing" },
  { name: 'a folder too many', files: planner(), args: ['check', '.', 'src'], code: 2, stderr: "error: too many arguments for 'check'. Expected 1 argument but got 2." },
  { name: 'warnings that are no number', files: planner(), args: ['check', '--max-warnings', 'many'], code: 2, stderr: "error: option '--max-warnings <count>' argument 'many' is invalid. It must be a whole number from 0." },
  { name: 'warnings below none', files: planner(), args: ['check', '--max-warnings', '-1'], code: 2, stderr: "error: option '--max-warnings <count>' argument '-1' is invalid. It must be a whole number from 0." },
  { name: 'options that contradict each other', files: planner(), args: ['check', '--no-baseline', '--prune'], code: 2, stderr: '--prune and --no-baseline contradict each other. Leave one of them out.' },
  { name: 'a scope without a name', files: planner(), args: ['why', ''], code: 2, stderr: 'The scope has no name. Name one, such as meeting:write:admin.' },
  { name: 'no scope at all', files: planner(), args: ['why'], code: 2, stderr: "error: missing required argument 'scope'" },
  { name: 'a scope that Zoom does not have', files: planner(), args: ['why', 'meetng:read:admin'], code: 1, line: 'Near it: meeting:read:admin.' },
  { name: 'a method that is none', files: {}, args: ['scopes', 'FETCH', '/users/me'], code: 2, stderr: 'FETCH: This is no method of the Zoom API. Name one of GET, POST, PUT, PATCH, DELETE.' },
  { name: 'a path that is none', files: {}, args: ['scopes', 'GET', 'users me'], code: 1, line: 'GET /users me is not in the catalogue. It may be a typo, or newer than the catalogue.' },
  { name: 'a URL of another host', files: {}, args: ['scopes', 'GET', 'https://api.example.com/v2/users/me'], code: 2, stderr: 'https://api.example.com/v2/users/me: This is no URL of the Zoom API. Name one under https://api.zoom.us, or a path such as /users/me.' },
  { name: 'an app type that is none', files: {}, args: ['scopes', 'GET', '/users/me', '--type', 's2s'], code: 2, stderr: "error: option '--type <type>' argument 's2s' is invalid. Allowed choices are user-managed, admin-managed, server-to-server." },
  { name: 'an app that is not there', files: planner(), args: ['fix', '--app', 'Lesson planner'], code: 2, stderr: 'There is no app "Lesson planner". The apps are "planner".' },
];

const folders: readonly BadInput[] = [
  { name: 'a folder that is not there', files: {}, args: ['check', 'services/meetings'], code: 2, stderr: 'services/meetings: There is no such folder. Name the folder of the project to analyse.' },
  { name: 'a file for a folder', files: planner(), args: ['check', 'zoom-app.json'], code: 2, stderr: 'zoom-app.json: This is not a folder. Name the folder of the project to analyse.' },
  { name: 'a folder below a file', files: planner(), args: ['check', 'zoom-app.json/src'], code: 2, stderr: 'zoom-app.json/src: The folder cannot be read: a part of its path is no folder. Name the folder of the project to analyse.' },
  { name: 'a link to nothing for a folder', files: { services: { link: 'gone' } }, args: ['check', 'services'], code: 2, stderr: 'services: There is no such folder. Name the folder of the project to analyse.' },
  { name: 'a link to itself for a folder', files: { services: { link: 'services' } }, args: ['check', 'services'], code: 2, stderr: 'services: The folder cannot be read: its links lead in a circle. Name the folder of the project to analyse.' },
  { name: 'a name that is too long', files: {}, args: ['check', 'service'.repeat(50)], code: 2, stderr: `${'service'.repeat(50)}: The folder cannot be read: its name is too long. Name the folder of the project to analyse.` },
  { name: 'a name with a line break and a colour', files: {}, args: ['check', 'ser\n\u001B[31mvices'], code: 2, stderr: 'ser\\u000a\\u001b[31mvices: There is no such folder. Name the folder of the project to analyse.' },
  { name: 'a repository of nothing', files: {}, args: ['check'], git: 'empty', code: 0, line: 'No findings.' },
  { name: 'a file for a folder, scanned', files: planner(), args: ['scan', 'zoom-app.json'], code: 2, stderr: 'zoom-app.json: This is not a folder. Name the folder of the project to analyse.' },
  { name: 'a file for a folder to set up', files: planner(), args: ['init', 'zoom-app.json'], code: 2, stderr: 'zoom-app.json: This is not a folder. Name the folder of the project to analyse.' },
  { name: 'a folder that is not there, compared', files: planner(), args: ['diff', 'HEAD', 'services'], git: 'committed', code: 2, stderr: 'services: There is no such folder. Name the folder of the project to analyse.' },
];

const writing: readonly BadInput[] = [
  { name: 'an output in a folder that is not there', files: planner(), args: ['check', '--output', 'reports/zoom.txt'], code: 2, stderr: 'reports/zoom.txt: The report cannot be written: no such file. Name a file that can be written, in a folder that is there.' },
  { name: 'an output that is a folder', files: planner(), args: ['check', '--output', 'src'], code: 2, stderr: 'src: The report cannot be written: it is a folder. Name a file that can be written, in a folder that is there.' },
  { name: 'an output below a file', files: planner(), args: ['check', '--output', 'zoom-app.json/report.txt'], code: 2, stderr: 'zoom-app.json/report.txt: The report cannot be written: a part of its path is no folder. Name a file that can be written, in a folder that is there.' },
  { name: 'facts in a folder that is not there', files: planner(), args: ['scan', '--out', 'out/facts.json'], code: 2, stderr: 'out/facts.json: The report cannot be written: no such file. Name a file that can be written, in a folder that is there.' },
  { name: 'facts of a package outside of the workspace', files: planner(), args: ['scan', '.', '--workspace', 'src', '--out', 'facts.json'], code: 2, stderr: '.: The folder lies outside of the workspace src. Name the workspace that holds it with --workspace.' },
  { name: 'a report into a file that is not there', files: planner(), args: ['report', 'docs/README.md'], code: 2, stderr: 'docs/README.md: The file cannot be read: no such file. See that it is there and can be read.' },
  { name: 'a report into a folder', files: planner(), args: ['report', 'src'], code: 2, stderr: 'src: The file cannot be read: it is a folder. See that it is there and can be read.' },
  { name: 'a report into a file without markers', files: report('# Course planner\n'), args: ['report', 'README.md'], code: 2, stderr: 'README.md: There are no markers <!-- zoom-scopes:begin --> and <!-- zoom-scopes:end -->. Add them, each on a line of its own, or have them added with --init.' },
  { name: 'a report into markers the wrong way round', files: report(END + BEGIN), args: ['report', 'README.md'], code: 2, stderr: 'README.md: The markers <!-- zoom-scopes:begin --> and <!-- zoom-scopes:end --> do not stand there once each, in this order. Correct them.' },
  { name: 'a report into two pairs of markers', files: report(BEGIN + END + BEGIN + END), args: ['report', 'README.md', '--init'], code: 2, stderr: 'README.md: The markers <!-- zoom-scopes:begin --> and <!-- zoom-scopes:end --> do not stand there once each, in this order. Correct them.' },
  { name: 'a report behind a link', files: report({ link: '../README.md' }), args: ['report', 'README.md', '--init'], code: 2, stderr: 'README.md: The file lies outside of ".". Name the file itself, or the folder that holds it.' },
  { name: 'a report to check, and no file', files: planner(), args: ['report', '--check'], code: 2, stderr: 'There is no file to look at. Name the file that has the table.' },
];

const baselines: readonly BadInput[] = [
  { name: 'a baseline that is not there', files: planner(), args: ['check', '--baseline', 'old.json'], code: 2, stderr: 'old.json: There is no such baseline. Write it with --update-baseline.' },
  { name: 'a baseline that is no JSON', files: planner({ 'old.json': '{"schemaVersion": 1,' }), args: ['check', '--baseline', 'old.json'], code: 2, stderr: 'old.json:1:21: The baseline is not valid JSON: property name expected. Correct the file, or write it anew with --update-baseline.' },
  { name: 'a baseline of another shape', files: planner({ 'old.json': '[]' }), args: ['check', '--baseline', 'old.json'], code: 2, stderr: 'old.json:1:1: A baseline has the keys schemaVersion, which is 1, and findings, a list. Correct the file, or write it anew with --update-baseline.' },
  { name: 'a baseline of a later version', files: planner({ 'old.json': '{"schemaVersion": 99, "findings": []}' }), args: ['check', '--baseline', 'old.json'], code: 2, stderr: 'old.json:1:1: The baseline has version 99, and this zoom-scopes reads 1. Update eslint-plugin-zoom-scopes.' },
  { name: 'a baseline with an entry of another shape', files: planner({ 'old.json': '{"schemaVersion": 1, "findings": [\n  {"app": "planner"}\n]}' }), args: ['check', '--baseline', 'old.json'], code: 2, stderr: 'old.json:2:3: An entry has the texts app, file, rule and subject, and count, a whole number from 1. Correct the file, or write it anew with --update-baseline.' },
  { name: 'a folder for a baseline', files: planner({ '.zoom-scopes-baseline.json': { folder: true } }), args: ['check'], code: 2, stderr: '.zoom-scopes-baseline.json: The baseline cannot be read: it is a folder. Make the file readable, or name another one.' },
  { name: 'pruning without a baseline', files: planner(), args: ['check', '--prune'], code: 2, stderr: '.zoom-scopes-baseline.json: There is no such baseline. Write it with --update-baseline.' },
  { name: 'a baseline to write where a manifest cannot be read', files: declaring('{"app_type": "s2s_oauth", "scopes": ['), args: ['check', '--update-baseline'], code: 2, stderr: 'The baseline is left as it is, since a manifest could not be read. Mend the manifest, or say in the configuration which one is meant.' },
];

const factsFiles: readonly BadInput[] = [
  { name: 'facts that are not there', files: {}, args: ['check', '--facts', 'packages/*/facts.json'], code: 2, stderr: 'packages/*/facts.json: There are no such facts. Write them with `zoom-scopes scan --out`.' },
  { name: 'facts that are no JSON', files: { 'facts.json': 'facts' }, args: ['check', '--facts', 'facts.json'], code: 2, stderr: 'facts.json: This is no facts file, or not all of it. Scan the package again: zoom-scopes scan . --out facts.json' },
  { name: 'facts that are cut off', files: { 'facts.json': facts({}).slice(0, -40) }, args: ['check', '--facts', 'facts.json'], code: 2, stderr: 'facts.json: This is no facts file, or not all of it. Scan the package again: zoom-scopes scan . --out facts.json' },
  { name: 'a folder for facts', files: { 'facts.json': { folder: true } }, args: ['check', '--facts', 'facts.json'], code: 2, stderr: 'facts.json: The facts cannot be read: it is a folder. Name files that `zoom-scopes scan --out` has written.' },
  { name: 'facts of another version', files: { 'facts.json': facts({ version: '0.0.1', catalogue: '2024-02-29' }) }, args: ['check', '--facts', 'facts.json'], code: 2, stderr: `facts.json: The facts were made by version 0.0.1 with the catalogue of 2024-02-29; this is version ${version} with that of ${catalogue}. Scan the package again: zoom-scopes scan . --out facts.json` },
  { name: 'facts under another configuration', files: { 'facts.json': facts({ settings: { ...SETTINGS, includeTests: true } }) }, args: ['check', '--facts', 'facts.json'], code: 2, stderr: 'facts.json: The facts are stale: the configuration in force now reads files in another way. Scan the package again: zoom-scopes scan packages/courses --out facts.json' },
  { name: 'facts without those that they need', files: { 'facts.json': facts({ needs: ['packages/zoom-client'] }) }, args: ['check', '--facts', 'facts.json'], code: 2, stderr: 'There are no facts of packages/zoom-client, and packages/courses imports it. Scan it too, and name its facts as well: zoom-scopes scan packages/zoom-client --out <file>' },
  {
    name: 'facts that are stale',
    files: { 'packages/courses/package.json': '{}', 'packages/courses/index.js': CODE, 'facts.json': facts({ files: [OLD_FILE] }) },
    args: ['check', '--facts', 'facts.json'],
    code: 2,
    stderr: 'facts.json: The facts are stale: packages/courses/index.js has changed. Scan the package again: zoom-scopes scan packages/courses --out facts.json',
  },
];

const history: readonly BadInput[] = [
  { name: 'a difference outside of git', files: planner(), args: ['diff', 'main'], code: 2, stderr: '.: This folder is in no git repository. Run the command in a clone.' },
  { name: 'a difference from no commit', files: planner(), args: ['diff', 'nosuchbranch'], git: 'committed', code: 2, stderr: 'git knows no commit "nosuchbranch". Fetch it first, or name another one.' },
  { name: 'a difference from an option', files: planner(), args: ['diff', '--', '--output=/etc/passwd'], git: 'committed', code: 2, stderr: 'git knows no commit "--output=/etc/passwd". Fetch it first, or name another one.' },
  { name: 'a difference from the empty name', files: planner(), args: ['diff', ''], git: 'committed', code: 2, stderr: 'git knows no commit "". Fetch it first, or name another one.' },
  { name: 'a difference in a repository without commits', files: planner(), args: ['diff', 'HEAD'], git: 'empty', code: 2, stderr: 'git knows no commit "HEAD". Fetch it first, or name another one.' },
  { name: 'a difference without git', files: planner(), args: ['diff', 'HEAD'], env: { PATH: '/nowhere' }, code: 2, stderr: 'git was not found. Install it, and see that it is in the PATH.' },
  { name: 'a difference under a configuration outside', files: planner(), args: ['diff', 'HEAD', '--config', '../zoom.json'], git: 'committed', code: 2, stderr: '../zoom.json: The configuration lies outside of ., so it is not part of the commit. Name one inside.' },
];

const logs: readonly BadInput[] = [
  { name: 'a log that is not there', files: {}, args: ['explain', 'zoom.log'], code: 2, stderr: 'zoom.log: The file cannot be read: no such file. Name a file with a log or an error, or give it on standard input.' },
  { name: 'a folder for a log', files: planner(), args: ['explain', 'src'], code: 2, stderr: 'src: The file cannot be read: it is a folder. Name a file with a log or an error, or give it on standard input.' },
  { name: 'a log that says nothing of Zoom', files: {}, args: ['explain'], input: 'Everything went well.\n', code: 1, line: 'No answer of the Zoom API was recognised in this text.' },
  { name: 'a log of nothing', files: {}, args: ['explain'], input: '', code: 1, line: 'No answer of the Zoom API was recognised in this text.' },
];

const configurations: readonly BadInput[] = [
  { name: 'a configuration that is not there', files: planner(), args: ['check', '--config', 'zoom.json'], code: 2, stderr: '<project>/zoom.json: The configuration cannot be read: no such file. Make the file readable, or name another one.' },
  { name: 'a folder for a configuration', files: planner(), args: ['check', '--config', 'src'], code: 2, stderr: '<project>/src: The configuration cannot be read: it is a folder. Make the file readable, or name another one.' },
  { name: 'a folder where the configuration would be', files: planner({ 'zoom-scopes.config.json': { folder: true } }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json: The configuration cannot be read: it is a folder. Make the file readable, or name another one.' },
  { name: 'a package.json without the key', files: planner({ 'package.json': '{}' }), args: ['check', '--config', 'package.json'], code: 2, stderr: '<project>/package.json: There is no key `zoomScopes`. Add it, or name another file.' },
  { name: 'a configuration of nothing', files: configured(''), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:1:1: The configuration is not valid JSON: value expected. Correct the file, or remove it to run without a configuration.' },
  { name: 'a configuration that is cut off', files: configured('{ "allow": ['), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:1:13: The configuration is not valid JSON: close bracket expected. Correct the file, or remove it to run without a configuration.' },
  { name: 'a configuration that is a list', files: configured([]), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:1:1: The configuration must be an object. Correct the configuration; the schema describes every option.' },
  { name: 'an option that is mistyped', files: configured({ allows: [] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:2:3: There is no option `allows`. Did you mean `allow`?' },
  { name: 'an option that is none', files: configured({ verbose: true }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:2:3: There is no option `verbose`. The options are `apps`, `allow`, `wrappers`, `baseUrls`, `failOn`, `strict`, `includeTests`, `preferGranular`.' },
  { name: 'an option named after the prototype', files: configured('{ "__proto__": { "strict": true } }'), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:1:3: There is no option `__proto__`. The options are `apps`, `allow`, `wrappers`, `baseUrls`, `failOn`, `strict`, `includeTests`, `preferGranular`.' },
  { name: 'an option of another type', files: configured({ strict: 'yes' }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:2:13: `strict` must be a boolean. Correct the configuration; the schema describes every option.' },
  { name: 'a configured fail level that is none', files: configured({ failOn: 'info' }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:2:13: `failOn` must be one of "error", "warning", "never". Correct the configuration; the schema describes every option.' },
  { name: 'an app without a name', files: configured({ apps: [{ root: 'src' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:3:5: `apps[0]` needs `name`. Correct the configuration; the schema describes every option.' },
  { name: 'an app with an empty name', files: configured({ apps: [{ name: '' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:4:15: `apps[0].name` must not be empty. Correct the configuration; the schema describes every option.' },
  { name: 'two apps of one name', files: configured({ apps: [{ name: 'Planner', root: 'src' }, { name: 'Planner', root: 'lib' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:8:15: Another app is called "Planner" too. Give each app a name of its own: reports tell them apart by it.' },
  { name: 'an app outside of the project', files: configured({ apps: [{ name: 'Planner', root: '../..' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:5:15: The root of app "Planner" leads out of the configuration\'s folder. Move the configuration to a folder that holds the whole app.' },
  { name: 'an app outside of the project, as Windows writes it', files: configured({ apps: [{ name: 'Planner', root: 'C:\\planner' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:5:15: The root of app "Planner" leads out of the configuration\'s folder. Move the configuration to a folder that holds the whole app.' },
  { name: 'an app in a folder that is not there', files: configured({ apps: [{ name: 'Planner', root: 'apps/planner' }] }), args: ['check'], code: 0, line: 'zoom-scopes.config.json:1:1  The folder of app "Planner", apps/planner, holds no files to read.' },
  { name: 'a manifest outside of the project', files: configured({ apps: [{ name: 'Planner', manifest: '/etc/hosts' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:5:19: The manifest of app "Planner" leads out of the configuration\'s folder. Move the configuration to a folder that holds the whole app.' },
  { name: 'a manifest that is not there', files: configured({ apps: [{ name: 'Planner', manifest: 'app.json' }] }), args: ['check'], code: 2, line: 'app.json:1:1  The manifest that the configuration names for app "Planner" is not there.' },
  { name: 'a manifest that is none', files: { ...configured({ apps: [{ name: 'Planner', manifest: 'package.json' }] }), 'package.json': '{}' }, args: ['check'], code: 2, line: 'package.json:1:1  The manifest that the configuration names for app "Planner" is no Zoom app manifest.' },
  { name: 'a manifest that is not there, to mend', files: configured({ apps: [{ name: 'Planner', manifest: 'app.json' }] }), args: ['fix'], code: 2, stderr: 'app.json:1:1: The manifest that the configuration names for app "Planner" is not there. Mend the manifest, or say in the configuration which one is meant.' },
  { name: 'an app type of its own', files: configured({ apps: [{ name: 'Planner', type: 'jwt' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:5:15: `apps[0].type` must be one of "user-managed", "admin-managed", "server-to-server". Correct the configuration; the schema describes every option.' },
  { name: 'an allowance without a reason', files: configured({ allow: [{ scope: 'user:read' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:3:5: `allow[0]` needs `reason`. Correct the configuration; the schema describes every option.' },
  { name: 'an allowance until no day', files: configured({ allow: [{ scope: 'user:read', reason: 'kept', until: '2026-02-30' }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:6:16: `allow[0].until` must be a day, written as YYYY-MM-DD. Correct the configuration; the schema describes every option.' },
  { name: 'a base URL that is none', files: configured({ baseUrls: ['proxy.example.com'] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:3:5: `baseUrls[0]` must be a URL that begins with http:// or https://. Correct the configuration; the schema describes every option.' },
  { name: 'a wrapper at no position', files: configured({ wrappers: [{ function: 'callZoom', path: -1 }] }), args: ['check'], code: 2, stderr: '<project>/zoom-scopes.config.json:5:15: `wrappers[0].path` must be 0 or more. Correct the configuration; the schema describes every option.' },
  { name: 'a configuration in package.json that is wrong', files: planner({ 'package.json': '{ "zoomScopes": { "strict": 1 } }' }), args: ['check'], code: 2, stderr: '<project>/package.json:1:29: `strict` must be a boolean. Correct the configuration; the schema describes every option.' },
  { name: 'a configuration in a package.json that does not parse', files: planner({ 'package.json': '{\n  "zoomScopes": {\n' }), args: ['check'], code: 2, stderr: '<project>/package.json:3:1: The file that holds the configuration is not valid JSON: close brace expected. Correct the file.' },
  { name: 'a package.json that does not parse and configures nothing', files: planner({ 'package.json': '{\n  "name": "planner"' }), args: ['check'], code: 0, line: 'No findings.' },
];

const manifests: readonly BadInput[] = [
  { name: 'a manifest that does not parse', files: declaring('{"app_type": "s2s_oauth",\n "scopes": ["meeting:read:admin" "user:read:admin"]}'), args: ['check'], code: 2, line: 'zoom-app.json:2:34  This Zoom app manifest is not valid JSON: comma expected.' },
  { name: 'a manifest whose scopes are a text', files: declaring(manifest('meeting:read:admin user:read:admin')), args: ['check'], code: 2, line: "zoom-app.json:4:13  This Zoom app manifest's `scopes` must be a list." },
  { name: 'a manifest with a scope that is no text', files: declaring(manifest([42, 'meeting:read:admin'])), args: ['check'], code: 2, line: "zoom-app.json:5:5  An entry of this Zoom app manifest's `scopes` names no scope: it must be a text." },
  { name: 'a manifest with two lists of scopes', files: declaring('{"app_type": "s2s_oauth", "scopes": [], "scopes": ["meeting:read:admin"]}'), args: ['check'], code: 2, line: 'zoom-app.json:1:41  This Zoom app manifest has the key `scopes` twice in one object.' },
  { name: 'a manifest with an empty scope', files: declaring(manifest(['', 'meeting:read:admin'])), args: ['check'], code: 1, line: '"" does not have the form of a scope. Write it as Zoom does, such as meeting:read:meeting.' },
  { name: 'a manifest with two scopes in one text', files: declaring(manifest(['meeting:read:admin user:read:admin'])), args: ['check'], code: 1, line: '"meeting:read:admin user:read:admin" does not have the form of a scope. Write it as Zoom does, such as meeting:read:meeting.' },
  { name: 'a manifest that does not parse, to mend', files: declaring('{"app_type": "s2s_oauth", "scopes": ['), args: ['fix', '--write'], code: 2, stderr: 'zoom-app.json:1:38: This Zoom app manifest is not valid JSON: close bracket expected. Mend the manifest, or say in the configuration which one is meant.' },
  { name: 'a manifest whose scopes are a text, to migrate', files: declaring(manifest('meeting:read:admin')), args: ['migrate', '--write'], code: 2, stderr: "zoom-app.json:4:13: This Zoom app manifest's `scopes` must be a list. Mend the manifest, or say in the configuration which one is meant." },
  { name: 'no manifest to mend', files: { 'src/courses.js': CODE }, args: ['fix'], code: 2, stderr: "There is no Zoom app manifest to change. Export the app's manifest from the Zoom App Marketplace, and save it in the project." },
];

const code: readonly BadInput[] = [
  { name: 'code that does not parse', files: planner({ 'src/courses.js': CODE.replace("'GET' }", "'GET' ") }), args: ['check'], code: 0, line: "src/courses.js:1:94  This file does not parse, so calls in it may not be seen: ',' expected." },
  { name: 'code of more than 5 MB', files: planner({ 'src/zoom-data.js': `${CODE}//${'x'.repeat(5 * 2 ** 20)}` }), args: ['check'], code: 0, line: 'src/zoom-data.js:1:1  Skipped: the file is larger than 5 MB.' },
  { name: 'a component that does not parse', files: planner({ 'src/Courses.vue': "<script setup>\nfetch('https://api.zoom.us/v2/meetings/42'\n</script>\n" }), args: ['check'], code: 0, line: "src/Courses.vue:3:1  This file does not parse, so calls in it may not be seen: ')' expected." },
  { name: 'a link to nothing among the code', files: planner({ 'src/zoom.js': { link: 'gone.js' } }), args: ['check'], code: 0, line: 'No findings.' },
];

const environment: readonly BadInput[] = [
  { name: 'a cache that cannot be', files: planner(), args: ['check'], env: { ZOOM_SCOPES_CACHE: '/dev/null/cache' }, code: 0, line: 'No findings.' },
  { name: 'a home that is not there', files: planner(), args: ['check'], env: { HOME: '/nowhere', XDG_CACHE_HOME: 'relative' }, code: 0, line: 'No findings.' },
  { name: 'colours wanted and not wanted', files: planner(), args: ['why', 'nonsense:read'], env: { NO_COLOR: '1', FORCE_COLOR: '0' }, code: 1, line: 'The catalogue has no such scope. It may be a typo, or newer than the catalogue.' },
];

/** All of them; each name occurs once. */
export const badInputs: readonly BadInput[] = [
  ...commandLine,
  ...folders,
  ...writing,
  ...baselines,
  ...factsFiles,
  ...history,
  ...logs,
  ...configurations,
  ...manifests,
  ...code,
  ...environment,
];
