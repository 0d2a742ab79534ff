import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG, findConfig, parseConfig, readConfig } from '../../src/project/config.ts';
import { UserError } from '../../src/util/user-error.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function lay(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'config-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return root;
}

const parse = (text: string) => parseConfig(text, '/meetly/zoom-scopes.config.json');

function mistake(text: string): readonly [message: string, remedy: string] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return [error.message.replace('/meetly/zoom-scopes.config.json:', ''), error.remedy];
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('a configuration', () => {
  it('says what it sets and keeps the defaults of the rest', () => {
    const config = parse(`{
      // two apps, one repository
      "$schema": "./node_modules/eslint-plugin-zoom-scopes/data/zoom-scopes.config.schema.json",
      "apps": [
        { "name": "booking", "root": "./apps/booking/", "manifest": "zoom/app.json", "type": "admin-managed", "include": ["src/**"], "exclude": ["src/demo"] },
        { "name": "nightly", "root": "jobs", "scopes": ["user:read:admin"] },
      ],
      "allow": [{ "scope": "report:read:admin", "reason": "read by the data team", "until": "2027-01-31" }],
      "wrappers": [{ "function": "zoom.call", "method": 0, "path": 1 }, { "function": "listZoomUsers", "path": "/users" }],
      "baseUrls": ["https://gateway.meetly.example/zoom"],
      "failOn": "warning",
      "strict": true
    }`);
    expect(config).toMatchObject({
      apps: [
        { name: 'booking', root: 'apps/booking', manifest: 'apps/booking/zoom/app.json', type: 'admin-managed', include: ['src/**'], exclude: ['src/demo'] },
        { name: 'nightly', root: 'jobs', manifest: undefined, include: undefined, scopes: [{ scope: 'user:read:admin', span: { line: 6, column: 58 } }] },
      ],
      allow: [{ scope: 'report:read:admin', reason: 'read by the data team', until: '2027-01-31' }],
      wrappers: [{ function: 'zoom.call', method: 0, path: 1 }, { function: 'listZoomUsers', path: '/users' }],
      baseUrls: ['https://gateway.meetly.example/zoom'],
      failOn: 'warning',
      strict: true,
      includeTests: false,
      preferGranular: false,
    });
  });

  it('may be empty', () => {
    expect(parse('{}')).toEqual({ ...DEFAULT_CONFIG, file: '/meetly/zoom-scopes.config.json' });
  });
});

describe('a mistake', () => {
  it.each([
    ['{\n  "falOn": "error"\n}', '2:3: There is no option `falOn`.', 'Did you mean `failOn`?'],
    ['{ "apps": [{ "name": "booking", "manifets": "a.json" }] }', '1:33: There is no option `manifets` in `apps[0]`.', 'Did you mean `manifest`?'],
    ['{ "allow": [{ "scope": "user:read", "zzz": 1, "reason": "x" }] }', '1:37: There is no option `zzz` in `allow[0]`.', 'The options are `scope`, `reason`, `until`.'],
    ['{ "apps": [{ "root": "jobs" }] }', '1:12: `apps[0]` needs `name`.', 'Correct the configuration; the schema describes every option.'],
    ['{ "failOn": "info" }', '1:13: `failOn` must be one of "error", "warning", "never".', 'Correct the configuration; the schema describes every option.'],
    ['{ "apps": [{ "name": "a", "type": "s2s" }] }', '1:35: `apps[0].type` must be one of "user-managed", "admin-managed", "server-to-server".', 'Correct the configuration; the schema describes every option.'],
    ['{ "strict": "yes" }', '1:13: `strict` must be a boolean.', 'Correct the configuration; the schema describes every option.'],
    ['[]', '1:1: The configuration must be an object.', 'Correct the configuration; the schema describes every option.'],
    ['{ "baseUrls": ["gateway"] }', '1:16: `baseUrls[0]` must be a URL that begins with http:// or https://.', 'Correct the configuration; the schema describes every option.'],
    ['{ "allow": [{ "scope": "user:read", "reason": "x", "until": "2027-02-30" }] }', '1:61: `allow[0].until` must be a day, written as YYYY-MM-DD.', 'Correct the configuration; the schema describes every option.'],
    ['{ "apps": [{ "name": "a", "root": "../other" }] }', '1:35: The root of app "a" leads out of the configuration\'s folder.', 'Move the configuration to a folder that holds the whole app.'],
    ['{ "apps": [{ "name": "a", "root": "C:\\\\apps" }] }', '1:35: The root of app "a" leads out of the configuration\'s folder.', 'Move the configuration to a folder that holds the whole app.'],
    ['{ "apps": [{ "name": "a", "root": "b", "manifest": "../../m.json" }] }', '1:52: The manifest of app "a" leads out of the configuration\'s folder.', 'Move the configuration to a folder that holds the whole app.'],
    ['{ "strict": true "failOn": "error" }', '1:18: The configuration is not valid JSON: comma expected.', 'Correct the file, or remove it to run without a configuration.'],
    ['', '1:1: The configuration is not valid JSON: value expected.', 'Correct the file, or remove it to run without a configuration.'],
  ])('%s', (text, message, remedy) => {
    expect(mistake(text)).toEqual([message, remedy]);
  });
});

describe('finding', () => {
  const quiet = '{ "failOn": "never" }';

  it('takes the nearest one upward, not above the limit', () => {
    const root = lay({ 'zoom-scopes.config.json': quiet, 'apps/web/src/zoom.ts': '', 'apps/api/package.json': '{ "zoomScopes": { "strict": true } }', 'apps/api/src/zoom.ts': '' });
    expect(findConfig(path.join(root, 'apps/web/src'), root)).toMatchObject({ file: path.join(root, 'zoom-scopes.config.json'), failOn: 'never' });
    expect(findConfig(path.join(root, 'apps/api/src'), root)).toMatchObject({ file: path.join(root, 'apps/api/package.json'), strict: true, failOn: 'error' });
    expect(findConfig(path.join(root, 'apps/web/src'), path.join(root, 'apps'))).toEqual(DEFAULT_CONFIG);
  });

  it('passes a package.json without the key, also a broken one', () => {
    const root = lay({ 'zoom-scopes.config.json': quiet, 'a/package.json': '{ "keywords": ["zoomScopes"] }', 'b/package.json': '{ "name": ' });
    expect(findConfig(path.join(root, 'a'), root).failOn).toBe('never');
    expect(findConfig(path.join(root, 'b'), root).failOn).toBe('never');
  });

  it('reads the file that is named', () => {
    const root = lay({ 'ci/zoom.json': quiet, 'package.json': '{ "zoomScopes": { "strict": true } }', 'a/package.json': '{}' });
    expect(readConfig(path.join(root, 'ci/zoom.json')).failOn).toBe('never');
    expect(readConfig(path.join(root, 'package.json')).strict).toBe(true);
    expect(() => readConfig(path.join(root, 'a/package.json'))).toThrow('There is no key `zoomScopes`.');
    expect(() => readConfig(path.join(root, 'missing.json'))).toThrow(`${path.join(root, 'missing.json')}: The configuration cannot be read: no such file.`);
  });

  it('says where in package.json the mistake is', () => {
    const root = lay({ 'package.json': '{\n  "name": "meetly",\n  "zoomScopes": { "strikt": true }\n}' });
    expect(() => findConfig(root, root)).toThrow(`${path.join(root, 'package.json')}:3:19: There is no option \`strikt\`.`);
  });
});
