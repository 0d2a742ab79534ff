/** JavaScript's own functions, as far as they make text: strings, arrays, objects, `URL`. */
import type { Interpreter } from './interpreter.ts';
import { arrayOf, concat, concatAll, defaultOf, isTruthy, layOut, mapUnion, memberOf, nothing, resultOf, spreadOf, text, unknown, urlObject, type Value, type ValueOf } from './value.ts';

/** Longer literals are not run through regular expressions. */
const MAX_REPLACED = 2_000;

/** What a call of a built-in function gives; undefined for all others. */
export function callBuiltin(interpreter: Interpreter, callee: Value, args: readonly Value[]): Value | undefined {
  if (callee.kind === 'external') return callee.global ? callGlobal(callee.name, args) : joinPackages.has(callee.name) ? joinPaths(args) : undefined;
  if (callee.kind === 'result') return filledPattern(interpreter, callee, args);
  if (callee.kind !== 'member') return undefined;
  const { of, name } = callee;
  if (of.kind === 'external') {
    const known = callNamespace(interpreter, of.name, name, args);
    if (known) return known;
  }
  if (of.kind === 'member' && of.of.kind === 'external' && of.of.name === 'path' && name === 'join') return joinPaths(args);
  if (of.kind === 'array') return callArray(interpreter, of, name, args);
  if (of.kind === 'url') return name === 'toString' || name === 'toJSON' ? urlText(of) : undefined;
  return callText(interpreter, of, name, args);
}

/** What `new` of a built-in class gives; undefined for all others. */
export function constructBuiltin(interpreter: Interpreter, callee: Value, args: readonly Value[]): Value | undefined {
  const name = callee.kind === 'external' && callee.global ? callee.name : callee.kind === 'member' && callee.of.kind === 'external' && callee.of.name === 'url' ? callee.name : undefined;
  switch (name) {
    case 'URL': {
      const [path = nothing, base] = args;
      const href = base && base.kind !== 'nothing' ? resolveUrl(interpreter, path, base) : path;
      return href && urlObject(href, new Map());
    }
    case 'URLSearchParams': return unknown('query');
    case 'String': return args[0];
    case 'Headers': case 'FormData': case 'Promise': case 'Error': case 'Date': case 'Map': case 'Set': return unknown(name);
    case 'Request': {
      const [url = nothing, init] = args;
      return { kind: 'object', node: undefined, entries: [...(init ? [{ spread: () => init }] : []), { name: 'url', value: () => url }] };
    }
    default: return undefined;
  }
}

/** A part of a URL object; undefined where it cannot be told. */
export function urlMember(url: ValueOf<'url'>, name: string): Value | undefined {
  const own = url.set.get(name);
  if (own) return own;
  if (name === 'href') return urlText(url);
  if (name === 'searchParams' || name === 'search') return unknown('query');
  const parsed = parseUrl(urlText(url));
  if (!parsed) return undefined;
  switch (name) {
    case 'protocol': return text(parsed.protocol);
    case 'host': case 'hostname': return text(parsed.host);
    case 'origin': return text(`${parsed.protocol}//${parsed.host}`);
    case 'pathname': return concat(parsed.path);
    default: return undefined;
  }
}

/** The whole text of a URL object, with the parts that were set. */
export function urlText(url: ValueOf<'url'>): Value {
  if (url.set.size === 0) return url.href;
  if (url.href.kind === 'union') return mapUnion(url.href, href => urlText(urlObject(href, url.set)));
  const set = (name: string): Value | undefined => url.set.get(name);
  const whole = set('href');
  if (whole) return whole;
  const parsed = parseUrl(url.href);
  const host = set('hostname') ?? set('host') ?? (parsed && text(parsed.host));
  const path = set('pathname') ?? (parsed && concat(parsed.path));
  if (!host || !path) return url.href;
  const protocol = set('protocol') ?? text(parsed?.protocol ?? 'https:');
  const slash = path.kind === 'text' ? !path.text.startsWith('/') : path.kind === 'concat' && path.parts[0]?.kind === 'text' && !path.parts[0].text.startsWith('/');
  return concatAll([protocol, text(protocol.kind === 'text' && !protocol.text.endsWith(':') ? '://' : '//'), host, text(slash ? '/' : ''), path]);
}

function parseUrl(href: Value): { protocol: string; host: string; path: Value[] } | undefined {
  const [first, ...rest] = href.kind === 'concat' ? href.parts : [href];
  const match = first?.kind === 'text' ? /^(https?:)\/\/([^/?#]+)([^]*)$/i.exec(first.text) : null;
  if (!match || (rest.length > 0 && match[3] === '')) return undefined;
  const path = match[3] === '' ? '/' : match[3] ?? '/';
  return { protocol: match[1] ?? 'https:', host: match[2] ?? '', path: [text(path, first?.kind === 'text' ? first.node : undefined), ...rest] };
}

/** `new URL(path, base)`; undefined until enough of both is known. */
function resolveUrl(interpreter: Interpreter, path: Value, base: Value): Value | undefined {
  if (path.kind === 'union') return eachOption(path, option => resolveUrl(interpreter, option, base));
  if (base.kind === 'union') return eachOption(base, option => resolveUrl(interpreter, path, option));
  if (base.kind === 'default') {
    const of = resolveUrl(interpreter, path, base.of);
    const fallback = resolveUrl(interpreter, path, base.fallback);
    return of && fallback && defaultOf(of, fallback);
  }
  const start = leadingText(path);
  if (start === undefined) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(start)) return path;
  const from = base.kind === 'url' ? urlText(base) : base;
  const parsed = parseUrl(from);
  if (!parsed) return start.startsWith('/') || leadingText(from) === undefined ? concat([from, text(start.startsWith('/') ? '' : '/'), path]) : undefined;
  const origin = text(`${parsed.protocol}//${parsed.host}`, parsed.path[0]?.kind === 'text' ? parsed.path[0].node : undefined);
  if (start.startsWith('/')) return concat([origin, path]);
  const last = parsed.path.at(-1);
  if (last?.kind !== 'text') return concat([origin, ...parsed.path, path]);
  const folder = last.text.slice(0, last.text.lastIndexOf('/') + 1);
  return concat([origin, ...parsed.path.slice(0, -1), text(folder, last.node), path]);
}

function eachOption(value: ValueOf<'union'>, map: (option: Value) => Value | undefined): Value | undefined {
  const options = value.options.map(map);
  return options.every(option => option !== undefined) ? mapUnion(value, option => options[value.options.indexOf(option)] ?? option) : undefined;
}

function leadingText(value: Value): string | undefined {
  const first = value.kind === 'concat' ? value.parts[0] : value;
  return first?.kind === 'text' ? first.text : undefined;
}

const joinPackages = new Set(['url-join', 'urljoin', 'proper-url-join']);

function callGlobal(name: string, args: readonly Value[]): Value | undefined {
  const [first = nothing] = args;
  switch (name) {
    case 'String': return first;
    case 'encodeURIComponent': case 'encodeURI': case 'escape':
      return first.kind === 'text' ? text(encodeURIComponent(first.text), first.node) : first.kind === 'union' ? mapUnion(first, option => callGlobal(name, [option]) ?? resultOf({ kind: 'external', name, global: true }, [option])) : undefined;
    case 'decodeURIComponent': return first;
    case '===': return equal(first, args[1] ?? nothing);
    case '&&': return args.some(arg => isTruthy(arg) === false) ? text('false') : args.every(arg => isTruthy(arg) === true) ? text('true') : undefined;
    case '||': return args.some(arg => isTruthy(arg) === true) ? text('true') : args.every(arg => isTruthy(arg) === false) ? text('false') : undefined;
    case '!': {
      const holds = isTruthy(first);
      return holds === undefined ? undefined : text(String(!holds));
    }
    case 'typeof': return typeOf(first);
    case 'parseInt': case 'Number': return first.kind === 'text' ? first : undefined;
    default: return undefined;
  }
}

function equal(a: Value, b: Value): Value | undefined {
  const known = (value: Value): boolean => value.kind === 'text' || value.kind === 'nothing';
  return known(a) && known(b) ? text(String(a.kind === b.kind && (a.kind !== 'text' || b.kind !== 'text' || a.text === b.text))) : undefined;
}

function typeOf(value: Value): Value | undefined {
  switch (value.kind) {
    case 'text': case 'concat': return text('string');
    case 'nothing': return text('undefined');
    case 'object': case 'array': case 'instance': case 'url': return text('object');
    case 'function': case 'class': return text('function');
    default: return undefined;
  }
}

function callNamespace(interpreter: Interpreter, namespace: string, name: string, args: readonly Value[]): Value | undefined {
  const [first = nothing] = args;
  switch (`${namespace}.${name}`) {
    case 'Object.freeze': case 'Object.seal': case 'react.useCallback': return first;
    case 'Object.assign': return { kind: 'object', node: first.kind === 'object' ? first.node : undefined, entries: args.map(arg => ({ spread: () => arg })) };
    case 'Object.values': {
      const entries = interpreter.entriesOf(first);
      return entries && arrayOf(entries.map(entry => entry.value));
    }
    case 'Object.keys': {
      const entries = interpreter.entriesOf(first);
      return entries && arrayOf(entries.map(entry => text(entry.name)));
    }
    case 'Object.entries': {
      const entries = interpreter.entriesOf(first);
      return entries && arrayOf(entries.map(entry => (arrayOf([text(entry.name), entry.value]))));
    }
    case 'path.join': case 'posix.join': case 'path.posix': return joinPaths(args);
    case 'util.format': return first.kind === 'text' ? format(first, args.slice(1)) : undefined;
    case 'String.raw': return first;
    case 'Promise.resolve': return first;
    case 'JSON.parse': case 'JSON.stringify': return unknown('json');
    case 'qs.stringify': case 'querystring.stringify': case 'query-string.stringify': return unknown('query');
    default: return undefined;
  }
}

/** `compile('/users/:userId')({ userId })` of path-to-regexp. */
function filledPattern(interpreter: Interpreter, callee: ValueOf<'result'>, args: readonly Value[]): Value | undefined {
  const [pattern] = callee.args;
  const maker = callee.callee;
  if (maker.kind !== 'member' || maker.name !== 'compile' || maker.of.kind !== 'external' || pattern?.kind !== 'text') return undefined;
  const [values = nothing] = args;
  return placeholders(pattern, /:([A-Za-z_]\w*)/, name => {
    const value = interpreter.member(values, name);
    return value.kind === 'nothing' ? unknown(name) : value;
  });
}

/** A text whose placeholders are filled one by one. */
function placeholders(template: ValueOf<'text'>, pattern: RegExp, fill: (name: string) => Value): Value {
  const pieces = template.text.split(pattern);
  return concatAll(pieces.map((piece, index) => (index % 2 === 0 ? text(piece, template.node) : fill(piece))));
}

function format(template: ValueOf<'text'>, args: readonly Value[]): Value {
  const parts: Value[] = [];
  let next = 0;
  for (const piece of template.text.split(/(%[sdifjoO])/)) parts.push(/^%[sdifjoO]$/.test(piece) ? args[next++] ?? text(piece) : text(piece, template.node));
  return concatAll(parts);
}

/** Joins with exactly one slash between parts. */
function joinPaths(args: readonly Value[]): Value {
  const parts: Value[] = [];
  for (const [index, arg] of args.entries()) {
    const start = leadingText(arg);
    if (index > 0) parts.push(text('/'));
    if (arg.kind === 'text') parts.push(text(trimSlashes(arg.text, index > 0), arg.node));
    else if (arg.kind === 'concat' && start !== undefined && index > 0) parts.push(text(start.replace(/^\//, '')), ...arg.parts.slice(1));
    else parts.push(arg);
  }
  return concatAll(parts);
}

function trimSlashes(value: string, leading: boolean): string {
  const from = leading && value.startsWith('/') ? 1 : 0;
  return value.slice(from, value.endsWith('/') && value.length > from ? -1 : undefined);
}

function callArray(interpreter: Interpreter, array: ValueOf<'array'>, name: string, args: readonly Value[]): Value | undefined {
  const [first = nothing] = args;
  switch (name) {
    case 'join': {
      if (array.items.some(item => item.kind === 'spread')) return unknown('text');
      const separator = first.kind === 'nothing' ? text(',') : first;
      return concatAll(array.items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])));
    }
    case 'concat': return arrayOf(layOut([array, ...args].map(arg => (arg.kind === 'array' ? spreadOf(arg) : arg))));
    case 'filter': return arrayOf(array.items.filter(item => item.kind !== 'nothing' && !(item.kind === 'text' && item.text === '')));
    case 'map': return first.kind === 'function' || (first.kind === 'external' && first.global) ? arrayOf(array.items.map(item => interpreter.call(first, [item]))) : undefined;
    case 'flat': return arrayOf(layOut(array.items.map(item => (item.kind === 'array' ? spreadOf(item) : item))));
    case 'slice': case 'reverse': case 'sort': case 'values': return array;
    case 'find': case 'at': case 'pop': case 'shift': return interpreter.elementOf(array, 'any');
    default: return undefined;
  }
}

function callText(interpreter: Interpreter, of: Value, name: string, args: readonly Value[]): Value | undefined {
  if (of.kind === 'union') return mapUnion(of, option => callText(interpreter, option, name, args) ?? resultOf(memberOf(option, name), args));
  const [first = nothing, second = nothing] = args;
  switch (name) {
    case 'startsWith': case 'endsWith': case 'includes': return tested(of, name, first);
    case 'toString': case 'valueOf': case 'toUTCString': return of.kind === 'url' ? urlText(of) : of.kind === 'unknown' || isTextual(of) || args.length === 0 ? of : undefined;
    case 'trim': case 'trimEnd': case 'trimStart': case 'normalize': return args.length === 0 ? of : undefined;
    case 'concat': return isTextual(of) || args.some(isTextual) ? concatAll([of, ...args]) : undefined;
    case 'toLowerCase': return of.kind === 'text' ? text(of.text.toLowerCase(), of.node) : of.kind === 'concat' ? of : undefined;
    case 'toUpperCase': return of.kind === 'text' ? text(of.text.toUpperCase(), of.node) : of.kind === 'concat' ? of : undefined;
    case 'replace': case 'replaceAll': return replaced(of, first, second, name === 'replaceAll');
    case 'slice': case 'substring': case 'substr': return sliced(of, name, first, second);
    case 'split': return of.kind === 'text' && first.kind === 'text' ? arrayOf(of.text.split(first.text, 50).map(piece => text(piece, of.node))) : undefined;
    default: return undefined;
  }
}

/** `of.startsWith(what)` and its like, where the known part of the text decides. */
function tested(of: Value, name: string, what: Value): Value | undefined {
  if (what.kind !== 'text' || (of.kind !== 'text' && of.kind !== 'concat')) return undefined;
  if (of.kind === 'text') return text(String(name === 'startsWith' ? of.text.startsWith(what.text) : name === 'endsWith' ? of.text.endsWith(what.text) : of.text.includes(what.text)));
  const at = name === 'endsWith' ? of.parts.at(-1) : of.parts[0];
  if (name === 'includes') return of.parts.some(part => part.kind === 'text' && part.text.includes(what.text)) ? text('true') : undefined;
  if (at?.kind !== 'text') return undefined;
  if (name === 'startsWith' && (at.text.length >= what.text.length || !what.text.startsWith(at.text))) return text(String(at.text.startsWith(what.text)));
  return name === 'endsWith' && at.text.length >= what.text.length ? text(String(at.text.endsWith(what.text))) : undefined;
}

function isTextual(value: Value): boolean {
  return value.kind === 'text' || value.kind === 'concat' || (value.kind === 'default' && isTextual(value.fallback));
}

function sliced(of: Value, name: string, from: Value, to: Value): Value | undefined {
  if (of.kind !== 'text' || from.kind !== 'text' || !/^-?\d+$/.test(from.text)) return undefined;
  const start = Number(from.text);
  if (to.kind === 'nothing') return text(name === 'substring' ? of.text.substring(start) : of.text.slice(start), of.node);
  if (to.kind !== 'text' || !/^-?\d+$/.test(to.text)) return undefined;
  const end = Number(to.text);
  return text(name === 'substr' ? of.text.substring(start, start + end) : name === 'substring' ? of.text.substring(start, end) : of.text.slice(start, end), of.node);
}

/** `of.replace(what, by)` on the parts that are known. */
function replaced(of: Value, what: Value, by: Value, all: boolean): Value | undefined {
  if (of.kind === 'default') {
    const inner = replaced(of.of, what, by, all);
    const fallback = replaced(of.fallback, what, by, all);
    return inner && fallback && defaultOf(inner, fallback);
  }
  const pattern = patternOf(what);
  if (pattern && /^(\(?[/\\]*\/\+?\)?\$|\/\+\$|\\\/\+?\$|\^\\\/\+?)$/.test(pattern.source) && of.kind !== 'text' && of.kind !== 'concat') {
    // Cutting slashes at either end of what is not known leaves it as little known.
    return of.kind === 'param' || of.kind === 'this' ? undefined : of;
  }
  if (of.kind === 'text') return replaceIn(of, what, pattern, by, all);
  if (of.kind !== 'concat') return undefined;
  if (pattern?.source.startsWith('^')) {
    const [head, ...rest] = of.parts;
    return head?.kind === 'text' ? concatAll([replaceIn(head, what, pattern, by, all) ?? head, ...rest]) : of;
  }
  if (pattern?.source.endsWith('$')) {
    const last = of.parts.at(-1);
    return last?.kind === 'text' ? concatAll([...of.parts.slice(0, -1), replaceIn(last, what, pattern, by, all) ?? last]) : of;
  }
  let done = false;
  return concatAll(of.parts.map(part => {
    if (part.kind !== 'text' || done) return part;
    const to = replaceIn(part, what, pattern, by, all);
    if (!to || (to.kind === 'text' && to.text === part.text)) return part;
    done = !all && !pattern?.flags.includes('g');
    return to;
  }));
}

function replaceIn(of: ValueOf<'text'>, what: Value, pattern: RegExp | undefined, by: Value, all: boolean): Value | undefined {
  if (of.text.length > MAX_REPLACED) return undefined;
  // A function that fills `:name` or `{name}` from a table.
  if (what.kind === 'unknown' && by.kind !== 'text' && /^\/(:|\\?\{|\\:)[^/]*\(/.test(what.name)) return placeholders(of, what.name[1] === ':' || what.name.startsWith('/\\:') ? /:([A-Za-z_]\w*)/ : /\{([A-Za-z_]\w*)\}/, name => unknown(name));
  if (what.kind === 'text' && what.text !== '') {
    const pieces = all ? of.text.split(what.text) : splitOnce(of.text, what.text);
    return concatAll(pieces.flatMap((piece, index) => (index === 0 ? [text(piece, of.node)] : [by, text(piece, of.node)])));
  }
  if (!pattern) return undefined;
  if (by.kind === 'text') return text(of.text.replace(pattern, () => by.text), of.node);
  const found = pattern.exec(of.text);
  return found ? concatAll([text(of.text.slice(0, found.index), of.node), by, text(of.text.slice(found.index + found[0].length), of.node)]) : of;
}

function splitOnce(value: string, by: string): string[] {
  const at = value.indexOf(by);
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + by.length)];
}

/**
 * A regular expression literal that is safe to run: no groups and at most two repeats, so that no text makes it slow.
 * The interpreter gives literals as unknowns named after their source.
 */
function patternOf(value: Value): RegExp | undefined {
  if (value.kind !== 'unknown' || !value.name.startsWith('/')) return undefined;
  const end = value.name.lastIndexOf('/');
  const source = value.name.slice(1, end);
  if (source.length > 60 || /[(]/.test(source) || (source.match(/[*+{]/g)?.length ?? 0) > 2) return undefined;
  try {
    return new RegExp(source, value.name.slice(end + 1).replace(/[^gimsu]/g, '').replace('y', ''));
  } catch {
    return undefined;
  }
}
