/** A project with two apps in which a scope or a call stands in every way that a report can show. */
import { runRules } from '../../src/analysis/check.ts';
import type { App, Facts } from '../../src/analysis/facts.ts';
import { matricesOf, type Matrix } from '../../src/analysis/matrix.ts';
import type { Report } from '../../src/analysis/report.ts';
import { rules } from '../../rules/index.ts';
import { appOf, catalogue, factsOf } from '../analysis/build-facts.ts';

const COURSE_PLANNER: App = {
  ...appOf({
    type: 'server-to-server',
    calls: [
      'GET /users',
      'GET /users',
      'GET /users/{userId}',
      'GET /users/{teacherId}/meetings',
      'GET /meetings/{meetingId}',
      'POST /users/{teacherId}/meetings',
      'PATCH /meetings/{meetingId}',
      'GET /meetings/{meetingId}/recordings',
      'GET /report/meetings/{meetingId}/participants',
      'GET /groups',
      'POST /groups/{groupId}/members',
      'GET /users/{userId}/timetable',
      { unread: 'dynamic-path', method: 'GET', prefix: '/phone' },
    ],
    declared: [
      'user:write:admin',
      'meeting:read:admin',
      'meeting:read:meeting:admin',
      'recording:write:admin',
      'report:read:admin',
      'group:write:admin',
      'group:read:admin',
      'phone:read:admin',
      'webinar:read:admin',
      'user:read',
      'meetng:write:admin',
    ],
    allow: ['report:read:admin'],
  }),
  name: 'Course planner',
  manifest: 'services/courses/zoom-app.json',
};

const OFFICE_HOURS: App = {
  ...appOf({
    type: 'user-managed',
    calls: ['GET /users/me', { likely: 'GET /users/me/meetings' }, 'GET /report/users/{userId}/meetings'],
    declared: ['user:read:user', 'meeting:read:list_meetings', 'cloud_recording:read:list_user_recordings'],
    features: ['recording.completed'],
  }),
  name: 'Office hours',
  manifest: 'apps/office-hours/manifest.json',
};

export const CAMPUS: Facts = {
  ...factsOf({ type: 'unknown' }),
  apps: [COURSE_PLANNER, OFFICE_HOURS],
  diagnostics: [{ place: { file: 'old/zoom-app.json', line: 3, column: 1 }, message: 'This is not JSON: a comma is missing.' }],
};

/** The facts checked, with the matrix of each app. */
export function checked(facts: Facts): { readonly report: Report; readonly matrices: readonly Matrix[] } {
  const report = runRules(facts, catalogue, { rules: rules.filter((rule) => rule.recommended) });
  return { report, matrices: matricesOf(facts, report, catalogue) };
}
