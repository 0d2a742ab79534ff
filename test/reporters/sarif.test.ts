import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Log, Result, Run } from 'sarif';
import { rules } from '../../rules/index.ts';
import { runRules } from '../../src/analysis/check.ts';
import type { Facts } from '../../src/analysis/facts.ts';
import { rebase } from '../../src/analysis/rebase.ts';
import { fingerprintOf, identifyFindings } from '../../src/analysis/fingerprint.ts';
import { readRulePage } from '../../src/commands/package-files.ts';
import { formatSarif } from '../../src/reporters/sarif.ts';
import { catalogue, factsOf } from '../analysis/build-facts.ts';
import { ATTACKS, hostileProject } from './hostile.ts';

/** Draft 04 differs from what ajv reads in the name of `id` only, for what this schema uses. */
function readSchema(): object {
  const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(new URL('../../fixtures/reporters/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8')) as Record<string, unknown>;
  return schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(readSchema());

const BOOKING: Facts = {
  ...factsOf({
    type: 'server-to-server',
    calls: ['GET /users', 'POST /users/{hostId}/meetings', { unread: 'dynamic-path', method: 'GET' }],
    declared: ['user:write:admin', 'recording:read:admin'],
  }),
  diagnostics: [{ place: { file: 'old/zoom-app.json', line: 3, column: 1 }, message: 'This is not JSON.' }],
};

function sarifOf(facts: Facts, project = ''): Log {
  const report = rebase(runRules(facts, catalogue, { rules }), project);
  return JSON.parse(
    formatSarif(report, {
      rules: rules.map((rule) => ({ rule, page: readRulePage(rule) })),
      fingerprints: [...identifyFindings(report.findings).values()].map(fingerprintOf),
      version: '1.2.3',
      project,
    }),
  ) as Log;
}

function runOf(log: Log): Run {
  const [run] = log.runs;
  if (!run) throw new Error('A log has one run.');
  return run;
}

function resultsOf(facts: Facts, project = ''): readonly Result[] {
  return runOf(sarifOf(facts, project)).results ?? [];
}

describe('against the schema of SARIF 2.1.0', () => {
  test.each<[string, Facts]>([
    ['findings, evidence, open questions and unread files', BOOKING],
    ['no app', { ...BOOKING, apps: [], diagnostics: [] }],
    ['no finding', factsOf({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin'] })],
    ...Object.entries(ATTACKS).map(([name, attack]): [string, Facts] => [`a name with a ${name} in it`, hostileProject(attack).facts]),
  ])('%s', (_what, facts) => {
    validate(sarifOf(facts));
    expect(validate.errors).toBeNull();
  });

  test('the schema can say no', () => {
    const log = sarifOf(BOOKING);
    runOf(log).results?.forEach((result) => delete (result as Partial<Result>).message);
    expect(validate(log)).toBe(false);
    expect(validate({ ...sarifOf(BOOKING), version: '2.0.0' })).toBe(false);
  });
});

test('a result names its rule, its place and its evidence', () => {
  const broad = resultsOf(BOOKING).find(({ ruleId }) => ruleId === 'no-broad-scope');
  expect(broad).toMatchObject({
    level: 'error',
    message: { text: 'user:write:admin opens more than its calls need. Replace it with user:read:admin.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'zoom-app.json', uriBaseId: '%SRCROOT%' },
          region: { startLine: 1, startColumn: 5, endLine: 1, endColumn: 10 },
        },
      },
    ],
    relatedLocations: [{ id: 1, physicalLocation: { artifactLocation: { uri: 'src/zoom.js' }, region: { startLine: 1 } }, message: { text: 'A call behind this finding.' } }],
    properties: { app: 'app', scope: 'user:write:admin', replacement: ['user:read:admin'], confidence: 'certain' },
  });
});

test('every rule has its level, its page and its address, and results find it by index', () => {
  const run = runOf(sarifOf(BOOKING));
  const descriptors = run.tool.driver.rules ?? [];
  expect(descriptors.map(({ id }) => id)).toEqual(rules.map(({ name }) => name));
  for (const [at, descriptor] of descriptors.entries()) {
    expect(descriptor.helpUri).toBe(rules[at]?.url);
    expect(descriptor.defaultConfiguration?.level).toBe(rules[at]?.severity);
    expect(descriptor.help?.markdown).toMatch(/^## Why\n[^]*## What to do\n/);
    expect(descriptor.fullDescription?.text).toMatch(/^[A-Z][^\n#]+\.$/);
  }
  expect(run.results?.length).toBeGreaterThan(2);
  for (const { ruleId, ruleIndex = -1 } of run.results ?? []) expect(descriptors[ruleIndex]?.id).toBe(ruleId);
});

test('no result is made of what is no finding: code scanning would raise an alert', () => {
  const run = runOf(sarifOf(BOOKING));
  expect(run.results?.filter(({ kind }) => kind !== undefined)).toEqual([]);
  expect(run.invocations?.[0]?.toolExecutionNotifications?.map(({ level, message }) => [level, message.text])).toEqual([
    ['warning', 'This is not JSON.'],
    ['note', 'Cannot tell whether recording:read:admin is needed: a call could not be read to the end and could need it.'],
  ]);
});

test('paths are relative to the repository, and percent-encoded', () => {
  const [result] = resultsOf(hostileProject('50% off/ü ').facts, 'services/über uns');
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('services/%C3%BCber%20uns/50%25%20off/%C3%BC%20src/zoom.js');
  expect(runOf(sarifOf(BOOKING, 'services/crm')).automationDetails?.id).toBe('zoom-scopes/services/crm/');
});

test('fingerprints are distinct, and survive that lines move', () => {
  const prints = (facts: Facts): readonly unknown[] => resultsOf(facts).map(({ partialFingerprints }) => partialFingerprints?.['zoomScopesFinding/v1']);
  const moved = JSON.parse(JSON.stringify(BOOKING), (key, value: unknown) => ((key === 'line' || key === 'endLine') && typeof value === 'number' ? value + 40 : value)) as Facts;
  expect(new Set(prints(BOOKING)).size).toBe(resultsOf(BOOKING).length);
  expect(prints(moved)).toEqual(prints(BOOKING));
  expect(resultsOf(moved)[0]?.locations).not.toEqual(resultsOf(BOOKING)[0]?.locations);
});
