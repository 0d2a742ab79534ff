/** What finding declarations asks of the catalogue. */
import type { Catalogue } from '../catalogue/catalogue.ts';

/** Which names are Zoom's scopes, and which mean to be. */
export interface KnownScopes {
  /** Whether a scope with this name exists. */
  isKnown(scope: string): boolean;
  /** Whether a name looks like one of Zoom's: of a product that has scopes, or a slip of the pen away from one that exists. */
  resemblesKnown(scope: string): boolean;
}

/** The catalogue's answers. */
export function toKnownScopes(catalogue: Pick<Catalogue, 'scopes' | 'scope' | 'nearestScopes'>): KnownScopes {
  let products: ReadonlySet<string> | undefined;
  const isOfKnownProduct = (scope: string): boolean => {
    products ??= new Set([...catalogue.scopes.keys()].filter(name => name.includes(':')).map(productOf));
    return products.has(productOf(scope));
  };
  return {
    isKnown: scope => catalogue.scope(scope) !== undefined,
    resemblesKnown: scope => isOfKnownProduct(scope) || catalogue.nearestScopes(scope, 1).length > 0,
  };
}

function productOf(scope: string): string {
  return scope.slice(0, scope.indexOf(':') + 1);
}
