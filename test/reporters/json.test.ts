import { expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import { formatCheckJson, formatScanJson } from '../../src/reporters/json.ts';
import { rules } from '../../rules/index.ts';
import { catalogue, factsOf } from '../analysis/build-facts.ts';

const LICENCE_REPORT = factsOf({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] });

test('check prints the contract: these keys in this order', () => {
  const report = runRules(LICENCE_REPORT, catalogue, { rules });
  expect(formatCheckJson(report)).toBe(
    JSON.stringify(
      {
        schemaVersion: 1,
        findings: [
          {
            rule: 'no-broad-scope',
            severity: 'error',
            app: 'app',
            file: 'zoom-app.json',
            line: 1,
            column: 5,
            scope: 'user:write:admin',
            operation: null,
            replacement: ['user:read:admin'],
            confidence: 'certain',
            message: 'user:write:admin opens more than its calls need. Replace it with user:read:admin.',
            evidence: [{ file: 'src/zoom.js', line: 1 }],
          },
        ],
        minimal: { app: { scopes: ['user:read:admin'], proven: true } },
        undecided: [],
        notes: [],
        diagnostics: [],
        suppressed: [],
        outdated: [],
      },
      null,
      2,
    ),
  );
});

test('scan prints the contract: these keys in this order', () => {
  expect(formatScanJson(LICENCE_REPORT)).toBe(
    JSON.stringify(
      {
        schemaVersion: 1,
        apps: [{ name: 'app', type: 'server-to-server', manifest: 'zoom-app.json' }],
        calls: [
          {
            app: 'app',
            file: 'src/zoom.js',
            line: 1,
            column: 5,
            method: 'GET',
            path: '/users',
            resolution: 'operation',
            operation: 'GET /users',
            confidence: 'certain',
            via: [],
          },
        ],
        declarations: [
          { app: 'app', file: 'zoom-app.json', line: 1, column: 5, scope: 'user:write:admin', source: 'manifest', optional: false },
        ],
        diagnostics: [],
      },
      null,
      2,
    ),
  );
});

test('a scope that cannot be told stands beside the findings, not among them', () => {
  const facts = factsOf({
    type: 'server-to-server',
    calls: ['GET /meetings/{id}', { unread: 'dynamic-path', method: 'GET' }],
    declared: ['meeting:read:admin', 'recording:read:admin'],
  });
  const json = JSON.parse(formatCheckJson(runRules(facts, catalogue, { rules: rules.filter((rule) => rule.recommended) })));
  expect(json.findings.map((finding: { rule: string }) => finding.rule)).toEqual(['no-unresolved-call']);
  expect(json.undecided).toEqual([
    {
      app: 'app',
      file: 'zoom-app.json',
      line: 2,
      column: 5,
      scope: 'recording:read:admin',
      reason: 'a call could not be read to the end and could need it',
      evidence: [{ file: 'src/zoom.js', line: 2 }],
    },
  ]);
});

test('nothing that a terminal obeys passes, and the JSON still reads as the same text', () => {
  const scope = 'meeting:read\u001b[2J\u009b31m\u202e';
  const json = formatScanJson(factsOf({ type: 'unknown', declared: [scope] }));
  expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(JSON.parse(json).declarations[0].scope).toBe(scope);
});
