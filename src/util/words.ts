/** The words that a name is made of. */

/** `requiredZoomScopes`, `REQUIRED_ZOOM_SCOPES`, `required-zoom-scopes` → `required`, `zoom`, `scopes`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
}
