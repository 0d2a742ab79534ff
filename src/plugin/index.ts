/** The ESLint plugin: the rules and configurations of eslint-plugin-zoom-scopes. */
import { createRequire } from 'node:module';
import type { ESLint, Linter, Rule } from 'eslint';
import { rules } from '../../rules/index.ts';
import { NAMESPACE, recommended, strict } from './configs.ts';
import { toEslintRule } from './to-eslint-rule.ts';

/** The plugin, as `eslint.config.js` takes it. */
export interface ZoomScopesPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule.RuleModule>;
  /** Each has a block for code and one for manifests. */
  readonly configs: { readonly recommended: Linter.Config[]; readonly strict: Linter.Config[] };
}

const { name, version } = createRequire(import.meta.url)('eslint-plugin-zoom-scopes/package.json') as { name: string; version: string };

const configs = {} as { recommended: Linter.Config[]; strict: Linter.Config[] };

const plugin: ZoomScopesPlugin = {
  meta: { name, version, namespace: NAMESPACE },
  rules: Object.fromEntries(rules.map(rule => [rule.name, toEslintRule(rule)])),
  configs,
};

// A configuration names the plugin, which has the configuration: ESLint wants them to be one and the same object.
Object.assign(configs, { recommended: recommended(plugin), strict: strict(plugin) });

export default plugin;
