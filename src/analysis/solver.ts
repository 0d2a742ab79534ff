/** The exact minimum-weight hitting set: reductions, then branch and bound, and a proof that nothing cheaper exists. */

/** Rows are sets of names of which at least one must be chosen; weights are positive. */
export interface HittingSetProblem {
  readonly rows: readonly (readonly string[])[];
  weightOf(name: string): bigint;
}

/**
 * Why no set costs less, as a tree: every step says something that can be checked against the rows and weights alone.
 * Rows are named by their index in the problem.
 */
export type Proof =
  /** What is chosen so far and these dual prices, together at least the optimum; no open name's rows are priced above its weight. */
  | { readonly kind: 'bound'; readonly prices: readonly { readonly row: number; readonly price: bigint }[] }
  /** Every name of the row is already ruled out. */
  | { readonly kind: 'dead-end'; readonly row: number }
  /** `by` hits every open row that `name` hits and weighs no more: some optimum does without `name`. */
  | { readonly kind: 'drop'; readonly name: string; readonly by: string; readonly then: Proof }
  /** One of the row's open names must be chosen; each case rules out the names of the cases before it. */
  | { readonly kind: 'choose'; readonly row: number; readonly cases: readonly { readonly name: string; readonly then: Proof }[] };

/** An optimum that anyone can check. */
export interface Certificate {
  readonly cost: bigint;
  /** For each chosen name the rows that no other chosen name hits. */
  readonly forcedBy: ReadonlyMap<string, readonly number[]>;
  /** One per part of the problem that shares no name with the others; `cost` is what the part costs. */
  readonly parts: readonly { readonly rows: readonly number[]; readonly cost: bigint; readonly proof: Proof }[];
}

/** A cover of all rows. */
export interface HittingSet {
  /** Sorted. */
  readonly names: readonly string[];
  /** Null where the step bound was reached: the names still cover every row, but a cheaper set may exist. */
  readonly certificate: Certificate | null;
}

const DEFAULT_STEPS = 2_000;

/** A step looks at each pair of rows: over this many rows it counts as two, and the more the more. */
const ROWS_OF_A_STEP = 200;

/**
 * Finds a cheapest set that hits every row. The same rows give the same set, whatever their order. The work is bounded:
 * a problem that takes more steps gets a good cover without a proof.
 */
export function solveHittingSet(problem: HittingSetProblem, maxSteps: number = DEFAULT_STEPS): HittingSet {
  const budget = { steps: maxSteps };
  const parts = splitIntoParts(distinctRows(problem.rows));
  const solved = parts.map((rows) => new PartSearch(rows, problem.weightOf.bind(problem), budget).run());
  const names = solved.flatMap((part) => part.names).sort();
  return { names, certificate: toCertificate(problem.rows, names, parts, solved) };
}

/** A row that is still to be hit: its index and the names still open for it, sorted. */
interface Row {
  readonly index: number;
  readonly names: readonly string[];
}

interface SolvedPart {
  readonly names: readonly string[];
  readonly cost: bigint;
  readonly proof: Proof | null;
}

function distinctRows(rows: readonly (readonly string[])[]): readonly Row[] {
  const seen = new Map<string, Row>();
  for (const [index, names] of rows.entries()) {
    if (names.length === 0) throw new RangeError(`Row ${index} is empty: nothing can hit it`);
    const sorted = [...new Set(names)].sort();
    const key = sorted.join(' ');
    if (!seen.has(key)) seen.set(key, { index, names: sorted });
  }
  return [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function splitIntoParts(rows: readonly Row[]): readonly (readonly Row[])[] {
  const partOf = new Map<string, { rows: Row[]; names: Set<string> }>();
  for (const row of rows) {
    const touched = new Set(row.names.flatMap((name) => partOf.get(name) ?? []));
    const merged = {
      rows: [...[...touched].flatMap((part) => part.rows), row],
      names: new Set([...[...touched].flatMap((part) => [...part.names]), ...row.names]),
    };
    for (const name of merged.names) partOf.set(name, merged);
  }
  return [...new Set(partOf.values())].map((part) => part.rows);
}

function toCertificate(
  rows: readonly (readonly string[])[],
  names: readonly string[],
  parts: readonly (readonly Row[])[],
  solved: readonly SolvedPart[],
): Certificate | null {
  const proven: Certificate['parts'][number][] = [];
  for (const [at, part] of solved.entries()) {
    if (!part.proof) return null;
    proven.push({ rows: (parts[at] ?? []).map((row) => row.index), cost: part.cost, proof: part.proof });
  }
  return {
    cost: solved.reduce((sum, part) => sum + part.cost, 0n),
    forcedBy: new Map(names.map((name) => [name, rowsOnlyHitBy(name, names, rows)])),
    parts: proven,
  };
}

function rowsOnlyHitBy(name: string, chosen: readonly string[], rows: readonly (readonly string[])[]): readonly number[] {
  const others = new Set(chosen.filter((other) => other !== name));
  return rows.flatMap((row, index) => (row.includes(name) && !row.some((other) => others.has(other)) ? [index] : []));
}

/** Branch and bound over one connected part. */
class PartSearch {
  readonly #rows: readonly Row[];
  readonly #weightOf: (name: string) => bigint;
  readonly #budget: { steps: number };
  #best: { readonly names: readonly string[]; readonly cost: bigint };

  constructor(rows: readonly Row[], weightOf: (name: string) => bigint, budget: { steps: number }) {
    this.#rows = rows;
    this.#weightOf = weightOf;
    this.#budget = budget;
    const names = greedyCover(rows, weightOf);
    this.#best = { names, cost: names.reduce((sum, name) => sum + weightOf(name), 0n) };
  }

  run(): SolvedPart {
    const proof = this.#search(this.#rows, [], 0n);
    return { ...this.#best, proof };
  }

  /** Null where the budget ran out below. */
  #search(rows: readonly Row[], chosen: readonly string[], spent: bigint): Proof | null {
    if (this.#budget.steps <= 0) return null;
    this.#budget.steps -= 1 + (rows.length / ROWS_OF_A_STEP) ** 2;
    if (rows.length === 0 && spent < this.#best.cost) this.#best = { names: chosen, cost: spent };
    const deadEnd = rows.find((row) => row.names.length === 0);
    if (deadEnd) return { kind: 'dead-end', row: deadEnd.index };
    const prices = dualPrices(rows, this.#weightOf);
    const bound = prices.reduce((sum, { price }) => sum + price, spent);
    if (bound >= this.#best.cost) return { kind: 'bound', prices };
    const dominated = findDominated(rows, this.#weightOf);
    if (!dominated) return this.#branch(rows, chosen, spent);
    const then = this.#search(without(rows, [dominated.name]), chosen, spent);
    return then && { kind: 'drop', ...dominated, then };
  }

  #branch(rows: readonly Row[], chosen: readonly string[], spent: bigint): Proof | null {
    const row = rows.reduce((shortest, other) => (other.names.length < shortest.names.length ? other : shortest));
    const cases: { name: string; then: Proof }[] = [];
    for (const name of row.names) {
      const open = without(rows.filter((other) => !other.names.includes(name)), cases.map((earlier) => earlier.name));
      const then = this.#search(open, [...chosen, name], spent + this.#weightOf(name));
      if (!then) return null;
      cases.push({ name, then });
    }
    return { kind: 'choose', row: row.index, cases };
  }
}

/** The open rows without names that are ruled out, and without rows that hold another one whole: hitting that hits them. */
function without(rows: readonly Row[], names: readonly string[]): readonly Row[] {
  const left = rows.map((row, at) => ({ row: { ...row, names: row.names.filter((name) => !names.includes(name)) }, at }));
  // A row within another begins with one of the other's names; nothing at all lies within every row.
  const byFirst = new Map<string | undefined, typeof left>();
  for (const entry of left) {
    const [first] = entry.row.names;
    const alike = byFirst.get(first);
    if (alike) alike.push(entry);
    else byFirst.set(first, [entry]);
  }
  const isImplied = (row: Row, at: number): boolean =>
    [undefined, ...row.names].some((first) =>
      byFirst.get(first)?.some(({ row: other, at: otherAt }) => {
        if (otherAt === at || other.names.length > row.names.length) return false;
        if (other.names.length === row.names.length && otherAt > at) return false;
        return other.names.every((name) => row.names.includes(name));
      }),
    );
  return left.filter(({ row, at }) => !isImplied(row, at)).map(({ row }) => row);
}

/** A name that another one makes needless. Of two that are equal, the one that sorts later goes. */
function findDominated(
  rows: readonly Row[],
  weightOf: (name: string) => bigint,
): { readonly name: string; readonly by: string } | undefined {
  const hits = hitsByName(rows);
  for (const [name, own] of [...hits].reverse()) {
    const [first] = own;
    for (const by of first?.names ?? []) {
      if (by === name || weightOf(by) > weightOf(name)) continue;
      if (weightOf(by) === weightOf(name) && hits.get(by)?.length === own.length && by > name) continue;
      if (own.every((row) => row.names.includes(by))) return { name, by };
    }
  }
  return undefined;
}

function hitsByName(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const hits = new Map<string, Row[]>();
  for (const row of rows) {
    for (const name of row.names) {
      const known = hits.get(name);
      if (known) known.push(row);
      else hits.set(name, [row]);
    }
  }
  return new Map([...hits].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Prices rows as high as the names' weights allow, shortest row first: the sum is a lower bound on what is still to pay. */
function dualPrices(
  rows: readonly Row[],
  weightOf: (name: string) => bigint,
): readonly { readonly row: number; readonly price: bigint }[] {
  const left = new Map<string, bigint>();
  const leftOf = (name: string): bigint => left.get(name) ?? weightOf(name);
  const prices: { row: number; price: bigint }[] = [];
  for (const row of rows.toSorted((a, b) => a.names.length - b.names.length)) {
    const price = row.names.map(leftOf).reduce((least, slack) => (slack < least ? slack : least));
    if (price === 0n) continue;
    for (const name of row.names) left.set(name, leftOf(name) - price);
    prices.push({ row: row.index, price });
  }
  return prices;
}

/** A good cover to start from: least weight per newly hit row, then without what the rest covers. */
function greedyCover(rows: readonly Row[], weightOf: (name: string) => bigint): readonly string[] {
  const chosen: string[] = [];
  let open = rows;
  while (open.length > 0) {
    const [best] = [...hitsByName(open)].reduce((cheapest, candidate) => {
      const candidateCost = weightOf(candidate[0]) * BigInt(cheapest[1].length);
      const cheapestCost = weightOf(cheapest[0]) * BigInt(candidate[1].length);
      return candidateCost < cheapestCost ? candidate : cheapest;
    });
    chosen.push(best);
    open = open.filter((row) => !row.names.includes(best));
  }
  return withoutNeedless(chosen, rows);
}

/** Leaves out, the first chosen first, what only hits rows that another name hits as well. */
function withoutNeedless(chosen: readonly string[], rows: readonly Row[]): readonly string[] {
  const kept = new Set(chosen);
  const times = new Map(rows.map((row) => [row, row.names.filter((name) => kept.has(name)).length]));
  const hits = hitsByName(rows);
  for (const name of chosen) {
    const own = hits.get(name) ?? [];
    if (own.some((row) => times.get(row) === 1)) continue;
    kept.delete(name);
    for (const row of own) times.set(row, (times.get(row) ?? 0) - 1);
  }
  return [...kept];
}
