/**
 * Runs every case under `fixtures/calls`: a code file beside `NAME.json`, or a folder with `expected.json`.
 * The expected calls are written by hand; see `fixtures/calls/README.md`.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { findCalls } from '../../src/calls/find-calls.ts';
import { ProjectFiles } from '../../src/project/files.ts';
import { createModuleResolver } from '../../src/project/module-resolver.ts';

interface ExpectedCall { readonly file?: string; readonly line: number; readonly method: string | null; readonly path: string | null; readonly resolution?: string; readonly [detail: string]: unknown }

const root = fileURLToPath(new URL('../../fixtures/calls', import.meta.url));

for (const theme of readdirSync(root).filter(name => statSync(path.join(root, name)).isDirectory())) {
  describe(theme, () => {
    const folder = path.join(root, theme);
    for (const name of readdirSync(folder)) {
      const whole = path.join(folder, name);
      if (statSync(whole).isDirectory()) it(name, () => compare(whole, undefined, path.join(whole, 'expected.json')));
      else if (!name.endsWith('.json')) it(name, () => compare(folder, name, path.join(folder, name.replace(/\.\w+$/, '.json'))));
    }
  });
}

function compare(folder: string, only: string | undefined, expectedFile: string): void {
  expect(existsSync(expectedFile), `${expectedFile} says what is expected`).toBe(true);
  const expected = JSON.parse(readFileSync(expectedFile, 'utf8')) as readonly ExpectedCall[];
  const files = new ProjectFiles(folder);
  const code = files.all.filter(file => file.kind === 'code').map(file => file.path);
  const found = findCalls({
    files: only === undefined ? files.survey.hinted('code') : [only], candidates: only === undefined ? code : [only],
    readFile: file => files.readCode(file), resolve: createModuleResolver(files), catalogue: loadCatalogue(), rootName: path.basename(folder),
  });
  const details = new Set(expected.flatMap(call => Object.keys(call)));
  const actual = found.calls.map(call => {
    const { resolution } = call;
    const all: Record<string, unknown> = {
      file: call.span.file, line: call.span.line, column: call.span.column, method: call.method, path: call.path, resolution: resolution.kind,
      confidence: call.confidence, subject: call.subject, via: call.via.map(place => `${place.file}:${place.line}`),
      why: resolution.kind === 'unresolved' ? resolution.why : undefined,
      pathPrefix: resolution.kind === 'unresolved' ? resolution.pathPrefix : undefined,
      operation: resolution.kind === 'operation' ? resolution.operation.id : undefined,
    };
    return Object.fromEntries(Object.entries({ resolution: undefined, ...all }).filter(([key, value]) => (details.has(key) || key === 'resolution') && value !== undefined));
  });
  const wanted = expected.map(call => ({ resolution: 'operation', ...call }));
  expect(actual).toEqual(wanted.map(call => Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined))));
}
