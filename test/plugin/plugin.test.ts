import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import json from '@eslint/json';
import type { Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import plugin from '../../src/plugin/index.ts';
import { copyApp, createEslint, ESLINTS, FIXTURES, toLines } from './lint.ts';

const ROOT = path.join(FIXTURES, 'plugin/standup-scheduler');
const CLASSIC = path.join(FIXTURES, 'verdicts/01-covered-call');

test('the plugin says who it is', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(plugin.meta).toEqual({ name, version, namespace: 'zoom-scopes' });
});

test('every rule is there, with its page', () => {
  expect(Object.keys(plugin.rules)).toEqual(rules.map(({ name }) => name));
  expect(Object.values(plugin.rules).map(({ meta }) => meta?.docs?.url)).toEqual(rules.map(({ url }) => url));
});

describe.each(['recommended', 'strict'] as const)('%s', name => {
  const [code, manifests] = plugin.configs[name];

  test('has the rules whose metadata say so', () => {
    expect(Object.keys(code?.rules ?? {})).toEqual(rules.filter(rule => rule[name]).map(rule => `zoom-scopes/${rule.name}`));
  });

  test('turns no rule on in a language that it does not support', () => {
    for (const { language = 'js/js', rules: enabled = {} } of plugin.configs[name]) {
      for (const id of Object.keys(enabled)) expect(plugin.rules[id.replace('zoom-scopes/', '')]?.meta?.languages).toContain(language);
    }
    expect(Object.keys(manifests?.rules ?? {})).toEqual(Object.keys(code?.rules ?? {}).filter(id => plugin.rules[id.replace('zoom-scopes/', '')]?.meta?.languages?.includes('json/jsonc')));
  });

  test('leaves the files of tools alone', async () => {
    const eslint = createEslint(ROOT, plugin.configs[name]);
    for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
      expect(await eslint.isPathIgnored(path.join(ROOT, file)) || (await eslint.calculateConfigForFile(path.join(ROOT, file))) === undefined).toBe(true);
    }
    expect((await eslint.calculateConfigForFile(path.join(ROOT, 'config/production.json'))).rules).toHaveProperty('zoom-scopes/no-unused-scope');
  });
});

test('fits defineConfig, beside the same plugins registered by the user', async () => {
  const config = defineConfig([
    { files: ['**/*.json'], plugins: { json }, language: 'json/json', rules: { 'json/no-duplicate-keys': 'error' } },
    { plugins: { 'zoom-scopes': plugin }, extends: ['zoom-scopes/recommended'] },
    plugin.configs.strict,
  ]);
  expect(toLines(await createEslint(ROOT, config).lintFiles('.'), ROOT)).toEqual([expect.stringContaining('src/standup.js:4:47-4:74 no-missing-scope')]);
});

test('works beside typescript-eslint', async () => {
  const root = copyApp('plugin/clinic');
  const eslint = createEslint(root, defineConfig(tseslint.configs.recommended, { files: ['**/*.ts'], rules: { '@typescript-eslint/explicit-function-return-type': 'error' } }, plugin.configs.recommended));
  writeFileSync(path.join(root, 'services/directory/src/list-rooms.ts'), "import { zoom } from './zoom.ts';\nexport const listRooms = () => zoom.get<unknown>('/rooms');\n");
  const [result] = await eslint.lintFiles('services/directory/src/list-rooms.ts');
  rmSync(root, { recursive: true });
  expect(result?.messages.map(({ ruleId }) => ruleId).sort()).toEqual(['@typescript-eslint/explicit-function-return-type', 'zoom-scopes/no-missing-scope']);
});

describe.each(ESLINTS)('%s', (_version, Host) => {
  test('sets the severity itself', async () => {
    const [result] = await createEslint(ROOT, [...plugin.configs.recommended, { rules: { 'zoom-scopes/no-missing-scope': 'warn' }, files: ['**/*.js'] }], Host).lintFiles('src/standup.js');
    expect(result?.messages.map(({ severity, messageId }) => [severity, messageId])).toEqual([[1, 'missingAnyOf']]);
  });

  test('reports only the rules that are on', async () => {
    const off: Linter.Config = { files: ['**/*.js'], rules: { 'zoom-scopes/no-missing-scope': 'off' } };
    expect(toLines(await createEslint(ROOT, [...plugin.configs.recommended, off], Host).lintFiles('.'), ROOT)).toEqual([]);
  });

  test('proposes granular scopes where that rule is on', async () => {
    const granular: Linter.Config = { files: ['**/zoom-app.json'], rules: { 'zoom-scopes/prefer-granular-scope': 'warn' } };
    expect(toLines(await createEslint(CLASSIC, [...plugin.configs.recommended, granular], Host).lintFiles('.'), CLASSIC)).toEqual([
      expect.stringContaining('zoom-app.json:6:6-6:25 prefer-granular-scope meeting:write:admin is a classic scope.'),
    ]);
  });

  test('takes manifests in strict JSON too', async () => {
    const root = path.join(FIXTURES, 'verdicts/02-missing-and-unused');
    const config: Linter.Config = { files: ['**/*.json'], plugins: { json, 'zoom-scopes': plugin }, language: 'json/json', rules: { 'zoom-scopes/no-unused-scope': 'error' } };
    expect(toLines(await createEslint(root, [config], Host).lintFiles('zoom-app.json'), root)).toEqual([expect.stringContaining('no-unused-scope')]);
  });
});
