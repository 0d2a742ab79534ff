import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import plugin from '../../src/plugin/index.ts';
import { copyApp, ESLINTS, toLines } from './lint.ts';

let root = '';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  root = copyApp('plugin/standup-scheduler');
});

afterEach(() => {
  vi.useRealTimers();
  rmSync(root, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  // The next run is another process.
  vi.advanceTimersByTime(60_000);
}

function edit(file: string, old: string, text: string): void {
  write(file, readFileSync(path.join(root, file), 'utf8').replace(old, text));
}

/** What changes when the settings do. */
function stateOf(settings?: object): unknown {
  return plugin.cacheable(root, settings).settings?.['zoomScopesState'];
}

describe.each(ESLINTS)('%s --cache', (_version, Host) => {
  async function lint(...config: readonly Linter.Config[]): Promise<readonly string[]> {
    const eslint = new Host({ cwd: root, overrideConfigFile: true, overrideConfig: [...plugin.configs.recommended, ...config], cache: true, cacheLocation: path.join(root, 'node_modules/.cache/eslint') });
    return toLines(await eslint.lintFiles('src'), root);
  }

  test('by itself does not see that another file has changed', async () => {
    const before = await lint();
    expect(before).toHaveLength(1);
    edit('zoom-app.json', 'meeting:read:admin', 'meeting:write:admin');
    expect(await lint()).toEqual(before);
  });

  test('sees it with a cacheable configuration', async () => {
    expect(await lint(plugin.cacheable(root))).toEqual([expect.stringContaining('src/standup.js:4:47-4:74 no-missing-scope')]);
    edit('zoom-app.json', 'meeting:read:admin', 'meeting:write:admin');
    expect(await lint(plugin.cacheable(root))).toEqual([expect.stringContaining('src/agenda.js:4:44-4:68 no-missing-scope')]);
  });
});

describe('the state', () => {
  test.each<[what: string, change: () => void]>([
    ['a wrapper in another file', () => edit('src/zoom-client.js', 'api.zoom.us', 'api.example.com')],
    ['a call that is added', () => write('src/hosts.js', "await fetch('https://api.zoom.us/v2/users');\n")],
    ['a typo in the configuration', () => write('zoom-scopes.config.json', '{ "alow": [] }')],
    ['an allowance', () => write('zoom-scopes.config.json', '{ "apps": [{ "name": "standups", "exclude": ["src/standup.js"] }] }')],
    ['a project further down', () => {
      write('tools/zoom-scopes.config.json', '{ "baseUrls": ["https://zoom.internal.example"], "apps": [{ "name": "tools", "scopes": ["phone:read:admin"] }] }');
      write('tools/hosts.js', "await fetch('https://zoom.internal.example/users');\n");
    }],
  ])('changes with %s', (_what, change) => {
    const before = stateOf();
    change();
    expect(stateOf()).not.toBe(before);
  });

  test('stays with what makes no difference', () => {
    const before = stateOf();
    write('src/weekday.js', "export const weekday = (date) => date.toLocaleDateString('en', { weekday: 'long' });\n");
    edit('src/zoom-client.js', 'on behalf of the account', 'for the account');
    expect(stateOf()).toBe(before);
  });

  test('knows the options that stand in the settings', () => {
    write('src/hosts.js', "await callHosts('/users');\n");
    const settings = { wrappers: [{ function: 'callHosts', path: 0 }] };
    expect(stateOf(settings)).not.toBe(stateOf());
    expect(plugin.cacheable(root, settings).settings).toMatchObject({ zoomScopes: settings });
  });
});
