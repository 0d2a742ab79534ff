/** The plugin's configurations, made from the metadata of the rules. */
import json from '@eslint/json';
import type { ESLint, Linter } from 'eslint';
import { rules } from '../../rules/index.ts';
import type { Rule } from '../analysis/define-rule.ts';
import { languagesOf, type Language } from './to-eslint-rule.ts';

/** The name under which the plugin's rules are turned on. */
export const NAMESPACE = 'zoom-scopes';

const CODE = ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'];

// Teams call manifests what they like, so any JSON file may be one, except those that tools have given a meaning.
const JSON_FILES = ['**/*.{json,jsonc}'];
const NO_MANIFESTS = ['**/package.json', '**/{package-lock,npm-shrinkwrap}.json', '**/{ts,js}config{,.*}.json'];

/** A configuration: the first block is for code, the second for manifests. */
export type Blocks = [code: Linter.Config, manifests: Linter.Config];

/** What is right and no more than needed. */
export function recommended(plugin: ESLint.Plugin): Blocks {
  return toBlocks('recommended', plugin, rules.filter(rule => rule.recommended), {});
}

/** Also what is no mistake, but could be tighter: as the command's `--strict`. */
export function strict(plugin: ESLint.Plugin): Blocks {
  return toBlocks('strict', plugin, rules.filter(rule => rule.strict), { settings: { zoomScopes: { strict: true } } });
}

function toBlocks(name: string, plugin: ESLint.Plugin, active: readonly Rule[], shared: Linter.Config): Blocks {
  return [
    {
      ...shared,
      name: `${NAMESPACE}/${name}/code`,
      files: CODE,
      plugins: { [NAMESPACE]: plugin },
      rules: toRules(active, 'js/js'),
    },
    {
      ...shared,
      name: `${NAMESPACE}/${name}/manifests`,
      files: JSON_FILES,
      ignores: NO_MANIFESTS,
      plugins: { json, [NAMESPACE]: plugin },
      // Comments and trailing commas pass, here as on the command line: most JSON files are no manifests and have their own rules.
      language: 'json/jsonc',
      languageOptions: { allowTrailingCommas: true },
      rules: toRules(active, 'json/jsonc'),
    },
  ];
}

function toRules(active: readonly Rule[], language: Language): Linter.RulesRecord {
  const supporting = active.filter(rule => languagesOf(rule).includes(language));
  return Object.fromEntries(supporting.map(({ name, severity }) => [`${NAMESPACE}/${name}`, severity === 'error' ? 'error' : 'warn']));
}
