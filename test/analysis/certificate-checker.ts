/** Checks a hitting set's certificate against rows and weights alone; shares no code with the solver. */
import type { Certificate, HittingSetProblem, Proof } from '../../src/analysis/solver.ts';

/** What the steps down to a proof's node have decided. */
interface Case {
  readonly rows: readonly number[];
  readonly chosen: ReadonlySet<string>;
  readonly ruledOut: ReadonlySet<string>;
}

/** Every fault of the certificate as a sentence; none means that no set costs less than `names`. */
export function faultsOf(problem: HittingSetProblem, names: readonly string[], certificate: Certificate): readonly string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  const row = (index: number): readonly string[] => problem.rows[index] ?? [];
  const cost = (of: Iterable<string>): bigint => [...of].reduce((sum, name) => sum + problem.weightOf(name), 0n);

  expect(problem.rows.every((options) => options.some((name) => names.includes(name))), 'a row is not hit');
  expect(cost(names) === certificate.cost, 'the set does not cost what the certificate says');
  expect(certificate.parts.reduce((sum, part) => sum + part.cost, 0n) === certificate.cost, 'the parts do not add up');
  for (const [at, part] of certificate.parts.entries()) {
    const own = new Set(part.rows.flatMap(row));
    const elsewhere = certificate.parts.filter((_, other) => other !== at).flatMap((other) => other.rows.flatMap(row));
    expect(!elsewhere.some((name) => own.has(name)), 'two parts share a name');
    visit(part.proof, { rows: part.rows, chosen: new Set(), ruledOut: new Set() }, part.cost);
  }
  for (const name of names) {
    const forcing = certificate.forcedBy.get(name) ?? [];
    expect(forcing.length > 0, `nothing forces ${name}`);
    expect(
      forcing.every((index) => row(index).includes(name) && row(index).filter((other) => names.includes(other)).length === 1),
      `a row said to force ${name} does not`,
    );
  }
  return faults;

  function visit(proof: Proof, at: Case, claim: bigint): void {
    const open = openRows(at);
    switch (proof.kind) {
      case 'bound': {
        const total = proof.prices.reduce((sum, { price }) => sum + price, cost(at.chosen));
        expect(total >= claim, 'a bound lies below the claim');
        expect(proof.prices.every(({ row: index, price }) => price >= 0n && open.has(index)), 'a price on a closed row');
        for (const name of new Set([...open.values()].flat())) {
          const charged = proof.prices.filter(({ row: index }) => open.get(index)?.includes(name));
          expect(charged.reduce((sum, { price }) => sum + price, 0n) <= problem.weightOf(name), `${name} is overpriced`);
        }
        return;
      }
      case 'dead-end':
        return expect(open.get(proof.row)?.length === 0, 'a dead end that is none');
      case 'drop': {
        const rows = [...smallest(open)].filter((options) => options.includes(proof.name));
        expect(!at.ruledOut.has(proof.by) && proof.by !== proof.name, `${proof.by} cannot stand in`);
        expect(rows.every((options) => options.includes(proof.by)), `${proof.by} does not dominate ${proof.name}`);
        expect(problem.weightOf(proof.by) <= problem.weightOf(proof.name), `${proof.by} weighs more`);
        return visit(proof.then, { ...at, ruledOut: new Set([...at.ruledOut, proof.name]) }, claim);
      }
      case 'choose': {
        const cases = proof.cases.map((one) => one.name);
        expect(open.get(proof.row)?.every((name) => cases.includes(name)) === true, 'a case is left out');
        for (const [index, one] of proof.cases.entries()) {
          const ruledOut = new Set([...at.ruledOut, ...cases.slice(0, index)]);
          visit(one.then, { ...at, chosen: new Set([...at.chosen, one.name]), ruledOut }, claim);
        }
      }
    }
  }

  function openRows({ rows, chosen, ruledOut }: Case): ReadonlyMap<number, readonly string[]> {
    const open = rows.filter((index) => !row(index).some((name) => chosen.has(name)));
    return new Map(open.map((index) => [index, row(index).filter((name) => !ruledOut.has(name))]));
  }

  /** Rows that hold no other open row whole: whoever hits these hits all. */
  function smallest(open: ReadonlyMap<number, readonly string[]>): readonly (readonly string[])[] {
    const all = [...open.values()];
    return all.filter((one) => !all.some((other) => other.length < one.length && other.every((name) => one.includes(name))));
  }
}
