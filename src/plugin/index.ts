/** The ESLint plugin: the rules and configurations of eslint-plugin-zoom-scopes. */
import { createRequire } from 'node:module';
import type { ESLint, Rule } from 'eslint';
import { rules } from '../../rules/index.ts';
import { cacheable } from './cacheable.ts';
import { NAMESPACE, recommended, strict, type Blocks } from './configs.ts';
import { toEslintRule } from './to-eslint-rule.ts';

/** The plugin, as `eslint.config.js` takes it. */
export interface ZoomScopesPlugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule.RuleModule>;
  readonly configs: { readonly recommended: Blocks; readonly strict: Blocks };
  readonly cacheable: typeof cacheable;
}

const { name, version } = createRequire(import.meta.url)('eslint-plugin-zoom-scopes/package.json') as { name: string; version: string };

const configs = {} as { recommended: Blocks; strict: Blocks };

const plugin: ZoomScopesPlugin = {
  meta: { name, version, namespace: NAMESPACE },
  rules: Object.fromEntries(rules.map(rule => [rule.name, toEslintRule(rule)])),
  configs,
  cacheable,
};

// A configuration names the plugin, which has the configuration: ESLint wants them to be one and the same object.
Object.assign(configs, { recommended: recommended(plugin), strict: strict(plugin) });

export default plugin;
