import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './installed-app.ts';

// Where this fails: npm run update.
test('the heads of the pages of rules, and the list of rules in README.md, are those of the metadata', () => {
  const generator = path.join(ROOT, 'node_modules/eslint-doc-generator/dist/bin/eslint-doc-generator.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [generator, '--check'], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toMatchObject({ status: 0, stderr: '' });
});
