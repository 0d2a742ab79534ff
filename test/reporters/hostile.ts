/** A project whose names are written to act on whoever reads the report. */
import { runRules } from '../../src/analysis/check.ts';
import type { App, Facts } from '../../src/analysis/facts.ts';
import type { Report } from '../../src/analysis/report.ts';
import { rules } from '../../rules/index.ts';
import { catalogue, factsOf } from '../analysis/build-facts.ts';

/** What each name holds: commands to terminals, CI servers and browsers, markup, a mention, characters that XML cannot hold. */
export const ATTACKS = {
  script: '<script>alert(1)</script>',
  attribute: '" autofocus onfocus="alert(1)',
  image: '![x](https://example.com/track.png)',
  mention: '@zoom/security',
  pipe: 'a|b',
  fence: '```\n# Approved\n',
  workflow: '\n::set-output name=approved::true',
  logging: '##[add-mask]a ##vso[task.complete]',
  terminal: '\u001b[2J\u009b31m',
  direction: '\u202enimda',
  xml: ']]>\u0000\ufffe',
  surrogate: '\ud800',
  comment: '--><b>',
} as const;

/** The project with this in the name of the app, of a scope and of every file. */
export function hostileProject(attack: string): { readonly facts: Facts; readonly report: Report } {
  const facts = factsOf({
    type: 'server-to-server',
    calls: ['GET /users', 'POST /users/{id}/meetings', { unread: 'dynamic-path', method: 'GET' }],
    declared: ['user:write:admin', `meeting:read${attack}`, 'recording:read:admin'],
  });
  const renamed: Facts = {
    ...facts,
    apps: facts.apps.map((app) => rename(app, attack)),
    diagnostics: [{ place: { file: `${attack}.json`, line: 1, column: 1 }, message: `Not JSON: ${attack}` }],
  };
  return { facts: renamed, report: runRules(renamed, catalogue, { rules }) };
}

function rename(app: App, attack: string): App {
  const moved = <T extends { readonly file: string }>(place: T): T => ({ ...place, file: `${attack}${place.file}` });
  return {
    ...app,
    name: `Course planner ${attack}`,
    manifest: `${attack}zoom-app.json`,
    calls: app.calls.map((call) => ({ ...call, span: moved(call.span), pathSpan: moved(call.pathSpan), via: [moved(call.span)] })),
    declarations: app.declarations.map((declaration) => ({ ...declaration, span: moved(declaration.span) })),
  };
}
