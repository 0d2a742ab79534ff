/** What an app's declarations add up to, and which of them decide. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Declaration } from '../declarations/declaration.ts';
import type { Span } from '../util/span.ts';
import type { App } from './facts.ts';

/** The declarations of one app, sorted out. */
export interface DeclaredSet {
  /**
   * The declarations that say what the app holds. The manifest and the configuration do, where there are any: what code
   * and environment ask for at run time is then a part of it, or a list for another purpose, and calling that unused
   * would be guessing. Without them code, authorize URLs and environment decide together.
   */
  readonly deciding: ReadonlySet<Declaration>;
  /** The deciding declarations' names that the catalogue knows. */
  readonly known: ReadonlySet<string>;
  /** Names that it does not know, with the known names that a slip of the pen away from them, best first. */
  readonly unknown: ReadonlyMap<string, readonly string[]>;
  /** Declarations that repeat another one of the same list, with the place of the first. */
  readonly repeats: ReadonlyMap<Declaration, Span>;
}

/** Who declares more unknown names than this has not mistyped them, and looking for near ones takes time. */
const MAX_SUGGESTIONS = 200;

/** By catalogue: each type that an app may have asks for the same. */
const sets = new WeakMap<Catalogue, WeakMap<App, DeclaredSet>>();

/** Sorts an app's declarations out; of one app once. */
export function declaredSetOf(app: App, catalogue: Catalogue): DeclaredSet {
  const ofCatalogue = sets.get(catalogue) ?? new WeakMap<App, DeclaredSet>();
  const set = ofCatalogue.get(app) ?? sortOut(app, catalogue);
  sets.set(catalogue, ofCatalogue.set(app, set));
  return set;
}

function sortOut(app: App, catalogue: Catalogue): DeclaredSet {
  const binding = app.declarations.filter(({ source }) => source === 'manifest' || source === 'config');
  const deciding = new Set(binding.length > 0 ? binding : app.declarations);
  const names = [...new Set(app.declarations.map(({ scope }) => scope))];
  const unknown = names.filter((name) => !catalogue.scope(name));
  return {
    deciding,
    known: new Set([...deciding].flatMap(({ scope }) => (catalogue.scope(scope) ? [scope] : []))),
    unknown: new Map(unknown.map((name, at) => [name, at < MAX_SUGGESTIONS ? catalogue.nearestScopes(name) : []])),
    repeats: findRepeats(app.declarations),
  };
}

function findRepeats(declarations: readonly Declaration[]): ReadonlyMap<Declaration, Span> {
  const firsts = new Map<string, Span>();
  const repeats = new Map<Declaration, Span>();
  for (const declaration of declarations) {
    const key = `${listOf(declaration)} ${declaration.scope}`;
    const first = firsts.get(key);
    if (first) repeats.set(declaration, first);
    else firsts.set(key, declaration.span);
  }
  return repeats;
}

/** A manifest has one list of scopes. Of code it is known where the list shows; what shares a line of an environment file is one. */
function listOf({ source, span, list }: Declaration): string {
  if (source === 'manifest' || source === 'config') return `${source} ${span.file}`;
  return list === undefined ? `${source} ${span.file} line ${span.line}` : `${source} ${span.file} list ${list}`;
}
