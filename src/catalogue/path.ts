/** The segments of operation templates and of paths in code. */

/** Splits a path relative to the API base into segments; leading, trailing and doubled slashes do not count. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Whether a template's segment is a parameter, `{userId}`. */
export function isParameter(segment: string): boolean {
  return segment.startsWith('{') && segment.endsWith('}');
}

/** Whether the whole of a segment in code is a run-time value, which may be any text. */
export function isHole(segment: string): boolean {
  return /^\{[^{}]*\}$/.test(segment);
}

/** Whether a run-time value stands inside a segment (`registrants.{x}`): no literal segment of a template is meant. */
export function hasHole(segment: string): boolean {
  return segment.includes('{');
}
