import { expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import { matricesOf, type Matrix } from '../../src/analysis/matrix.ts';
import { rules } from '../../rules/index.ts';
import { catalogue, factsOf, type AppText } from './build-facts.ts';

function matrixOf(text: AppText): Matrix {
  const facts = factsOf(text);
  const [matrix] = matricesOf(facts, runRules(facts, catalogue, { rules: rules.filter((rule) => rule.recommended) }), catalogue);
  if (!matrix) throw new Error('An app has a matrix.');
  return matrix;
}

function standings(text: AppText): Readonly<Record<string, string>> {
  return Object.fromEntries(matrixOf(text).scopes.map(({ name, standing }) => [name, standing]));
}

test('a scope stands as the check judges it', () => {
  expect(standings({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:read:admin', 'user:write:admin'] })).toEqual({ 'user:read:admin': 'needed', 'user:write:admin': 'unused' });
  expect(standings({ type: 'server-to-server', calls: ['GET /users', 'PATCH /users/{id}'], declared: ['user:read:admin', 'user:write:admin'] })).toEqual({
    'user:read:admin': 'redundant',
    'user:write:admin': 'needed',
  });
  expect(standings({ type: 'user-managed', calls: ['GET /users/me'], declared: ['user:read:admin'] })).toEqual({ 'user:read': 'proposed', 'user:read:admin': 'level-mismatch' });
  expect(standings({ type: 'admin-managed', calls: ['GET /users/me'], declared: ['user:read:admin', 'recording:read:admin'], features: ['recording.completed'] })).toEqual({
    'user:read:admin': 'needed',
    'recording:read:admin': 'kept',
  });
});

test('what the minimal set adds is missing where a call has nothing, else proposed', () => {
  expect(standings({ type: 'server-to-server', calls: ['POST /users/{id}/meetings'], declared: ['user:read:admin'] })).toEqual({ 'meeting:write:admin': 'missing', 'user:read:admin': 'unused' });
  expect(standings({ type: 'server-to-server', calls: ['GET /users'], declared: ['user:write:admin'] })).toEqual({ 'user:write:admin': 'broad', 'user:read:admin': 'proposed' });
  expect(standings({ type: 'server-to-server', calls: ['GET /users'] })).toEqual({ 'user:read:list_users:admin': 'proposed' });
});

test('calls to one operation are one row, and what wants attention comes first', () => {
  const { operations } = matrixOf({ type: 'server-to-server', calls: ['GET /users', 'GET /meetings/{id}', 'GET /users'], declared: ['user:read:admin'] });
  expect(operations.map(({ name, coverage, sites }) => [name, coverage, sites.length])).toEqual([
    ['GET /meetings/{meetingId}', 'missing', 1],
    ['GET /users', 'covered', 2],
  ]);
});

test('a row knows what authorises it, and what may', () => {
  const { operations } = matrixOf({
    type: 'server-to-server',
    calls: ['GET /users', { unread: 'dynamic-path', method: 'GET', prefix: '/phone' }],
    declared: ['user:read:admin', 'user:write:admin', 'phone:read:admin'],
  });
  expect(operations.map(({ name, authorisedBy, mayNeed }) => [name, [...authorisedBy], [...mayNeed]])).toEqual([
    ['GET /phone/…', [], ['phone:read:admin']],
    ['GET /users', ['user:read:admin', 'user:write:admin'], []],
  ]);
});

test('the reason is the finding where there is one', () => {
  const reasons = (text: AppText): readonly string[] => matrixOf(text).scopes.map(({ reason }) => reason);
  expect(reasons({ type: 'server-to-server', declared: ['user:read:admin'] })).toEqual(['Nothing in this app needs user:read:admin. Remove it.']);
  expect(reasons({ type: 'server-to-server', declared: ['report:read:admin'], allow: ['report:read:admin'] })).toEqual(['Kept by the configuration: kept by hand']);
  expect(reasons({ type: 'admin-managed', declared: ['recording:read:admin'], features: ['recording.completed'] })).toEqual(['Needed by the event recording.completed.']);
});
