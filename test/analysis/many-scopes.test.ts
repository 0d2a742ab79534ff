import { expect, test } from 'vitest';
import { runRules } from '../../src/analysis/check.ts';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { rules } from '../../rules/index.ts';
import { appOf, catalogue, factsOf } from './build-facts.ts';

/** The catalogue, and how often it is asked for names like another one. */
function counting(): { readonly counted: Catalogue; readonly asked: () => number } {
  let asked = 0;
  const nearestScopes: Catalogue['nearestScopes'] = (name, max) => {
    asked += 1;
    return catalogue.nearestScopes(name, max);
  };
  const counted = new Proxy(catalogue, {
    get: (target, key) => {
      if (key === 'nearestScopes') return nearestScopes;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { counted, asked: () => asked };
}

test.each([100, 5_000])('near names are looked for only so often, however many of %d declared scopes are unknown', (count) => {
  const declared = ['meetng:read:admin', ...Array.from({ length: count }, (_, at) => `meeting:read:course_${at}:admin`)];
  const { counted, asked } = counting();
  const { findings } = runRules({ ...factsOf({ type: 'server-to-server' }), apps: [appOf({ type: 'server-to-server', declared })] }, counted, { rules });
  expect(findings.filter(({ rule }) => rule === 'no-unknown-scope')).toHaveLength(count + 1);
  expect(findings.find(({ scope }) => scope === 'meetng:read:admin')?.replacement).toEqual(['meeting:read:admin']);
  expect(asked()).toBeLessThanOrEqual(400);
});
