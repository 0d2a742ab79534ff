/** A finder that is asked again after edits says what a new one says. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { CallFinder, type CallFinderInput, type FoundCalls } from '../../src/calls/find-calls.ts';
import { ProjectFiles } from '../../src/project/files.ts';
import { createModuleResolver } from '../../src/project/module-resolver.ts';

const catalogue = loadCatalogue();
const root = fileURLToPath(new URL('../../fixtures/calls', import.meta.url));
const folders = (under: string): readonly string[] => readdirSync(under).map(name => path.join(under, name)).filter(folder => statSync(folder).isDirectory());
const projects = folders(root).flatMap(folders);

/** A project in memory. `resolve` changes with the list of files, as the finder asks. */
class Project {
  readonly #folder: string;
  readonly #original: ReadonlyMap<string, string>;
  readonly #texts: Map<string, string>;
  #files: ProjectFiles;
  #resolve: CallFinderInput['resolve'];

  constructor(folder: string) {
    this.#folder = folder;
    this.#files = new ProjectFiles(folder);
    this.#resolve = createModuleResolver(this.#files);
    this.#original = new Map(this.#code().map(file => [file, this.#files.readCode(file) ?? '']));
    this.#texts = new Map(this.#original);
  }

  input(): CallFinderInput {
    const files = [...this.#texts.keys()].sort();
    return {
      files: files.filter(file => /zoom/i.test(file + (this.#texts.get(file) ?? ''))), candidates: files, catalogue, rootName: path.basename(this.#folder),
      readFile: file => this.#texts.get(file) ?? (this.#original.has(file) ? undefined : this.#files.readCode(file)),
      resolve: this.#resolve,
    };
  }

  /** Applies one edit to one file, both chosen by number. */
  edit(choice: number, at: number): void {
    const files = [...this.#original.keys()].sort();
    const file = files[at % files.length];
    if (file === undefined) return;
    const text = this.#texts.get(file);
    if (text === undefined || choice === 0) this.#list(file, this.#original.get(file) ?? '');
    else if (choice === 1) this.#list(file, undefined);
    else if (choice === 2) this.#list(`src/added-${at}.ts`, "export const extra = (id: string) => fetch(`https://api.zoom.us/v2/meetings/${id}`);\n");
    else this.#texts.set(file, edits[choice % edits.length]?.(text) ?? text);
  }

  #code(): readonly string[] {
    return this.#files.all.filter(({ kind }) => kind === 'code').map(file => file.path);
  }

  #list(file: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(file);
    else this.#texts.set(file, text);
    this.#files = new ProjectFiles(this.#folder);
    const resolve = createModuleResolver(this.#files);
    this.#resolve = (specifier, from) => {
      const target = resolve(specifier, from);
      return target !== undefined && this.#original.has(target) && !this.#texts.has(target) ? undefined : target;
    };
  }
}

const edits: readonly ((text: string) => string)[] = [
  text => text.replace(/https:\/\/api\.zoom\.us\/v2/, 'https://api.example.com/v2'),
  text => text.replace(/\/users/, '/groups'),
  text => text.replace(/\/meetings/, '/webinars'),
  text => `${text}\nexport const profile = () => fetch('https://api.zoom.us/v2/users/me/settings');\n`,
  text => text.replace(/export (?:async )?(?:function|const|class) (\w+)/, (found, name: string) => found.replace(name, `${name}Renamed`)),
  text => text.replace(/\b(?:get|post|delete|patch)\(/, 'put('),
  text => text.replace(/^.*(?:fetch|axios|request|client)\b.*$/m, ''),
  text => `// A comment that moves everything.\n${text}`,
];

/** Values are compared as they print: catalogue operations are the same objects anyway. */
function shown({ calls, addresses, diagnostics }: FoundCalls): string {
  return JSON.stringify({ calls, addresses, diagnostics }, (key, value: unknown) => (key === 'operation' && typeof value === 'object' && value !== null && 'id' in value ? value.id : value), 1);
}

describe('after edits', () => {
  const several = projects.filter(folder => new ProjectFiles(folder).all.filter(({ kind }) => kind === 'code').length > 1);

  it('there are projects to edit', () => {
    expect(several.length).toBeGreaterThan(20);
  });

  it('a finder says what a new one says', () => {
    const sequence = fc.array(fc.tuple(fc.nat(10), fc.nat(20)), { minLength: 2, maxLength: 6 });
    fc.assert(fc.property(fc.nat(several.length - 1), sequence, (at, steps) => {
      const project = new Project(several[at] ?? '');
      const finder = new CallFinder();
      finder.find(project.input());
      for (const [choice, file] of steps) {
        project.edit(choice, file);
        const input = project.input();
        const [found, anew] = [finder.find(input), new CallFinder().find(input)];
        expect(shown(found)).toBe(shown(anew));
        expect(found.read).toEqual(expect.arrayContaining([...anew.read]));
      }
    }), { numRuns: 60, seed: 20_261_123 });
  }, 120_000);

  it('an edit that is taken back leaves what was', () => {
    for (const folder of several.slice(0, 12)) {
      const project = new Project(folder);
      const finder = new CallFinder();
      const before = shown(finder.find(project.input()));
      project.edit(5, 0);
      project.edit(1, 1);
      finder.find(project.input());
      project.edit(0, 0);
      project.edit(0, 1);
      expect(shown(finder.find(project.input()))).toBe(before);
    }
  }, 120_000);

  /** What is found in files as they are, then with one of them changed. */
  function findTwice(texts: Readonly<Record<string, string>>, file: string, text: string, files = Object.keys(texts).sort()): readonly [before: FoundCalls, after: FoundCalls, anew: FoundCalls] {
    const resolve = (specifier: string): string | undefined => Object.keys(texts).find(name => name === `${specifier.replace(/^\.\//, '')}.js`);
    const inputWith = (changed: Readonly<Record<string, string>>): CallFinderInput => ({ files, catalogue, rootName: 'night-classes', readFile: name => changed[name], resolve });
    const finder = new CallFinder();
    return [finder.find(inputWith(texts)), finder.find(inputWith({ ...texts, [file]: text })), new CallFinder().find(inputWith({ ...texts, [file]: text }))];
  }

  const factory = {
    'app.js': "const { classes } = require('./api');\nsend(classes('https://api.zoom.us/v2', 'host').list());\n",
    'api.js': "const classes = require('./classes');\nmodule.exports = { classes };\n",
    'classes.js': "// What is asked of Zoom.\nmodule.exports = (base, host) => ({ list: () => ({ method: 'get', url: `${base}/users/${host}/meetings`, headers: {} }) });\n",
  };

  it('what hangs on callers is found out again when they call something else', () => {
    const [before, after, anew] = findTwice(factory, 'api.js', "const other = require('./classes');\nmodule.exports = { classes };\n");
    expect(before.calls.map(({ path }) => path)).toEqual(['/users/{host}/meetings']);
    expect(after.calls).toEqual([]);
    expect(shown(after)).toBe(shown(anew));
  });

  it('what hangs on callers is found out again when another one comes', () => {
    const texts = {
      'client.js': "export const ask = zoom => zoom.get('/users/me');\n",
      'near.js': "import axios from 'axios';\nimport { ask } from './client';\nask(axios.create({ baseURL: 'https://example.com' }));\n",
      'far.js': '',
    };
    const [before, after, anew] = findTwice(texts, 'far.js', "import axios from 'axios';\nimport { ask } from './client';\nask(axios.create({ baseURL: 'https://api.zoom.us/v2' }));\n");
    expect(before.calls).toEqual([]);
    expect(after.calls.map(({ span, path }) => [span.file, path])).toEqual([['client.js', '/users/me']]);
    expect(shown(after)).toBe(shown(anew));
  });

  it('a file that was searched for a name, and gets it, is read', () => {
    const texts = {
      'index.js': "export * from './rooms';\nexport * from './hosts';\n",
      'rooms.js': 'export const room = 1;\n',
      'hosts.js': "export const path = '/users';\n",
      'zoom.js': "import { path } from './index';\nfetch(`https://api.zoom.us/v2${path}`);\n",
    };
    const [before, after, anew] = findTwice(texts, 'rooms.js', "export const path = '/rooms';\n", ['zoom.js']);
    expect(before.calls.map(({ path }) => path)).toEqual(['/users']);
    expect(before.read).toContain('rooms.js');
    expect(after.calls.map(({ path }) => path)).toEqual(['/rooms']);
    expect(shown(after)).toBe(shown(anew));
  });

  it('what hangs on subclasses is found out again when one of them changes', () => {
    const texts = {
      'service.js': "export class Service { list() { return fetch(`${this.base}/users`); } }\n",
      'zoom.js': "import { Service } from './service';\nexport class Zoom extends Service { base = 'https://api.zoom.us/v2'; }\n",
      'use.js': "import { Service } from './service';\nexport const list = (service) => new Service().list();\n",
    };
    const [before, after, anew] = findTwice(texts, 'zoom.js', texts['zoom.js'].replace('https://api.zoom.us/v2', 'https://example.com'));
    expect(before.calls.map(({ path }) => path)).toContain('/users');
    expect(after.calls).toEqual([]);
    expect(shown(after)).toBe(shown(anew));
  });

  describe('a file that is too long to be parsed', () => {
    const call = "fetch('https://api.zoom.us/v2/users');\n";
    const long = 'const row = 0;\n'.repeat(70_000) + call;
    const reported = ({ diagnostics }: FoundCalls): readonly string[] => diagnostics.map(({ place }) => place.file);

    it('is read when it gets shorter', () => {
      const [before, after, anew] = findTwice({ 'a.js': call, 'rows.js': long }, 'rows.js', call);
      expect(reported(before)).toEqual(['rows.js']);
      expect([reported(after), after.calls.length]).toEqual([[], 2]);
      expect(shown(after)).toBe(shown(anew));
    });

    it('is not spoken of when nobody asks for it any more', () => {
      const texts = { 'a.js': `import { path } from './rows';\n${call}fetch('https://api.zoom.us/v2' + path);\n`, 'rows.js': long };
      const [before, after, anew] = findTwice(texts, 'a.js', call, ['a.js']);
      expect(reported(before)).toEqual(['rows.js']);
      expect(reported(after)).toEqual([]);
      expect(shown(after)).toBe(shown(anew));
    });

    it('is left as it is while others change', () => {
      const [, after, anew] = findTwice({ 'a.js': call, 'rows.js': long }, 'a.js', call + call.replace('users', 'groups'));
      expect(reported(after)).toEqual(['rows.js']);
      expect(shown(after)).toBe(shown(anew));
    });
  });
});
