/** What a person says of a project's calls, where reading them is not enough. */

/** A function that calls the Zoom API, as the configuration declares it. */
export interface DeclaredWrapper {
  /** Its name, or the end of how it is called: `callZoom`, `zoom.request`. */
  readonly function: string;
  /** The HTTP method, or the position of the argument that gives it, from 0; GET if left out. */
  readonly method?: string | number;
  /** The path relative to the API base, or the position of the argument that gives it, from 0; 0 if left out. */
  readonly path?: string | number;
}

/** All that is said. */
export interface CallHints {
  readonly wrappers: readonly DeclaredWrapper[];
  /** URLs that stand for the API base, a proxy's for example. */
  readonly baseUrls: readonly string[];
}
