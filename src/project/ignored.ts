/** Which files are never the app's own code: dependencies, build output, generated files, tests. */

import { Memo } from '../util/memo.ts';

/** Not the project's code wherever they lie. */
const FOREIGN_FOLDERS = new Set([
  'node_modules', 'bower_components', 'jspm_packages', '.git', '.hg', '.svn', '.yarn', '.pnpm-store',
  '.next', '.nuxt', '.output', '.svelte-kit', '.astro', '.turbo', '.cache', '.parcel-cache', '.vercel', '.netlify',
  '.serverless', '.nyc_output', '.angular', '.expo', '__pycache__', '.venv',
]);

/** Build output at the top of a package; under `src` a folder so named is source. */
const OUTPUT_FOLDERS = new Set(['dist', 'build', 'out', 'coverage', 'vendor']);

const TEST_FOLDERS = new Set(['__tests__', '__mocks__', '__snapshots__', 'e2e', 'cypress']);

/** Tests, except below a folder of routes, where `api/test/route.ts` is a page like any other. */
const AMBIGUOUS_TEST_FOLDERS = new Set(['test', 'tests']);
const ROUTE_FOLDERS = new Set(['app', 'pages', 'routes', 'api']);

const GENERATED_FILE = /(\.min\.[cm]?js|\.bundle\.js|\.d\.[cm]?ts|\.map)$/i;
const TEST_FILE = /\.(test|spec|cy|e2e)\.[^./]+$/i;

/** Whether a path relative to the project's root is left out whatever the options say. */
export function isForeign(file: string): boolean {
  return GENERATED_FILE.test(file) || foreignFolders.isAbove(file);
}

/** Whether a folder with these folders above it (below the root) holds nothing of the app's own. */
export function isForeignFolder(name: string, above: readonly string[]): boolean {
  return FOREIGN_FOLDERS.has(name) || (OUTPUT_FOLDERS.has(name) && !above.includes('src'));
}

/** Whether a path relative to the project's root is test code. */
export function isTest(file: string): boolean {
  return TEST_FILE.test(file) || testFolders.isAbove(file);
}

function isTestFolder(name: string, above: readonly string[]): boolean {
  return TEST_FOLDERS.has(name) || (AMBIGUOUS_TEST_FOLDERS.has(name) && !above.some(folder => ROUTE_FOLDERS.has(folder)));
}

/** Folders of a kind, asked for again by each file below them. */
class Folders {
  readonly #test: (name: string, above: readonly string[]) => boolean;
  readonly #known = new Memo<boolean>(10_000);

  constructor(test: (name: string, above: readonly string[]) => boolean) {
    this.#test = test;
  }

  /** Whether a folder that a file lies in, or one above, is of the kind. */
  isAbove(file: string): boolean {
    const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
    return this.#known.of(folder, () => {
      const folders = folder.split('/');
      return folders.some((name, index) => this.#test(name, folders.slice(0, index)));
    });
  }
}

const foreignFolders = new Folders(isForeignFolder);
const testFolders = new Folders(isTestFolder);
