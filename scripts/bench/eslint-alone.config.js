import tseslint from 'typescript-eslint';

/** What a user of ESLint has at the least: the TypeScript parser and one rule. */
export default [
  { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser }, linterOptions: { reportUnusedDisableDirectives: 'off' }, rules: { 'no-debugger': 'error' } },
];
