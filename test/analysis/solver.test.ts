import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { solveHittingSet, type HittingSetProblem } from '../../src/analysis/solver.ts';
import { faultsOf } from './certificate-checker.ts';

const NAMES = Array.from('abcdefghijklmn');

function problemOf(rows: readonly (readonly string[])[], weights: Readonly<Record<string, number>>): HittingSetProblem {
  return { rows, weightOf: (name) => BigInt(weights[name] ?? 1) };
}

/** The cheapest cover's cost, by trying every set. */
function bruteForceCost({ rows, weightOf }: HittingSetProblem): bigint {
  const names = [...new Set(rows.flat())];
  const masks = rows.map((row) => row.reduce((mask, name) => mask | (1 << names.indexOf(name)), 0));
  const weights = names.map((name) => Number(weightOf(name)));
  let least = Infinity;
  const costs = new Float64Array(1 << names.length);
  for (let set = 0; set < costs.length; set++) {
    const lowest = 31 - Math.clz32(set & -set);
    if (set > 0) costs[set] = (costs[set & (set - 1)] ?? 0) + (weights[lowest] ?? 0);
    if ((costs[set] ?? 0) < least && masks.every((mask) => (mask & set) !== 0)) least = costs[set] ?? 0;
  }
  return BigInt(least);
}

function instances(maxNames: number, maxRows: number, maxWeight: number): fc.Arbitrary<HittingSetProblem> {
  const names = NAMES.slice(0, maxNames);
  return fc
    .record({
      rows: fc.array(fc.subarray(names, { minLength: 1, maxLength: 6 }), { maxLength: maxRows }),
      weights: fc.array(fc.integer({ min: 1, max: maxWeight }), { minLength: maxNames, maxLength: maxNames }),
    })
    .map(({ rows, weights }) => problemOf(rows, Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 1]))));
}

function costOf(problem: HittingSetProblem, names: readonly string[]): bigint {
  return names.reduce((sum, name) => sum + problem.weightOf(name), 0n);
}

describe('solveHittingSet', () => {
  test('chooses nothing where nothing is asked', () => {
    expect(solveHittingSet(problemOf([], {})).names).toEqual([]);
  });

  test('refuses a row that nothing can hit', () => {
    expect(() => solveHittingSet(problemOf([[]], {}))).toThrow(RangeError);
  });

  test('prefers two cheap names to a dear one, and a dear one to three', () => {
    const weights = { narrow1: 2, narrow2: 2, narrow3: 2, broad: 5 };
    expect(solveHittingSet(problemOf([['narrow1', 'broad'], ['narrow2', 'broad']], weights)).names).toEqual(['narrow1', 'narrow2']);
    const three = [['narrow1', 'broad'], ['narrow2', 'broad'], ['narrow3', 'broad']];
    expect(solveHittingSet(problemOf(three, weights)).names).toEqual(['broad']);
  });

  test('proves an optimum that no pricing of rows alone proves', () => {
    const odd = problemOf([['a', 'b'], ['b', 'c'], ['a', 'c']], {});
    const { names, certificate } = solveHittingSet(odd);
    expect(names).toHaveLength(2);
    expect(certificate).not.toBeNull();
    expect(certificate?.parts.map((part) => part.proof.kind)).not.toEqual(['bound']);
    expect(certificate && faultsOf(odd, names, certificate)).toEqual([]);
  });

  test('says so when the step bound stops it, and still covers every row', () => {
    const odd = problemOf([['a', 'b'], ['b', 'c'], ['a', 'c']], {});
    const { names, certificate } = solveHittingSet(odd, 1);
    expect(certificate).toBeNull();
    expect(odd.rows.every((row) => row.some((name) => names.includes(name)))).toBe(true);
  });

  test('costs what brute force finds, and its certificate holds', () => {
    fc.assert(
      fc.property(fc.oneof(instances(14, 12, 9), instances(8, 20, 1), instances(10, 14, 1000)), (problem) => {
        const { names, certificate } = solveHittingSet(problem);
        expect(costOf(problem, names)).toBe(bruteForceCost(problem));
        if (!certificate) throw new Error('not proven');
        expect(faultsOf(problem, names, certificate)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test('the checker refuses a certificate for a dearer set', () => {
    fc.assert(
      fc.property(instances(8, 10, 9), (problem) => {
        const { names, certificate } = solveHittingSet(problem);
        const spare = [...new Set(problem.rows.flat())].find((name) => !names.includes(name));
        fc.pre(certificate !== null && spare !== undefined);
        if (!certificate || !spare) return;
        const part = certificate.parts.find(({ rows }) => rows.some((row) => problem.rows[row]?.includes(spare)));
        const cost = certificate.cost + problem.weightOf(spare);
        const parts = certificate.parts.map((one) => (one === part ? { ...one, cost: one.cost + problem.weightOf(spare) } : one));
        expect(faultsOf(problem, [...names, spare], { ...certificate, cost, parts })).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order of rows or of the names in them', () => {
    fc.assert(
      fc.property(instances(10, 12, 5), fc.integer(), (problem, seed) => {
        const turn = (row: readonly string[]): readonly string[] => (seed % 2 ? row.toReversed() : [...row.slice(1), ...row.slice(0, 1)]);
        const turned = { ...problem, rows: problem.rows.map(turn).toReversed() };
        expect(solveHittingSet(turned).names).toEqual(solveHittingSet(problem).names);
      }),
      { numRuns: 1000 },
    );
  });

  test('a row more never makes the set cheaper; a name more never makes it dearer; doubling the weights doubles the cost', () => {
    fc.assert(
      fc.property(instances(9, 9, 9), fc.subarray(NAMES.slice(0, 9), { minLength: 1 }), (problem, extra) => {
        const cost = costOf(problem, solveHittingSet(problem).names);
        const costWith = (changed: HittingSetProblem): bigint => costOf(changed, solveHittingSet(changed).names);
        expect(costWith({ ...problem, rows: [...problem.rows, extra] })).toBeGreaterThanOrEqual(cost);
        expect(costWith({ ...problem, rows: problem.rows.map((row) => [...row, 'spare']) })).toBeLessThanOrEqual(cost);
        expect(costWith({ ...problem, weightOf: (name) => 2n * problem.weightOf(name) })).toBe(2n * cost);
      }),
      { numRuns: 500 },
    );
  });

  test('proves an app of three hundred calls in forty families at once', () => {
    const choices = fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });
    const calls = fc.array(fc.tuple(fc.integer({ min: 0, max: 39 }), choices), { minLength: 300, maxLength: 300 });
    const [sample = []] = fc.sample(calls, { numRuns: 1, seed: 7 });
    const rows = sample.map(([family, names]) => names.map((name) => `family${family}:scope${name}`));
    const problem: HittingSetProblem = { rows, weightOf: (name) => BigInt(1 + ((name.charCodeAt(name.length - 1) * 7) % 30)) };
    const { names, certificate } = solveHittingSet(problem);
    expect(certificate && faultsOf(problem, names, certificate)).toEqual([]);
  });

  test.each([
    ['a dense heap of rows', heap(150, 200)],
    ['a heap larger than any app', heap(600, 1500)],
    ['triples in which every two names meet once', steinerTriples(57)],
  ])('gives up on %s in good time, with a cover in hand', { timeout: 20_000 }, (_, problem) => {
    const before = process.cpuUsage().user;
    const { names, certificate } = solveHittingSet(problem);
    const seconds = (process.cpuUsage().user - before) / 1e6;
    expect(certificate).toBeNull();
    expect(problem.rows.every((options) => options.some((name) => names.includes(name)))).toBe(true);
    expect(names.every((name) => !problem.rows.every((options) => options.some((other) => other !== name && names.includes(other))))).toBe(true);
    expect(seconds).toBeLessThan(5);
  });
});

function heap(names: number, rows: number): HittingSetProblem {
  const row = fc.uniqueArray(fc.integer({ min: 0, max: names - 1 }), { minLength: 3, maxLength: 6 });
  const [sample = []] = fc.sample(fc.array(row, { minLength: rows, maxLength: rows }), { numRuns: 1, seed: 7 });
  return { rows: sample.map((one) => one.map((name) => `scope${name}`)), weightOf: (name) => BigInt(20 + (Number(name.slice(5)) % 7)) };
}

/** Bose's construction for 6t + 3 names: covers of such systems are known to be hard to prove cheapest. */
function steinerTriples(size: number): HittingSetProblem {
  const t = (size - 3) / 6;
  const q = 2 * t + 1;
  const name = (a: number, i: number): string => `scope${a * 3 + i}`;
  const rows: string[][] = [];
  for (let a = 0; a < q; a++) {
    rows.push([name(a, 0), name(a, 1), name(a, 2)]);
    for (let b = a + 1; b < q; b++) {
      for (const i of [0, 1, 2]) rows.push([name(a, i), name(b, i), name(((a + b) * (t + 1)) % q, (i + 1) % 3)]);
    }
  }
  return { rows, weightOf: () => 1n };
}
