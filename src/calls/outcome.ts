/** A request that a call makes → what it is in Zoom's API, or what stands in the way of knowing. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { OperationMatch } from '../catalogue/types.ts';
import type { Resolution, Subject, UnresolvedReason } from './call-site.ts';
import type { Sending } from './clients.ts';
import type { ts } from './ts.ts';
import { isOpen, nameOf, namesOf, type Value } from './value.ts';
import { addressOf, bothAssumed, isBareHole, isNamedQuery, isNamedZoom, joinReadings, printPath, readings, segmentsOf, type Assumptions, type Reading, type Segment } from './zoom-url.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** One reading of one request. */
export interface Outcome {
  readonly method: string | null;
  readonly path: string | null;
  readonly resolution: Resolution;
  readonly confidence: 'certain' | 'likely';
  readonly subject: Subject;
  /** The path or the method hangs on a parameter: callers may tell more. */
  readonly isOpen: boolean;
  /** Where the text of the URL is written. */
  readonly nodes: readonly ts.Node[];
}

/** What is known about the place of a call, for bases that are not known. */
export interface CallContext {
  /** Words by which the client is called: callee, its owner, the class around. */
  readonly names: readonly string[];
  /** The file or the project is named after Zoom, and the code is a server's. */
  readonly isZoomFile: boolean;
}

export class Outcomes {
  readonly #catalogue: Catalogue;
  readonly #baseUrls: readonly string[];
  readonly #settle: (value: Value) => Value;

  /** `baseUrls` stand for the API base; `settle` puts in what all callers together say of a value's parameters. */
  constructor(catalogue: Catalogue, baseUrls: readonly string[], settle: (value: Value) => Value) {
    this.#catalogue = catalogue;
    this.#baseUrls = baseUrls;
    this.#settle = settle;
  }

  /** All readings of a request that lead to Zoom. */
  of(sending: Sending, context: CallContext): readonly Outcome[] {
    const found: Outcome[] = [];
    const weak = new Set<Outcome>();
    const methods = methodsOf(sending.method, value => this.#hangsOnParameter(value));
    for (const url of this.#urls(sending)) {
      const reached = this.#reach(url, sending, context);
      if (!reached) continue;
      for (const method of this.#methodsHere(methods, sending.method, reached.path)) {
        if (!method.assumes.some(assumes => bothAssumed(assumes, url.assumes))) continue;
        const outcome = this.#outcome(reached, method, url);
        if (outcome) found.push(outcome);
        if (outcome && url.weak) weak.add(outcome);
      }
    }
    // What could override a request that is given is not taken to.
    if (found.some(outcome => !weak.has(outcome))) for (const outcome of weak) if (outcome.resolution.kind === 'unresolved') found.splice(found.indexOf(outcome), 1);
    const strong = found.some(outcome => outcome.resolution.kind === 'operation');
    // Where the base is a guess, only what fits the catalogue is Zoom's.
    return merged(found.filter(outcome => outcome.confidence === 'certain' || this.#fits(outcome) || (outcome.isOpen && !strong)));
  }

  /** Where the path is given and only the method is left to callers, all callers together say which methods it is called with. */
  #methodsHere(methods: readonly MethodReading[], method: Value, path: string): readonly MethodReading[] {
    if (!methods.some(one => one.isOpen) || segmentsOf(path)[0]?.isHole !== false) return methods;
    const settled = methodsOf(this.#settle(method), value => this.#hangsOnParameter(value));
    return settled.some(one => one.name === null) ? methods : settled;
  }

  /** The readings of a request's URL, relative ones after the client's base. */
  #urls(sending: Sending): readonly Reading[] {
    const all = readings(sending.url).flatMap(reading => this.#withSettledBase(reading));
    // Options that could override a URL that is given are not taken to.
    const given = all.filter(reading => !reading.weak || !isBareHole(reading));
    const urls = given.length > 0 ? given : all;
    if (!sending.base) return urls;
    const bases = readings(sending.base).flatMap(reading => this.#withSettledBase(reading)).filter((base, _, all) => !base.weak || all.length === 1);
    return urls.flatMap(url => (addressOf(url).kind === 'relative' || startsWithOpenPath(url) ? bases.flatMap(base => joinReadings(base, url) ?? []) : [url]));
  }

  /** A URL that begins with a parameter and goes on with a path: all callers together say what the base is. */
  #withSettledBase(reading: Reading): readonly Reading[] {
    const address = addressOf(reading);
    if (address.kind !== 'based' || address.path === '' || !isOpen(address.base)) return [reading];
    const settled = this.#settle(address.base);
    if (settled === address.base) return [reading];
    const bases = readings(settled);
    const known = bases.filter(base => !base.weak);
    const cut = reading.text.indexOf('\uE001') + 1;
    if (known.length === 0) return bases.length > 0 ? bases.map(base => glue(base, reading, cut)) : [reading];
    return known.map(base => glue(base, reading, cut));
  }

  /** Whether requests below a base go to Zoom, as far as it or its name tells. */
  isZooms(base: Value): boolean {
    return readings(base).some(reading => {
      const address = addressOf(reading, this.#baseUrls);
      return address.kind === 'zoom' || (address.kind === 'based' && isNamedZoom(namesOf(address.base)));
    });
  }

  #reach(url: Reading, sending: Sending, context: CallContext): Reach | undefined {
    const address = addressOf(url, this.#baseUrls);
    const names = sending.provider === undefined ? context.names : [...context.names, sending.provider];
    const isZoomFile = context.isZoomFile && (sending.provider === undefined || isNamedZoom([sending.provider]));
    if (sending.provider !== undefined && !isNamedZoom([sending.provider]) && address.kind !== 'zoom') return undefined;
    switch (address.kind) {
      case 'zoom': return { path: address.path, confidence: 'certain', isNamedBase: false };
      case 'other': return undefined;
      case 'based': {
        if (this.#hangsOnParameter(address.base) && address.path === '') return { path: `/${url.text}`, confidence: 'likely', isNamedBase: false };
        const baseNames = namesOf(address.base);
        if (isForeign(baseNames)) return undefined;
        return isNamedZoom(baseNames) || isNamedZoom(names) || (isZoomFile && address.path !== '') ? { path: address.path === '' ? `/${url.text}` : address.path, confidence: 'likely', isNamedBase: isNamedZoom(baseNames) && sending.isKnownClient && address.path !== '' } : undefined;
      }
      case 'relative': {
        // A client without a base sends relative URLs to the app's own server.
        if (sending.isKnownClient && !sending.base) return undefined;
        if (/^\/?api\//.test(address.path)) return undefined;
        if (!address.path.includes('/') && !sending.base && !sending.isConfigured) return undefined;
        return isNamedZoom(names) || (isZoomFile && (sending.isConfigured || sending.hasVerb)) ? { path: address.path.replace(/^\/?v2(?=\/)/, ''), confidence: 'likely', isNamedBase: false } : undefined;
      }
    }
  }

  #outcome(reached: Reach, method: MethodReading, url: Reading): Outcome | undefined {
    const whole = segmentsOf(reached.path);
    const segments = this.#withoutQuery(whole, url.holes, method.name);
    const path = printPath(segments, url.holes);
    const base = { confidence: reached.confidence, nodes: url.nodes, subject: this.#subjectOf(segments, url.holes) };
    const open = (index: number): boolean => {
      const value = url.holes[index];
      return value !== undefined && this.#hangsOnParameter(value);
    };
    const isOpenAt = (at: Segment): boolean => at.holes.some(open);
    const first = segments[0];
    const unresolved = (why: UnresolvedReason, isOpen: boolean, knownPath: string | null): Outcome =>
      ({ ...base, method: method.name, path: knownPath, resolution: { kind: 'unresolved', why, pathPrefix: prefixOf(segments) }, isOpen });
    const unread = (at: readonly Segment[], isOpen: boolean): Outcome => unresolved(reasonFor(at, url.holes, reached.isNamedBase), isOpen, null);
    if (!first) return url.holes.length > 0 && whole.length > 0 ? unread(whole, whole.some(isOpenAt)) : undefined;
    if (first.holes.length > 0) return unread([first], isOpenAt(first));
    if (method.name === null) return unresolved('dynamic-method', method.isOpen, path);
    const match = this.#catalogue.lookup(method.name, path);
    const printed = match.kind === 'operation' ? fitted(path, match) : path;
    const dynamicTail = this.#dynamicTail(segments, url.holes) ?? (match.kind === 'ambiguous' ? segments.find(segment => segment === segments.at(-1) && segment.isHole && isPathLike(url.holes[segment.holes[0] ?? -1])) : undefined);
    if (dynamicTail) return unread([dynamicTail], isOpenAt(dynamicTail));
    // Unknown as it is, only its last part may still turn out to be several segments.
    const last = segments.at(-1);
    const isOpen = match.kind === 'ambiguous' ? segments.some(isOpenAt) : match.kind === 'not-in-catalogue' && last !== undefined && isOpenAt(last);
    // `/users/email` is nobody's.
    const subject = match.kind === 'operation' && base.subject === 'other' && !/\/users\/(\{|me\b)/.test(match.operation.path) ? 'none' : base.subject;
    return { ...base, subject, method: method.name, path: printed, resolution: match, isOpen };
  }

  /** Whether a request, or with some method the request would be, stands in the catalogue. */
  #fits({ resolution, path }: Outcome): boolean {
    if (resolution.kind !== 'unresolved') return resolution.kind !== 'not-in-catalogue';
    if (resolution.why === 'unknown-base') return true;
    return resolution.why === 'dynamic-method' && path !== null && METHODS.some(method => this.#catalogue.lookup(method, path).kind === 'operation');
  }

  /** A segment with text and a hole glued to its end, which may hold anything, slashes too. */
  #dynamicTail(segments: readonly Segment[], holes: readonly Value[]): Segment | undefined {
    const last = segments.at(-1);
    return last && last.holes.length > 0 && !last.isHole && /[\w\uE001]\uE000\d+\uE001$/.test(last.text) && !isNamedQuery(holes[last.holes.at(-1) ?? -1]) ? last : undefined;
  }

  /** A path without a query string that is glued to its end as a value. */
  #withoutQuery(segments: readonly Segment[], holes: readonly Value[], method: string | null): readonly Segment[] {
    const last = segments.at(-1);
    if (!last || last.holes.length === 0 || segments.length < 2 && last.isHole) return segments;
    const tail = holes[last.holes.at(-1) ?? -1];
    if (!/\uE001$/.test(last.text)) return segments;
    const kept = last.text.replace(/\uE000\d+\uE001$/, '');
    const without: readonly Segment[] = kept === '' ? segments.slice(0, -1) : [...segments.slice(0, -1), { ...last, text: kept, holes: last.holes.slice(0, -1), isHole: /^\uE000\d+\uE001$/.test(kept) }];
    if (!isNamedQuery(tail)) return segments;
    if (kept !== '') return without;
    const lookup = (path: readonly Segment[]): string => this.#catalogue.lookup(method ?? 'GET', printPath(path, holes)).kind;
    return lookup(segments) === 'operation' ? segments : lookup(without) === 'operation' ? without : segments;
  }

  /** Whose data a path under `/users` is; what callers agree on counts as written. */
  #subjectOf(segments: readonly Segment[], holes: readonly Value[]): Subject {
    const at = segments.findIndex(segment => segment.text === 'users');
    const subject = at >= 0 && at <= 2 ? segments[at + 1] : undefined;
    if (!subject) return 'none';
    if (subject.holes.length === 0) return subject.text === 'me' ? 'me' : 'other';
    const value = subject.isHole ? holes[subject.holes[0] ?? -1] : undefined;
    if (!value || !isOpen(value)) return 'unknown';
    const settled = this.#settle(value);
    // Nobody gives it: its default stands beside it.
    if (settled.kind === 'nothing') return 'none';
    const given = readings(settled);
    if (given.length === 0 || given.some(reading => reading.holes.length > 0)) return 'unknown';
    return given.every(reading => reading.text === 'me') ? 'me' : given.some(reading => reading.text === 'me') ? 'unknown' : 'other';
  }

  #hangsOnParameter(value: Value): boolean {
    return hangsOnParameter(value, 0);
  }
}

function glue(base: Reading, reading: Reading, cut: number): Reading {
  const shift = base.holes.length;
  const rest = reading.text.slice(cut).replace(/\uE000(\d+)\uE001/g, (_, index: string) => `\uE000${Number(index) + shift}\uE001`);
  const start = base.text.endsWith('/') && rest.startsWith('/') ? base.text.slice(0, -1) : base.text;
  return { text: start + rest, holes: [...base.holes, ...reading.holes], nodes: [...base.nodes, ...reading.nodes], weak: base.weak || reading.weak, assumes: bothAssumed(base.assumes, reading.assumes) ?? reading.assumes };
}

function hangsOnParameter(value: Value, depth: number): boolean {
  if (depth > 12 || !isOpen(value)) return false;
  switch (value.kind) {
    case 'param': return true;
    case 'member': return hangsOnParameter(value.of, depth + 1) || (value.key !== undefined && hangsOnParameter(value.key, depth + 1));
    case 'default': return hangsOnParameter(value.of, depth + 1);
    case 'result': return hangsOnParameter(value.callee, depth + 1) || value.args.some(arg => hangsOnParameter(arg, depth + 1));
    case 'union': return value.options.some(option => hangsOnParameter(option, depth + 1));
    case 'concat': return value.parts.some(part => hangsOnParameter(part, depth + 1));
    case 'this': return true;
    default: return false;
  }
}

/** Why a path with these holes is not known. */
function reasonFor(segments: readonly Segment[], holes: readonly Value[], isNamedBase: boolean): UnresolvedReason {
  const values = segments.flatMap(segment => segment.holes.map(index => holes[index]));
  if (values.some(value => value?.kind === 'unknown' && value.isBound)) return 'depth-bound';
  return isNamedBase ? 'unknown-base' : 'dynamic-path';
}

/** Whether a value is a stretch of path rather than one segment. */
function isPathLike(value: Value | undefined): boolean {
  if (!value) return false;
  if (value.kind === 'result' && value.callee.kind === 'member' && value.callee.name === 'join') return true;
  return /path|rest|endpoint|suffix|route|url|uri|tail|remainder/i.test(nameOf(value));
}

function startsWithOpenPath(url: Reading): boolean {
  const address = addressOf(url);
  return address.kind === 'based' && address.path === '';
}

/** A URL that leads to Zoom. */
interface Reach {
  /** Relative to the API base, holes as markers. */
  readonly path: string;
  readonly confidence: 'certain' | 'likely';
  /** Only its name says that the base of a client we know is Zoom's. */
  readonly isNamedBase: boolean;
}

interface MethodReading {
  readonly name: string | null;
  readonly isOpen: boolean;
  /** What must hold for it, in each of the ways to come to it. */
  readonly assumes: readonly Assumptions[];
}

/** The methods that a value may be, upper case; `name` null where one of them is not known. */
function methodsOf(value: Value, isOpen: (value: Value) => boolean): readonly MethodReading[] {
  const found = new Map<string | null, MethodReading>();
  for (const reading of readings(value)) {
    const [hole] = reading.holes;
    let name: string | null = hole ? null : reading.text.trim().toUpperCase();
    // An enum of a package we do not see: HttpMethod.POST.
    if (hole?.kind === 'member' && /^(GET|POST|PUT|PATCH|DELETE|HEAD)$/i.test(hole.name) && reading.text.length < 6) name = hole.name.toUpperCase();
    if (name !== null && !/^[A-Z]{2,10}$/.test(name)) name = null;
    const other = found.get(name);
    found.set(name, { name, isOpen: hole !== undefined && (other?.isOpen || isOpen(hole)), assumes: [...other?.assumes ?? [], reading.assumes] });
  }
  return found.size > 0 ? [...found.values()] : [{ name: 'GET', isOpen: false, assumes: [new Map()] }];
}

function prefixOf(segments: readonly Segment[]): string {
  const known: string[] = [];
  for (const segment of segments) {
    if (segment.holes.length > 0) break;
    known.push(segment.text);
  }
  return known.length > 0 ? `/${known.join('/')}` : '';
}

/** A path whose values are holes, as the operation has them; `me` stays. */
function fitted(path: string, match: OperationMatch): string {
  if (match.kind !== 'operation') return path;
  const own = path.split('/').filter(Boolean);
  const template = match.operation.path.split('/').filter(Boolean);
  const offset = own.length - template.length;
  return `/${own.map((segment, index) => {
    const parameter = index < offset ? (index === 1 ? '{accountId}' : segment) : template[index - offset];
    return parameter?.startsWith('{') && !segment.includes('{') && segment !== 'me' ? parameter : segment;
  }).join('/')}`;
}

/** Names of bases that are somebody else's: the app's own server as a browser sees it. */
function isForeign(names: readonly string[]): boolean {
  return !isNamedZoom(names) && names.some(name => /^(REACT_APP_|NEXT_PUBLIC_|VITE_|EXPO_PUBLIC_|VUE_APP_|NUXT_)|backend|google|graph|slack|github|stripe|calendly|hubspot|salesforce|origin$|location/i.test(name));
}

/** Readings that come to the same, told once; what differs by its hole's name or by `me` is a hole. */
function merged(outcomes: readonly Outcome[]): readonly Outcome[] {
  const byKey = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const { resolution } = outcome;
    const id = resolution.kind === 'operation' ? `${resolution.operation.id} ${resolution.variant}` : `${resolution.kind} ${outcome.method} ${outcome.path?.replace(/\{\w*\}/g, '{}')}`;
    const other = byKey.get(id);
    byKey.set(id, other ? both(other, outcome) : outcome);
  }
  return [...byKey.values()];
}

function both(a: Outcome, b: Outcome): Outcome {
  const path = a.path === b.path || a.path === null || b.path === null ? a.path : holesOf(a.path, b.path);
  return {
    ...a, path, nodes: [...a.nodes, ...b.nodes], isOpen: a.isOpen && b.isOpen,
    confidence: a.confidence === 'certain' || b.confidence === 'certain' ? 'certain' : 'likely',
    subject: a.subject === b.subject || b.subject === 'none' ? a.subject : a.subject === 'none' ? b.subject : 'unknown',
  };
}

function holesOf(a: string, b: string): string {
  const others = b.split('/');
  return a.split('/').map((segment, index) => (segment === others[index] ? segment : segment.startsWith('{') ? segment : others[index]?.startsWith('{') ? others[index] : segment === 'me' || others[index] === 'me' ? '{userId}' : segment)).join('/');
}
