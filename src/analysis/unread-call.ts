/** Calls that are not known to the end, and the scopes that they could need. */
import type { CallSite, Resolution } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { segmentsOf } from '../catalogue/path.ts';
import type { OperationUse } from '../catalogue/types.ts';
import { OwnedMemo } from '../util/memo.ts';
import type { Requirements } from './requirement.ts';

/** No operation has more segments than this. */
const MAX_SEGMENTS = 20;

/** One way to read a call: a token needs one of these scopes. */
export interface Reading {
  readonly scopes: ReadonlySet<string>;
  /** The scopes are a guess at the whole family of an operation whose own scopes are not known: each may be needed beside any other. */
  readonly guessed: boolean;
}

/** A call that may be one of several operations, or one that the catalogue does not know. */
export interface UnreadCall {
  readonly site: CallSite;
  /** Why it is not known, as the end of a sentence. */
  readonly why: string;
  readonly readings: readonly Reading[];
}

/** The call with its readings; undefined where operation and scopes are known. */
export function toUnreadCall(site: CallSite, requirements: Requirements): UnreadCall | undefined {
  const { resolution } = site;
  switch (resolution.kind) {
    case 'operation': {
      if (requirements.of(resolution).kind !== 'unknown') return undefined;
      const { product } = resolution.operation;
      const readings = known.of(requirements, `product ${product}`, () => [guess(usesOfProduct(product, requirements), requirements)]);
      return { site, why: `the catalogue does not know which scopes authorise ${resolution.operation.id}`, readings };
    }
    case 'ambiguous': {
      const { uses } = readingsOfAmbiguous(site, resolution, requirements.catalogue);
      return { site, why: 'a call may be one of several operations and could need it', readings: readingsOf(uses, requirements) };
    }
    case 'not-in-catalogue': {
      const readings = readingsNear(site.method, site.path ?? '', requirements);
      return { site, why: 'a call is not in the catalogue and could need it', readings };
    }
    case 'unresolved': {
      const readings = readingsUnder(site.method, resolution.pathPrefix, requirements);
      return { site, why: 'a call could not be read to the end and could need it', readings };
    }
  }
}

/** Everything that a call may be whose path begins so. */
export function readingsUnder(method: string | null, pathPrefix: string, requirements: Requirements): readonly Reading[] {
  return known.of(requirements, `under ${method} ${pathPrefix}`, () => {
    const uses = requirements.catalogue.operationsUnder(method, pathPrefix);
    return uses.length > 0 ? readingsOf(uses, requirements) : readingsNear(method, pathPrefix, requirements);
  });
}

/** Whether the call could need a scope although others cover what `isCovered` says. */
export function couldNeed({ readings }: Pick<UnreadCall, 'readings'>, scope: string, isCovered: (scopes: ReadonlySet<string>) => boolean): boolean {
  return readings.some(({ scopes, guessed }) => scopes.has(scope) && (guessed || !isCovered(scopes)));
}

/**
 * Everything that an ambiguous call may be. A run-time value at the end of a path may hold several segments
 * (`/phone/${rest}`): then whatever lies below may be meant, and even that may not be all (`isOpenEnded`).
 */
export function readingsOfAmbiguous(
  { method, path }: CallSite,
  { candidates }: Ambiguous,
  catalogue: Catalogue,
): { readonly uses: readonly OperationUse[]; readonly isOpenEnded: boolean } {
  const openPath = /^(.*)\/\{[^/{}]*\}$/.exec(path ?? '');
  if (!openPath || isOneOperation(candidates)) return { uses: candidates, isOpenEnded: false };
  return { uses: catalogue.operationsUnder(method, openPath[1] ?? ''), isOpenEnded: true };
}

/** Whether the uses are one operation, on the own account or on a sub account: then what is called is read well enough. */
export function isOneOperation(uses: readonly OperationUse[]): boolean {
  return new Set(uses.map(({ operation }) => operation)).size === 1;
}

type Ambiguous = Extract<Resolution, { kind: 'ambiguous' }>;

function readingsOf(uses: readonly OperationUse[], requirements: Requirements): readonly Reading[] {
  const products = new Set<string>();
  const readings: Reading[] = [];
  for (const use of uses) {
    const requirement = requirements.of(use);
    if (requirement.kind === 'any-of') readings.push({ scopes: requirement.scopes, guessed: false });
    if (requirement.kind === 'unknown') products.add(use.operation.product);
  }
  const guesses = [...products].map((product) => guess(usesOfProduct(product, requirements), requirements));
  return [...readings, ...guesses];
}

function guess(uses: readonly OperationUse[], requirements: Requirements): Reading {
  const scopes = uses.flatMap((use) => {
    const requirement = requirements.of(use);
    return requirement.kind === 'any-of' ? [...requirement.scopes] : [];
  });
  return { scopes: new Set(scopes), guessed: true };
}

function usesOfProduct(product: string, { catalogue }: Requirements): readonly OperationUse[] {
  const operations = catalogue.operations.filter((operation) => operation.product === product);
  return operations.flatMap((operation) => [
    { operation, variant: 'own' },
    { operation, variant: 'subAccount' },
  ]);
}

/** A guess at the operations under the longest beginning of the path that has some. */
function readingsNear(method: string | null, path: string, requirements: Requirements): readonly Reading[] {
  const segments = segmentsOf(path).slice(0, MAX_SEGMENTS);
  for (;;) {
    const prefix = segments.join('/');
    const uses = requirements.catalogue.operationsUnder(method, prefix);
    if (segments.length === 0 || uses.length > 0) {
      return known.of(requirements, `near ${method} ${prefix}`, () => [guess(uses, requirements)]);
    }
    segments.pop();
  }
}

/** Readings are many scopes, and many calls have the same. While someone types, the same paths come again and again. */
const known = new OwnedMemo<Requirements, readonly Reading[]>(1_000);
