/** A formatter of ESLint, for `--stats`: the milliseconds inside this plugin's rules, of all files together. */
export default function ruleTimes(results) {
  const passes = results.flatMap(({ stats }) => stats?.times.passes ?? []);
  const rules = passes.flatMap((pass) => Object.entries(pass.rules ?? {}));
  return String(rules.filter(([rule]) => rule.startsWith('zoom-scopes/')).reduce((sum, [, { total }]) => sum + total, 0));
}
