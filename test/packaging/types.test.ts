import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { InstalledApp, ROOT } from './installed-app.ts';

const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** The oldest supported ESLint has no defineConfig; configurations are typed as `Linter.Config[]` there. */
const CONFIGS = {
  eslint: `
    import { defineConfig } from 'eslint/config';
    import type { ESLint, Linter } from 'eslint';
    import zoomScopes from 'eslint-plugin-zoom-scopes';
    export default defineConfig(
      zoomScopes.configs.recommended,
      { files: ['src/**/*.ts'], extends: [zoomScopes.configs.strict] },
      { plugins: { 'zoom-scopes': zoomScopes }, extends: ['zoom-scopes/recommended'] },
      { ...zoomScopes.configs.recommended[0], files: ['**/*.vue'] },
    );
    export const plugin: ESLint.Plugin = zoomScopes;
    export const blocks: Linter.Config[] = [...zoomScopes.configs.recommended, ...zoomScopes.configs.strict];
    // @ts-expect-error There is no such configuration.
    zoomScopes.configs.all;
  `,
  'eslint-9': `
    import type { ESLint, Linter } from 'eslint';
    import zoomScopes from 'eslint-plugin-zoom-scopes';
    const config: Linter.Config[] = [...zoomScopes.configs.recommended, { ...zoomScopes.configs.strict[0], files: ['**/*.vue'] }];
    export default config;
    export const plugin: ESLint.Plugin = zoomScopes;
  `,
} as const;

test.each(Object.entries(CONFIGS))('the configurations have the types of %s', { timeout: 120_000 }, (eslint, config) => {
  using app = new InstalledApp('plugin/standup-scheduler');
  const types = path.join(ROOT, 'node_modules', eslint, 'lib/types');
  app.write('eslint.config.ts', config);
  app.write('tsconfig.json', {
    compilerOptions: {
      ...{ module: 'nodenext', target: 'es2023', strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true, types: [] },
      preserveSymlinks: true,
      paths: { eslint: [`${types}/index.d.ts`], 'eslint/config': [`${types}/config-api.d.ts`] },
    },
    files: ['eslint.config.ts'],
  });
  expect(spawnSync(process.execPath, [TSC, '-p', app.root], { encoding: 'utf8' }).stdout).toBe('');
});
