import { describe, expect, it } from 'vitest';
import { createModuleResolver } from '../../src/project/module-resolver.ts';

function project(files: Readonly<Record<string, string>>) {
  const paths = Object.keys(files).sort();
  return createModuleResolver({
    all: paths.map(path => ({ path, kind: 'code' as const })),
    has: file => file in files,
    read: file => files[file],
  });
}

describe('relative imports', () => {
  const resolve = project({
    'src/zoom/client.ts': '',
    'src/zoom/index.ts': '',
    'src/zoom/urls.mts': '',
    'src/legacy/package.json': '{ "main": "lib/entry.js" }',
    'src/legacy/lib/entry.js': '',
    'src/app.ts': '',
    'src/Meeting.vue': '',
  });

  it.each([
    ['./zoom/client', 'src/app.ts', 'src/zoom/client.ts'],
    ['./zoom/client.js', 'src/app.ts', 'src/zoom/client.ts'],
    ['./zoom/urls.mjs', 'src/app.ts', 'src/zoom/urls.mts'],
    ['./zoom', 'src/app.ts', 'src/zoom/index.ts'],
    ['.', 'src/zoom/client.ts', 'src/zoom/index.ts'],
    ['..\\app', 'src/zoom/client.ts', 'src/app.ts'],
    ['./legacy', 'src/app.ts', 'src/legacy/lib/entry.js'],
    ['./Meeting.vue', 'src/app.ts', 'src/Meeting.vue'],
    ['./zoom/client?raw', 'src/app.ts', 'src/zoom/client.ts'],
  ])('%s from %s is %s', (specifier, from, expected) => {
    expect(resolve(specifier, from)).toBe(expected);
  });

  it.each([
    ['./zoom/missing', 'src/app.ts'],
    // Where file systems do not tell cases apart, the same import must mean the same.
    ['./Zoom/Client', 'src/app.ts'],
    ['./meeting.vue', 'src/app.ts'],
    ['../../outside', 'src/app.ts'],
    ['/etc/passwd', 'src/app.ts'],
    ['C:\\zoom\\client', 'src/app.ts'],
    ['axios', 'src/app.ts'],
  ])('%s is nothing of the project', (specifier, from) => {
    expect(resolve(specifier, from)).toBeUndefined();
  });
});

describe('tsconfig aliases', () => {
  it('reads comments, trailing commas and the longest pattern', () => {
    const resolve = project({
      'tsconfig.json': `{
        // aliases
        "compilerOptions": { "paths": { "@app/*": ["./src/*"], "@app/zoom/*": ["./integrations/zoom/*"], "scopes": ["./src/scopes.ts"], }, },
      }`,
      'src/scopes.ts': '',
      'src/zoom/client.ts': '',
      'integrations/zoom/client.ts': '',
    });
    expect(resolve('@app/zoom/client', 'src/scopes.ts')).toBe('integrations/zoom/client.ts');
    expect(resolve('@app/scopes', 'src/zoom/client.ts')).toBe('src/scopes.ts');
    expect(resolve('scopes', 'src/zoom/client.ts')).toBe('src/scopes.ts');
  });

  it('follows extends, also a list, a workspace package and a circle, and tolerates a base that is missing', () => {
    const resolve = project({
      'packages/tsconfig/package.json': '{ "name": "@meetly/tsconfig" }',
      'packages/tsconfig/base.json': '{ "extends": "../../tsconfig.json" }',
      'tsconfig.json': '{ "extends": ["./packages/tsconfig/base.json", "@tsconfig/node20/tsconfig.json"], "compilerOptions": { "baseUrl": "./libs" } }',
      'apps/web/tsconfig.json': '{ "extends": "@meetly/tsconfig/base.json" }',
      'apps/web/main.ts': '',
      'libs/zoom/api.ts': '',
    });
    expect(resolve('zoom/api', 'apps/web/main.ts')).toBe('libs/zoom/api.ts');
  });

  it('reads the projects that a solution file refers to', () => {
    const resolve = project({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.web.json" }, { "path": "../elsewhere" }] }',
      'tsconfig.web.json': '{ "compilerOptions": { "paths": { "$lib/*": ["./src/lib/*"] } } }',
      'src/main.ts': '',
      'src/lib/zoom.ts': '',
    });
    expect(resolve('$lib/zoom', 'src/main.ts')).toBe('src/lib/zoom.ts');
  });

  it('falls back to the usual aliases if the file is there', () => {
    const resolve = project({ 'web/src/lib/zoom.ts': '', 'web/src/app/page.tsx': '', 'web/server/zoom.ts': '' });
    expect(resolve('@/lib/zoom', 'web/src/app/page.tsx')).toBe('web/src/lib/zoom.ts');
    expect(resolve('~/server/zoom', 'web/src/app/page.tsx')).toBe('web/server/zoom.ts');
    expect(resolve('@/lib/teams', 'web/src/app/page.tsx')).toBeUndefined();
  });

  it('does not leave the root', () => {
    const resolve = project({ 'tsconfig.json': '{ "compilerOptions": { "paths": { "@up/*": ["../*"] } } }', 'a.ts': '', 'b.ts': '' });
    expect(resolve('@up/b', 'a.ts')).toBeUndefined();
  });
});

describe('packages of the workspace', () => {
  const resolve = project({
    'packages/zoom/package.json': `{
      "name": "@meetly/zoom",
      "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./rest/*": "./dist/rest/*.js" },
      "imports": { "#http": "./lib/http.js", "#urls/*": "./src/urls/*.ts" }
    }`,
    'packages/zoom/src/index.ts': '',
    'packages/zoom/src/rest/meetings.ts': '',
    'packages/zoom/src/http.ts': '',
    'packages/zoom/src/urls/api.ts': '',
    'packages/calendar/package.json': '{ "name": "calendar", "main": "build/main.js" }',
    'packages/calendar/src/main.ts': '',
    'packages/calendar/sync.ts': '',
    'packages/plain/package.json': '{ "name": "plain" }',
    'packages/plain/index.js': '',
    'apps/api/package.json': '{ "name": "axios" }',
    'apps/api/index.ts': '',
    'apps/api/server.ts': '',
    'broken/package.json': '{ "name": ',
  });

  it.each([
    ['@meetly/zoom', 'apps/api/server.ts', 'packages/zoom/src/index.ts'],
    ['@meetly/zoom/rest/meetings', 'apps/api/server.ts', 'packages/zoom/src/rest/meetings.ts'],
    ['#http', 'packages/zoom/src/rest/meetings.ts', 'packages/zoom/src/http.ts'],
    ['#urls/api', 'packages/zoom/src/rest/meetings.ts', 'packages/zoom/src/urls/api.ts'],
    ['calendar', 'apps/api/server.ts', 'packages/calendar/src/main.ts'],
    ['calendar/sync', 'apps/api/server.ts', 'packages/calendar/sync.ts'],
    ['plain', 'apps/api/server.ts', 'packages/plain/index.js'],
  ])('%s from %s is %s', (specifier, from, expected) => {
    expect(resolve(specifier, from)).toBe(expected);
  });

  it('takes a dependency that the package around is named after for the dependency', () => {
    expect(resolve('axios', 'apps/api/server.ts')).toBeUndefined();
  });
});
