import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom. A folder sees what it names here, and nothing else: `imports` for values and types,
 * `types` for types alone, `packages` for what comes from outside.
 */
const LAYERS = {
  'src/util': { packages: ['jsonc-parser', 'node:path'] },
  'src/catalogue': { imports: ['util'], packages: ['fastest-levenshtein', 'node:fs', 'node:module'] },
  'src/calls': { imports: ['util', 'catalogue'] },
  'src/declarations': { imports: ['util', 'catalogue'], packages: ['jsonc-parser'] },
  'src/analysis': { imports: ['util', 'catalogue'], types: ['calls', 'declarations'], packages: ['node:crypto', 'node:module'] },
  rules: { imports: ['src/analysis'] },
  'src/project': {
    imports: ['util', 'catalogue', 'calls', 'declarations', 'analysis'],
    packages: ['@astrojs/compiler/.*', '@eslint/plugin-kit', '@vue/compiler-dom', 'ajv', 'fastest-levenshtein', 'ignore', 'jsonc-parser', 'node:.*', 'svelte/compiler', 'write-file-atomic'],
  },
  'src/plugin': {
    imports: ['util', 'catalogue', 'calls', 'declarations', 'analysis', 'project', 'rules'],
    packages: ['eslint', '@eslint/.*', 'node:.*'],
  },
  'src/reporters': { imports: ['util'], types: ['analysis', 'calls', 'declarations'], packages: ['diff', 'picocolors', 'sarif', 'xmlbuilder2'] },
};

/** The parser is named in one module. */
const PARSER = { file: 'src/calls/ts.ts', package: '#typescript' };

export default defineConfig(
  globalIgnores(['dist/', 'examples/', 'fixtures/', 'coverage/', 'src/calls/typescript.js']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      // The compiler's types promise more than a tree with errors in it holds.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // What a test reads from outside is checked by its assertions.
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['src/cli.ts', 'scripts/**'], rules: { 'no-console': 'off' } },
  { files: ['rules/**', 'src/plugin/**'], extends: [eslintPlugin.configs.recommended] },
  ...Object.entries(LAYERS).map(([folder, layer]) => ({ files: [`${folder}/**/*.ts`], ignores: [PARSER.file], rules: restrictImports(layer) })),
  { files: [PARSER.file], rules: restrictImports({ ...LAYERS['src/calls'], packages: [PARSER.package] }) },
);

function restrictImports({ imports = [], types = [], packages = [] }) {
  const seen = [...imports, ...types];
  const allowed = [...imports, ...types].join(', ') || 'no other folder';
  return {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          { regex: String.raw`^(?:\.\./)+(?!\.\./${alternatives(seen, '/')})`, message: `This layer imports ${allowed}.` },
          { regex: String.raw`^(?!\.${alternatives(packages, '$')})`, message: `This layer imports ${packages.join(', ') || 'no package'}.` },
          ...(types.length > 0
            ? [{ regex: String.raw`^(?:\.\./)+(?:${types.join('|')})/`, allowTypeImports: true, message: 'This layer imports only types from here.' }]
            : []),
        ],
      },
    ],
  };
}

function alternatives(names, end) {
  return names.map((name) => `|${name}${end}`).join('');
}
