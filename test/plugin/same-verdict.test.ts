import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, collectFacts } from '../../src/index.ts';
import plugin from '../../src/plugin/index.ts';
import { fileKind } from '../../src/project/file-kind.ts';
import { createEslint, ESLINTS, expectedLines, FIXTURES, toFullLines } from './lint.ts';

/** ESLint says itself that a file does not parse, and no rule sees it. */
const UNREADABLE = ['project/broken-manifest'];

/** Every fixture that is an app or several; those of `plugin` are of the size that one meets. */
const APPS = [
  'demo',
  ...['verdicts', 'plugin', 'project'].flatMap(theme => readdirSync(path.join(FIXTURES, theme)).map(app => `${theme}/${app}`)),
].filter(app => !UNREADABLE.includes(app));

describe.each(ESLINTS)('%s', (_version, Host) => {
  test.each(APPS)('says about %s what the command says', async app => {
    const root = path.join(FIXTURES, app);
    const facts = collectFacts(root);
    for (const [name, strict] of [['recommended', false], ['strict', true]] as const) {
      const results = await createEslint(root, [...plugin.configs[name], { ...plugin.configs[name][0], files: ['**/*.vue'] }], Host).lintFiles('.');
      // Environment files are no language of ESLint's: they are the command's alone.
      const expected = check(facts, undefined, { strict }).findings.filter(({ span }) => fileKind(span.file) !== 'env');
      expect(toFullLines(results, root)).toEqual(expectedLines(expected));
    }
  });
});

test('the apps have every rule of the configurations say something', () => {
  const findings = APPS.flatMap(app => check(collectFacts(path.join(FIXTURES, app)), undefined, { strict: true }).findings);
  const enabled = Object.keys(Object.assign({}, ...plugin.configs.strict.map(({ rules }) => rules)));
  expect([...new Set(findings.map(({ rule }) => `zoom-scopes/${rule}`))].sort()).toEqual(enabled.sort());
});
