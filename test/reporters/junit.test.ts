import { expect, test } from 'vitest';
import { create } from 'xmlbuilder2';
import { formatJunit } from '../../src/reporters/junit.ts';
import { factsOf } from '../analysis/build-facts.ts';
import { CAMPUS, checked } from './campus.ts';
import { ATTACKS, hostileProject } from './hostile.ts';

test('errors fail, warnings pass, what cannot be told is skipped', () => {
  const facts = factsOf({
    type: 'server-to-server',
    calls: ['GET /users', { unread: 'dynamic-path', method: 'GET' }],
    declared: ['user:read:admin', 'recording:read:admin', 'meetng:read:admin'],
  });
  expect(formatJunit(checked(facts).report)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="zoom-scopes">
      <testsuite name="app" tests="4" failures="1" errors="0" skipped="1">
        <testcase name="zoom-scopes check" classname="app">
          <system-out>1 error, 1 warning</system-out>
        </testcase>
        <testcase name="no-unresolved-call: line 2" classname="src/zoom.js" file="src/zoom.js" line="2">
          <system-out>warning
    src/zoom.js:2:5
    The path of this call is not readable, so its scopes are not known. Write it out, or describe the wrapper in the configuration.</system-out>
        </testcase>
        <testcase name="no-unknown-scope: meetng:read:admin" classname="zoom-app.json" file="zoom-app.json" line="3">
          <failure type="no-unknown-scope" message="Zoom has no scope meetng:read:admin. Did you mean meeting:read:admin?">zoom-app.json:3:5
    Zoom has no scope meetng:read:admin. Did you mean meeting:read:admin?</failure>
        </testcase>
        <testcase name="cannot tell: recording:read:admin" classname="zoom-app.json" file="zoom-app.json" line="2">
          <skipped message="a call could not be read to the end and could need it"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `);
});

test('a suite counts what it holds', () => {
  const xml = formatJunit(checked(CAMPUS).report);
  for (const suite of xml.split('</testsuite>').filter((part) => part.includes('<testsuite '))) {
    const count = (element: string): number => suite.split(`<${element}`).length - 1;
    expect(suite).toMatch(new RegExp(`tests="${count('testcase')}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}"`));
  }
});

test.each(Object.entries(ATTACKS))('reads back as XML with a %s in its names', (_attack, text) => {
  const { report } = hostileProject(text);
  const { testsuites } = create(formatJunit(report)).end({ format: 'object' }) as { testsuites: { testsuite: { '@failures': string; testcase: unknown[] } } };
  expect(testsuites.testsuite['@failures']).toBe(`${report.findings.filter(({ severity }) => severity === 'error').length}`);
  expect(testsuites.testsuite.testcase).toHaveLength(report.findings.length + report.undecided.length + 1);
});
