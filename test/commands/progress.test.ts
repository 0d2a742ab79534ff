import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startProgress } from '../../src/commands/progress.ts';
import { collectFacts } from '../../src/index.ts';

/** A run that says a stage at each of these milliseconds, and what it writes. */
function written(times: readonly number[], isTTY: boolean, env: NodeJS.ProcessEnv = {}): string {
  let text = '';
  let now = 0;
  const progress = startProgress({ terminal: { isTTY, write: (part) => (text += part) }, env, now: () => now });
  for (const time of times) {
    now = time;
    progress.say(`Stage at ${time}`);
  }
  progress.end();
  return text;
}

describe('progress', () => {
  test('names the stage of a long run, and leaves nothing behind', () => {
    expect(written([10, 400, 900], true)).toBe('\r\u001b[KStage at 400…\r\u001b[KStage at 900…\r\u001b[K');
  });

  test('says nothing of a short run', () => {
    expect(written([10, 20, 299], true)).toBe('');
  });

  test.each([
    ['where there is no terminal', false, {}],
    ['in CI', true, { CI: 'true' }],
    ['where the terminal cannot clear a line', true, { TERM: 'dumb' }],
  ])('says nothing %s', (_where, isTTY, env) => {
    expect(written([400, 900], isTTY, env)).toBe('');
  });
});

test('a session says what it is at before it begins', () => {
  const stages: string[] = [];
  collectFacts(fileURLToPath(new URL('../../fixtures/adoption/crm', import.meta.url)), { onStage: (stage) => stages.push(stage) });
  expect(stages).toEqual(['Searching 5 files', 'Reading the calls of 3 files']);
});
