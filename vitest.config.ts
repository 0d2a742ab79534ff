import { defineConfig } from 'vitest/config';

/** Suites that run what is built; all others run the source. */
const BUILT = ['test/cli/**/*.test.ts', 'test/docs/commands.test.ts', 'test/packaging/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 20_000,
    // Runs are independent of each other, and leave nothing behind.
    env: { ZOOM_SCOPES_CACHE: 'off' },
    projects: [
      { extends: true, test: { name: 'source', include: ['test/**/*.test.ts'], exclude: BUILT, globalSetup: 'test/cut-parser.ts' } },
      { extends: true, test: { name: 'built', include: BUILT, globalSetup: 'test/build.ts' } },
    ],
  },
});
