/** Text with holes → which API it addresses, and the path on it. */
import { urlText } from './builtins.ts';
import type { ts } from './ts.ts';
import { MAX_ALTERNATIVES, nameOf, namesOf, outOfBounds, type Value } from './value.ts';

/** One way to read a value as text: holes stand in it as markers. */
export interface Reading {
  readonly text: string;
  readonly holes: readonly Value[];
  /** Where the known text is written. */
  readonly nodes: readonly ts.Node[];
  /** It stands where a fallback would take its place, and says nothing itself. */
  readonly weak: boolean;
  /** The options it takes of choices, by their keys. */
  readonly assumes: Assumptions;
}

/** Which option is taken of each choice. */
export type Assumptions = ReadonlyMap<string, number>;

const none: Assumptions = new Map();

/** Both sets of assumptions; undefined where they contradict each other. */
export function bothAssumed(a: Assumptions, b: Assumptions): Assumptions | undefined {
  if (a.size === 0 || b.size === 0) return a.size === 0 ? b : a;
  for (const [key, option] of b) if ((a.get(key) ?? option) !== option) return undefined;
  return new Map([...a, ...b]);
}

/** Where a reading leads. Paths are relative to the API base, without query, holes as markers. */
export type Address =
  | { readonly kind: 'zoom'; readonly path: string }
  /** The base is not known: `base` is the hole that stands for it. */
  | { readonly kind: 'based'; readonly base: Value; readonly path: string }
  | { readonly kind: 'relative'; readonly path: string }
  | { readonly kind: 'other' };

/** Private-use characters: no URL has them. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKER = /\uE000(\d+)\uE001/g;
const MARKER_AT_START = /^\uE000(\d+)\uE001/;
const API_HOST = /^(?:api(?:-[\w\uE000\uE001]+)?|fileapi)\.zoom(?:gov)?\.(?:us|com)/i;
const SITE_HOST = /^(?:[\w-]+\.)*zoom(?:gov)?\.(?:us|com)/i;

/** All readings of a value as text. */
export function readings(value: Value): readonly Reading[] {
  const all = read(value, 0);
  return all.length > MAX_ALTERNATIVES ? [...all.slice(0, MAX_ALTERNATIVES - 1), hole(outOfBounds(nameOf(value)))] : all;
}

const known = new WeakMap<Value, Reading[]>();

function read(value: Value, depth: number): Reading[] {
  if (depth > 40) return [hole(value)];
  let found = known.get(value);
  if (!found) known.set(value, found = readAnew(value, depth).slice(0, 4 * MAX_ALTERNATIVES));
  return found;
}

function readAnew(value: Value, depth: number): Reading[] {
  switch (value.kind) {
    case 'text': return [{ text: value.text.replace(/[\uE000\uE001]/g, ''), holes: [], nodes: value.node ? [value.node] : [], weak: false, assumes: none }];
    case 'nothing': return [];
    case 'union': {
      const { by } = value;
      return value.options.flatMap((option, index) => read(option, depth + 1).flatMap(reading => {
        const assumes = by ? bothAssumed(reading.assumes, new Map([[by.key, index]])) : reading.assumes;
        return assumes ? [{ ...reading, assumes }] : [];
      }));
    }
    case 'url': return read(urlText(value), depth + 1);
    case 'concat': {
      let rows: Reading[] = [empty];
      for (const part of value.parts) {
        let options = read(part, depth + 1);
        if (options.length === 0) options = [hole(part)];
        if (rows.length * options.length > 4 * MAX_ALTERNATIVES) options = [hole(outOfBounds(nameOf(part)))];
        // An empty default in place of an id would make another path; callers do not mean that.
        const fit = (row: Reading): Reading[] => (options.length > 1 && row.text.endsWith('/') ? options.filter(option => option.text !== '') : options);
        rows = rows.flatMap(row => fit(row).flatMap(option => append(row, option) ?? []));
      }
      return rows;
    }
    case 'default': {
      const of = read(value.of, depth + 1).map(reading => (isBareHole(reading) ? { ...reading, weak: true } : reading));
      const fallback = read(value.fallback, depth + 1);
      // What options might override is taken as it is given.
      return value.isOverride && fallback.length > 0 ? [...of.filter(reading => !reading.weak), ...fallback] : [...of, ...fallback];
    }
    case 'result': {
      const [path, base] = value.args;
      if (value.isNew && value.callee.kind === 'external' && value.callee.name === 'URL' && path) {
        const bases: Reading[] = base && base.kind !== 'nothing' ? read(base, depth + 1) : [empty];
        return bases.flatMap(start => read(path, depth + 1).flatMap(rest => append(start, rest) ?? []));
      }
      if (value.callee.kind === 'external' && /^encodeURI/.test(value.callee.name) && path) return [hole(path)];
      return [hole(value)];
    }
    default: return [hole(value)];
  }
}

/** Whether nothing of a reading is known. */
export function isBareHole(reading: Reading): boolean {
  return /^\uE000\d+\uE001$/.test(reading.text);
}

function hole(value: Value): Reading {
  return { text: `${OPEN}0${CLOSE}`, holes: [value], nodes: [], weak: false, assumes: none };
}

const empty: Reading = { text: '', holes: [], nodes: [], weak: false, assumes: none };

function append(a: Reading, b: Reading): Reading | undefined {
  const assumes = bothAssumed(a.assumes, b.assumes);
  if (!assumes) return undefined;
  const shifted = a.holes.length === 0 || b.holes.length === 0 ? b.text : b.text.replace(MARKER, (_, index: string) => `${OPEN}${Number(index) + a.holes.length}${CLOSE}`);
  // The hosted default of an own variable may say where to look; once something known follows, the reading is as good as another.
  return { text: a.text + shifted, holes: [...a.holes, ...b.holes], nodes: [...a.nodes, ...b.nodes], weak: a.weak || b.weak, assumes };
}

/** `base` with `path` after it, slashes as HTTP clients put them; undefined where the two exclude each other. */
export function joinReadings(base: Reading, path: Reading): Reading | undefined {
  const slash = base.text.endsWith('/') || path.text.startsWith('/') || path.text === '' || path.text.startsWith('?') ? '' : '/';
  const start = base.text.endsWith('/') && path.text.startsWith('/') ? { ...base, text: base.text.slice(0, -1) } : base;
  return append({ ...start, text: start.text + slash }, path);
}

/** Where a reading leads; `baseUrls` stand for the API base too. */
export function addressOf(reading: Reading, baseUrls: readonly string[] = []): Address {
  const { text, holes } = reading;
  const own = baseUrls.map(base => base.replace(/\/$/, '')).find(base => text === base || text.startsWith(`${base}/`) || text.startsWith(`${base}${OPEN}`));
  if (own !== undefined) return { kind: 'zoom', path: cutQuery(text.slice(own.length)) };
  const url = /^(?:https?:|\uE000\d+\uE001:?)?\/\/([^/?#]*)([^]*)$/i.exec(text) ?? (API_HOST.test(text) ? [text, .../^([^/?#]*)([^]*)$/.exec(text)?.slice(1) ?? []] : null);
  if (!url) {
    const start = MARKER_AT_START.exec(text);
    const base = start && holes[Number(start[1])];
    if (start && base) return { kind: 'based', base, path: withoutVersion(cutQuery(text.slice(start[0].length)), holes) };
    return /^[a-z][a-z0-9+.-]*:/i.test(text) ? { kind: 'other' } : { kind: 'relative', path: cutQuery(text) };
  }
  const host = (url[1] ?? '').replace(/:\d+$/, '');
  const rest = url[2] ?? '';
  const whole = /^\uE000(\d+)\uE001$/.exec(host);
  const base = whole && holes[Number(whole[1])];
  if (base) return { kind: 'based', base, path: withoutVersion(cutQuery(rest), holes) };
  const api = API_HOST.exec(host);
  const site = api ?? SITE_HOST.exec(host);
  if (!site) return { kind: 'other' };
  const glued = host.slice(site[0].length);
  if (glued !== '' && !glued.startsWith(OPEN)) return { kind: 'other' };
  const path = cutQuery(glued + rest);
  if (path.startsWith('/scim2')) return { kind: 'zoom', path };
  const versioned = withoutVersion(path, holes);
  if (versioned !== path) return { kind: 'zoom', path: versioned };
  // The website serves more than the API; what stands after its name must say that it is meant.
  if (!api) return MARKER_AT_START.test(path) || MARKER_AT_START.test(path.slice(1)) ? { kind: 'zoom', path } : { kind: 'other' };
  // Tokens and GraphQL are asked for elsewhere than operations.
  return /^\/?$|^\/?(?:oauth|v3\/graphql)\b/.test(path) ? { kind: 'other' } : { kind: 'zoom', path };
}

function withoutVersion(path: string, holes: readonly Value[]): string {
  const literal = /^\/?v2(?=[/\uE000]|$)/.exec(path);
  if (literal) return path.slice(literal[0].length);
  const marked = /^\/?\uE000(\d+)\uE001(?=\/)/.exec(path);
  const named = marked && holes[Number(marked[1])];
  return marked && named && /^(api_?)?v(er(sion)?)?$/i.test(nameOf(named)) ? path.slice(marked[0].length) : path;
}

function cutQuery(path: string): string {
  const end = path.search(/[?#&]/);
  return end < 0 ? path : path.slice(0, end);
}

/** One segment of a path. */
export interface Segment {
  /** With holes as markers. */
  readonly text: string;
  readonly holes: readonly number[];
  /** Nothing but one hole. */
  readonly isHole: boolean;
}

export function segmentsOf(path: string): readonly Segment[] {
  return path.split('/').filter(part => part !== '').map(part => {
    if (!part.includes(OPEN)) return { text: part, holes: [], isHole: false };
    const indices = [...part.matchAll(MARKER)].map(match => Number(match[1]));
    return { text: part, holes: indices, isHole: indices.length === 1 && /^\uE000\d+\uE001$/.test(part) };
  });
}

/** A path as people write it: holes as `{name}`. */
export function printPath(segments: readonly Segment[], holes: readonly Value[]): string {
  const print = (segment: Segment): string => segment.holes.length === 0 ? segment.text : segment.text.replace(MARKER, (_, index: string) => `{${holeName(holes[Number(index)])}}`);
  return `/${segments.map(print).join('/')}`;
}

function holeName(value: Value | undefined): string {
  const name = value ? nameOf(value).replace(/\W/g, '') : '';
  return name === '' || name.length > 60 ? 'value' : name;
}

/** Whether a hole's name says that it is a query string or the like. */
export function isNamedQuery(value: Value | undefined): boolean {
  return value !== undefined && namesOf(value).concat(nameOf(value)).some(name => /quer|search|^qs$|param|filter|pagina|stringify|suffix|page|cursor/i.test(name));
}

/** Whether any of these names is Zoom's. */
export function isNamedZoom(names: readonly string[]): boolean {
  return names.some(name => /zoom(?!in|out|level|scale|ed|able|factor|ing)/i.test(name) || /^ZM_/.test(name));
}
