/** What sends a request: HTTP clients by name, anything else by the shape of the call. */
import { Memo } from '../util/memo.ts';
import { callsIn, type CallNode } from './file-index.ts';
import type { Interpreter } from './interpreter.ts';
import { ts } from './ts.ts';
import { concat, mapUnion, memberOf, nameOf, nothing, optionsOf, text, union, unknown, withDefault, type Value } from './value.ts';

/** A request as a call describes it. */
export interface Sending {
  readonly method: Value;
  readonly url: Value;
  /** What relative URLs are relative to; undefined where the client has no base of its own. */
  readonly base: Value | undefined;
  /** A client we know; otherwise only the shape of the call says that it sends a request. */
  readonly isKnownClient: boolean;
  /** An object describes it, as frameworks have it. */
  readonly isConfigured: boolean;
  /** The callee is named after the method. */
  readonly hasVerb: boolean;
  /** What the request says of whose API it is for: `zoom` as a provider's key. */
  readonly provider?: string;
}

/** An HTTP client, or an instance of one with a base URL. */
interface Client {
  readonly base: Value | undefined;
}

const VERBS: ReadonlyMap<string, string> = new Map([['get', 'GET'], ['post', 'POST'], ['put', 'PUT'], ['patch', 'PATCH'], ['delete', 'DELETE'], ['del', 'DELETE'], ['head', 'HEAD'], ['options', 'OPTIONS'], ['getjson', 'GET']]);
const METHOD_NAME = /^(get|post|put|patch|delete|head|options)$/i;

/** Packages that are HTTP clients: callable, with a function per verb, with `create`, `extend` or `defaults` for instances. */
const clientPackages = new Set([
  'axios', 'axios-retry', 'redaxios', 'got', 'got-cjs', 'got-scraping', 'ky', 'ky-universal', 'superagent', 'request', 'request-promise', 'request-promise-native', 'postman-request',
  'node-fetch', 'node-fetch-native', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'unfetch', 'whatwg-fetch', 'make-fetch-happen', 'fetch-retry', 'undici', 'ofetch',
  'needle', 'wretch', 'phin', 'bent', 'urllib', 'gaxios', 'popsicle', 'http', 'https', 'follow-redirects', 'jquery', '@angular/common/http', '@nestjs/axios', '@nestjs/common', 'nestjs-http-promise', '@nuxt/http', '@nuxtjs/axios', 'retry-axios', '@tauri-apps/plugin-http', 'expo/fetch',
]);
const clientGlobals = new Set(['fetch', '$fetch', 'ofetch', 'axios', '$', 'jQuery', 'UrlFetchApp', 'superagent', 'ky', 'got', 'useFetch', '$http']);
const nodeModules = new Set(['http', 'https', 'follow-redirects']);
/** Types of client packages whose values are clients. */
const clientTypes = /^(Axios(Instance|Static)?|HttpService|HttpClient|Got|KyInstance|Http|Agent|Pool|Client|NuxtAxiosInstance|Wretch\w*|OFetch|\$Fetch|Needle\w*)$/;
const baseKeys = ['baseURL', 'baseUrl', 'base_url', 'prefixUrl', 'prefixURL', 'prefix', 'baseUri', 'apiBaseUrl', 'host'];
/** Methods of clients that make clients. */
const makers = new Set(['create', 'extend', 'instance', 'defaults', 'make', 'baseUrl']);
const urlKeys = ['url', 'uri', 'endpoint', 'href', 'URL', 'requestUrl', 'apiUrl'];
const methodKeys = ['method', 'type', 'httpMethod', 'verb'];

/** The properties of an options object that say where a request goes and how. */
export const requestKeys: ReadonlySet<string> = new Set([...baseKeys, ...urlKeys, ...methodKeys, 'path', 'pathname', 'route', 'hostname', 'request', 'options', 'config']);

/** Stands for the base URL of Nest's `HttpService`, which the module around the service gives. */
export const nestBase: Value = { kind: 'external', name: 'HttpModule', global: false };

/** The requests that a call makes, as far as its callee tells; none for calls that are certainly something else. */
export function sendingsOf(interpreter: Interpreter, callee: Value, args: readonly Value[]): readonly Sending[] {
  // What an options object may be, it is in turn.
  const several = args.slice(0, 4).findIndex(arg => arg.kind === 'union' && optionsOf(arg).some(option => option.kind === 'object'));
  const options = several < 0 ? [] : optionsOf(args[several] ?? nothing);
  if (options.length > 1 && options.length <= 16) return options.flatMap(option => sendingsOf(interpreter, callee, args.map((arg, index) => (index === several ? option : arg))));
  if (callee.kind === 'default') return [...sendingsOf(interpreter, callee.of, args), ...sendingsOf(interpreter, callee.fallback, args)];
  const client = clientOf(interpreter, callee);
  if (client) return described(interpreter, client.base, undefined, args, callee);
  const owner = callee.kind === 'member' ? clientOf(interpreter, callee.of) : undefined;
  if (owner && callee.kind === 'member') return owned(interpreter, owner, callee, args);
  return guessed(interpreter, callee, args);
}

/** Whether a call of this might send a request, whatever its arguments are; cheap, and asked of every call. */
export function mightSend(interpreter: Interpreter, callee: Value): boolean {
  if (callee.kind === 'default') return mightSend(interpreter, callee.of) || mightSend(interpreter, callee.fallback);
  if (callee.kind === 'member' && (callee.name === 'say' || isEndpoint(callee))) return true;
  return guessedVerb(callee) !== undefined || clientOf(interpreter, callee) !== undefined || (callee.kind === 'member' && clientOf(interpreter, callee.of) !== undefined);
}

/** A method of the official SDK: `client.endpoints.users.getUser`. */
function isEndpoint(value: Value): boolean {
  let at = value;
  while (at.kind === 'member') {
    if (at.name === 'endpoints') return true;
    at = at.of;
  }
  return false;
}

function owned(interpreter: Interpreter, client: Client, callee: Value & { kind: 'member' }, args: readonly Value[]): readonly Sending[] {
  const name = callee.name.toLowerCase();
  const verb = VERBS.get(name);
  // client[verb](…)
  if (callee.key) return described(interpreter, client.base, 'GET', args, callee).map(sending => ({ ...sending, method: callee.key ?? sending.method }));
  if (!verb) return /^(request|fetch|ajax|raw|stream|pipeline|fetchall|\$request|requestraw)$/.test(name) ? described(interpreter, client.base, undefined, args, callee) : [];
  return described(interpreter, client.base, verb, args.length === 0 ? [text('')] : args, callee);
}

/** The client that a value is; undefined for all else. */
export function clientOf(interpreter: Interpreter, value: Value, depth = 0): Client | undefined {
  if (depth > 8) return undefined;
  switch (value.kind) {
    case 'external': return (value.global ? clientGlobals : clientPackages).has(value.name) ? { base: undefined } : undefined;
    case 'member': {
      if (value.of.kind === 'external' && !value.of.global && clientPackages.has(value.of.name)) {
        return VERBS.get(value.name.toLowerCase()) || /^(request|fetch|default|http|https|Axios|\$fetch|ofetch)$/.test(value.name) && value.of.name !== '@nestjs/common' ? (VERBS.get(value.name.toLowerCase()) ? undefined : { base: undefined }) : undefined;
      }
      return /^(axiosRef|instance|\$axios|http|https)$/.test(value.name) ? clientOf(interpreter, value.of, depth + 1) : undefined;
    }
    case 'result': return madeClient(interpreter, value, depth);
    case 'object': {
      // A client with something set on it.
      for (const entry of value.entries) if ('spread' in entry) {
        const client = clientOf(interpreter, entry.spread(), depth + 1);
        if (client) return client;
      }
      return undefined;
    }
    case 'union': {
      const clients = value.options.flatMap(option => clientOf(interpreter, option, depth + 1) ?? []);
      const bases = clients.flatMap(client => client.base ?? []);
      return clients.length > 0 ? { base: bases.length > 0 ? union(bases) : undefined } : undefined;
    }
    case 'default': return clientOf(interpreter, value.of, depth + 1) ?? clientOf(interpreter, value.fallback, depth + 1);
    default: return undefined;
  }
}

/** `axios.create(…)`, `got.extend(…)`, `wretch(url)`, `rateLimit(axios.create(…))`, `new HttpService()`. */
function madeClient(interpreter: Interpreter, value: Value & { kind: 'result' }, depth: number): Client | undefined {
  const { callee, args } = value;
  const [config = nothing] = args;
  if (value.isNew) {
    if (callee.kind === 'member' && callee.name === 'HttpService') return { base: nestBase };
    if (callee.kind !== 'member' || callee.of.kind !== 'external' || !clientPackages.has(callee.of.name) || !clientTypes.test(callee.name)) return undefined;
    return { base: /^(Pool|Client)$/.test(callee.name) ? config : baseOf(interpreter, config) ?? (callee.name === 'HttpClient' ? undefined : unknown('client')) };
  }
  if (callee.kind === 'member') {
    const parent = clientOf(interpreter, callee.of, depth + 1);
    if (parent && makers.has(callee.name)) {
      if (isTextLike(config)) return { base: config };
      return { base: baseOf(interpreter, config) ?? parent.base ?? (config.kind === 'object' || config.kind === 'nothing' ? undefined : unknown('config')) };
    }
    if (parent?.base && callee.name === 'url') return { base: concat([parent.base, config]) };
    if (parent?.base && /^(auth|headers|query|json|body|options|accept|content|middlewares|catcher|polyfills|addon|errorType)$/.test(callee.name)) return parent;
  }
  if (callee.kind === 'external' && callee.name === 'wretch') return { base: config.kind === 'nothing' ? text('') : config };
  // Libraries that take a client and give back a client: retries, rate limits, caches.
  if ((callee.kind === 'external' || (callee.kind === 'member' && callee.of.kind === 'external')) && config.kind !== 'external') return clientOf(interpreter, config, depth + 1);
  return callee.kind === 'external' && !callee.global && config.kind === 'external' && /fetch|retry|axios|limit|cache|throttle/i.test(callee.name) ? clientOf(interpreter, config, depth + 1) : undefined;
}

const making = new WeakMap<ts.SourceFile, readonly CallNode[]>();

/** The calls of a file that are named like one that makes a client of another. */
export function callsMakingClients(source: ts.SourceFile): readonly CallNode[] {
  let calls = making.get(source);
  if (!calls) making.set(source, (calls = callsIn(source).filter(({ expression }) => ts.isPropertyAccessExpression(expression) && makers.has(expression.name.text))));
  return calls;
}

function baseOf(interpreter: Interpreter, config: Value): Value | undefined {
  if (config.kind !== 'object' && config.kind !== 'union' && config.kind !== 'default') return undefined;
  return firstOf(interpreter, config, baseKeys);
}

function firstOf(interpreter: Interpreter, config: Value, keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const value = interpreter.member(config, key);
    if (value.kind !== 'nothing' && !(value.kind === 'member' && value.of === config)) return value;
  }
  return undefined;
}

/** Reads the arguments of a call of a client: `(url, options)`, `(options)`, `(method, url, options)`. */
function described(interpreter: Interpreter, base: Value | undefined, verb: string | undefined, args: readonly Value[], callee: Value): readonly Sending[] {
  const [first = nothing, second = nothing, third = nothing] = args;
  if (first.kind === 'object') {
    // wretch's post(body, url)
    if (verb && isTextLike(second) && !hasUrl(interpreter, first)) return [{ method: text(verb), url: second, base, isKnownClient: true, isConfigured: false, hasVerb: true }];
    return configured(interpreter, base, verb, first, callee, true);
  }
  if (first.kind === 'text' && METHOD_NAME.test(first.text) && second.kind !== 'nothing' && !verb) {
    return second.kind === 'object' ? configured(interpreter, base, first.text.toUpperCase(), second, callee, true) : [{ method: text(first.text.toUpperCase()), url: second, base, isKnownClient: true, isConfigured: false, hasVerb: true }];
  }
  // axios($, { url }) and the like: the request is described second.
  if (second.kind === 'object' && !isTextLike(first) && hasUrl(interpreter, second) && first.kind !== 'param') return configured(interpreter, base, verb, second, callee, true);
  const options = isOptions(second) ? second : isOptions(third) ? third : second;
  const own = options.kind === 'object' ? baseOf(interpreter, options) : undefined;
  const method = verb ? text(verb) : methodOf(interpreter, options);
  if (!verb && first.kind === 'param') {
    // `axios(config)` with a parameter: what it turns out to be decides.
    return [{ method, url: first, base: own ?? base, isKnownClient: true, isConfigured: false, hasVerb: false }];
  }
  if (first.kind === 'nothing' || first.kind === 'function') return [];
  return [{ method, url: first, base: own ?? base, isKnownClient: true, isConfigured: false, hasVerb: verb !== undefined }, ...passedOn(interpreter, first, second, callee), ...(own ?? base ? [] : proxied(first, method))];
}

/** The app's own route passes what follows on to the API: `/zoom/api/v2/users/me`. */
function proxied(url: Value, method: Value): readonly Sending[] {
  const start = url.kind === 'concat' ? url.parts[0] : url;
  const match = start?.kind === 'text' ? /^\/[^?#]*zoom[^?#]*\/v2(\/[^]*)$/i.exec(start.text) : null;
  if (!match || start?.kind !== 'text') return [];
  const path = concat([text(match[1] ?? '', start.node), ...(url.kind === 'concat' ? url.parts.slice(1) : [])]);
  return [{ method, url: path, base: unknown('zoom'), isKnownClient: false, isConfigured: false, hasVerb: true }];
}

/** The app's own Zoom route is sent a description of the request that it shall make. */
function passedOn(interpreter: Interpreter, url: Value, body: Value, callee: Value): readonly Sending[] {
  if (url.kind !== 'text' || !/^\/.*zoom/i.test(url.text) || body.kind !== 'object' || !hasUrl(interpreter, body)) return [];
  return configured(interpreter, undefined, undefined, body, memberOf({ kind: 'unknown', name: 'zoom' }, nameOf(callee) === 'get' ? 'get' : 'request'), false);
}

/** Reads an object that describes a request. */
function configured(interpreter: Interpreter, base: Value | undefined, verb: string | undefined, config: Value, callee: Value, isKnownClient: boolean): readonly Sending[] {
  const url = urlOf(interpreter, config, callee);
  if (!url) return [];
  const own = baseOf(interpreter, config);
  const method = verb && !isRequestMethod(callee) ? text(verb) : methodOf(interpreter, config);
  const provider = firstOf(interpreter, config, ['providerConfigKey', 'provider', 'integration', 'integrationId']);
  const sending: Sending = { method, url, base: own ?? base, isKnownClient, isConfigured: true, hasVerb: verb !== undefined };
  return [provider?.kind === 'text' ? { ...sending, provider: provider.text } : sending];
}

function isRequestMethod(callee: Value): boolean {
  return callee.kind === 'member' && !VERBS.get(callee.name.toLowerCase());
}

function hasUrl(interpreter: Interpreter, config: Value): boolean {
  return firstOf(interpreter, config, urlKeys) !== undefined;
}

function urlOf(interpreter: Interpreter, config: Value, callee: Value): Value | undefined {
  const url = firstOf(interpreter, config, urlKeys);
  if (url) return url.kind === 'function' ? interpreter.call(url, []) : url;
  const path = firstOf(interpreter, config, ['path', 'pathname', 'route']);
  const host = firstOf(interpreter, config, ['hostname', 'host']);
  if (host && (path || isNodeRequest(callee))) return concat([text('https://'), host, path ?? text('/')]);
  return path;
}

function isNodeRequest(callee: Value): boolean {
  return callee.kind === 'member' && callee.of.kind === 'external' && nodeModules.has(callee.of.name);
}

/** The method that an options object gives; GET where it certainly has none. */
function methodOf(interpreter: Interpreter, options: Value): Value {
  if (options.kind === 'nothing' || options.kind === 'function' || options.kind === 'text') return text('GET');
  if (options.kind === 'union') return mapUnion(options, option => methodOf(interpreter, option));
  if (options.kind === 'default') return union([methodOf(interpreter, options.of), methodOf(interpreter, options.fallback)]);
  for (const key of methodKeys) {
    const value = interpreter.member(options, key);
    if (value.kind === 'nothing') continue;
    if (key !== 'method' && value.kind !== 'text') continue;
    if (key === 'type' && value.kind === 'text' && !METHOD_NAME.test(value.text)) continue;
    return value.kind === 'default' || value.kind === 'union' ? withoutNothing(value) : value;
  }
  return text('GET');
}

/** Where the method may be left out, it is GET there. */
function withoutNothing(value: Value): Value {
  if (value.kind === 'union') return mapUnion(value, withoutNothing);
  if (value.kind === 'nothing') return text('GET');
  return value.kind === 'default' && value.fallback.kind === 'nothing' ? withDefault(value.of, text('GET')) : value;
}

function isOptions(value: Value): boolean {
  return value.kind === 'object' || value.kind === 'param' || (value.kind === 'default' && (isOptions(value.of) || isOptions(value.fallback)));
}

function isTextLike(value: Value): boolean {
  return value.kind === 'text' || value.kind === 'concat' || value.kind === 'url' || (value.kind === 'union' && value.options.some(isTextLike)) || (value.kind === 'default' && (isTextLike(value.of) || isTextLike(value.fallback)));
}

/** Calls that never send requests, however they look. */
const notClients = /^(console|log(ger)?|winston|debug|Object|Array|Math|JSON|Reflect|Promise|expect|assert|jest|vi|sinon|nock|msw|describe|it|test|cy|localStorage|sessionStorage|document|navigator|history|location|cache|redis|map|set|store|router?|app|server|express|fastify|koa|hono|i18n|t|params|searchParams|headers|cookies?|session|formData|z|zod|yup|joi|Error|mongoose|prisma|db|knex|res|response|reply|ctx|event|events|emitter|socket|io|path|fs|url|URL|vscode|program|commander|yargs|config|configService|process|env|Deno|Bun|swagger|options|settings)$/i;
const silentGlobals = new Memo<boolean>(1_000);

/** Whether a call of a global function sends nothing, as its name tells. */
export function isSilentGlobal(name: string): boolean {
  return silentGlobals.of(name, () => !clientGlobals.has(name) && guessedVerb({ kind: 'external', name, global: true }) === undefined);
}

/** Whether a global has no methods that send anything. */
export function isSilentNamespace(name: string): boolean {
  return notClients.test(name) && !clientGlobals.has(name);
}

/** What keeps values under keys and is asked for them with `get`. */
const holders = /(cache|store|map|queue|router|registry|session|storage|mock|params|headers)$/i;
const foreignRoots = new Set(['nock', 'msw', 'express', 'supertest', 'sinon', 'lru-cache', 'ioredis', 'redis', 'keyv', 'node-cache', '@playwright/test', 'cypress', 'axios-mock-adapter', 'fetch-mock', 'react-router', 'react-router-dom', 'vue-router']);
const notVerbs = /^(log|info|warn|error|debug|trace|includes|startsWith|endsWith|indexOf|match|test|replace|split|join|push|set|has|append|redirect|navigate|open|use|on|once|emit|toBe\w*|toEqual|toHave\w*|describe|it|expect|render|require|resolve|reject|then|catch|setTimeout|json|status|send(File|Status)?|end|write|find\w*|create|update\w*|insert\w*|save|parse|stringify|concat|next|reply)$/;
const requestNames = /fetch|request|http|api|call|proxy|paginate|query|invoke|axios|client|send/i;

/** A call of a function that is seen, but not where it sends what it is given: read by its name and shape. */
export function sendingsByName(interpreter: Interpreter, name: string, args: readonly Value[]): readonly Sending[] {
  const certain = args.some(arg => optionsOf(arg).some(option => {
    const first = option.kind === 'concat' ? option.parts[0] : option;
    return first?.kind === 'text' && /^https?:\/\//.test(first.text);
  }));
  if (!certain) return [];
  // Without options that could say otherwise, such helpers get.
  return guessed(interpreter, unknown(name), args).map(sending => (sending.method.kind === 'unknown' && args.length === 1 ? { ...sending, method: text('GET') } : sending));
}

/** The method that the name of an unknown callee gives, '' for one that only sounds like requests; undefined for all others. */
function guessedVerb(callee: Value): string | undefined {
  if (callee.kind === 'function' || callee.kind === 'class' || callee.kind === 'text' || callee.kind === 'nothing') return undefined;
  const name = callee.kind === 'member' ? callee.name : nameOf(callee);
  const owner = callee.kind === 'member' ? nameOf(callee.of) : name;
  if (notClients.test(owner) || holders.test(owner) || notVerbs.test(name) || isForeignRoot(callee)) return undefined;
  const verb = VERBS.get(name.toLowerCase()) ?? VERBS.get(/^_?\$?(?:http|api|do|make|send|execute)?(get|post|put|patch|del|delete)(?:json|async|request|data|call)?$/i.exec(name)?.[1]?.toLowerCase() ?? '');
  return verb ?? (requestNames.test(name) || (callee.kind === 'member' && requestNames.test(owner)) ? '' : undefined);
}

/** Whether a callee comes from a package that mocks, routes or keeps, and sends nothing. */
function isForeignRoot(callee: Value): boolean {
  let at = callee;
  while (at.kind === 'member' || at.kind === 'result') at = at.kind === 'member' ? at.of : at.callee;
  return at.kind === 'external' && (foreignRoots.has(at.name.split('/')[0] ?? '') || foreignRoots.has(at.name) || (at.global && notClients.test(at.name)));
}

/** Whether a call of something unknown may send what it is given, so that a Zoom URL among its arguments is a request we cannot read. */
export function mightForward(callee: Value): boolean {
  if (callee.kind === 'function' || callee.kind === 'class' || callee.kind === 'nothing' || callee.kind === 'text') return false;
  const name = callee.kind === 'member' ? callee.name : nameOf(callee);
  const owner = callee.kind === 'member' ? nameOf(callee.of) : name;
  return !notClients.test(owner) && !holders.test(owner) && !notVerbs.test(name) && !notForwarding.test(name) && !isForeignRoot(callee);
}

const notForwarding = /^(encodeURI(Component)?|decodeURI(Component)?|String|URL|URLSearchParams|RegExp|Symbol|Boolean|Number|btoa|atob|require|assert\w*|link|href|alert|confirm|get\w*Attribute|setAttribute|createElement|jsx|jsxs|h|useState|useRef|useMemo|memo|ref|reactive|computed|of|from|trim|slice|substring|substr|search|format|sprintf|print\w*|to[A-Z]\w*|is[A-Z]\w*|has[A-Z]\w*|validate\w*|check\w*|add|delete|clear|keys|values|entries|setProperty|default|describe|string|url|literal|enum|optional|min|max|refine|transform|env|define\w*|register\w*)$/;

/** A call of something we cannot see, read by its shape. */
function guessed(interpreter: Interpreter, callee: Value, args: readonly Value[]): readonly Sending[] {
  const guess = guessedVerb(callee);
  if (guess === undefined || args.length === 0) return [];
  const verb = guess === '' ? undefined : guess;
  for (const arg of args.slice(0, 4)) {
    if (arg.kind === 'object' && firstOf(interpreter, arg, [...urlKeys, 'path'])) return configured(interpreter, baseOf(interpreter, arg), verb, arg, callee, false);
  }
  const methodAt = args.findIndex(arg => arg.kind === 'text' && METHOD_NAME.test(arg.text));
  const urlAt = args.findIndex((arg, index) => index !== methodAt && isTextLike(arg) && looksLikePath(arg));
  const [first = nothing] = args;
  const url = urlAt >= 0 ? args[urlAt] : methodAt >= 0 ? args.find((arg, index) => index > methodAt && arg.kind !== 'nothing') : first.kind === 'param' || first.kind === 'member' || first.kind === 'default' ? first : undefined;
  if (!url || (verb && args.some(arg => arg.kind === 'function'))) return [];
  const methodArg = args[methodAt];
  const options = args.find(arg => arg !== url && arg.kind === 'object');
  const method = methodArg ? methodArg : verb ? text(verb) : options ? methodOf(interpreter, options) : args.find(arg => arg !== url && arg.kind === 'param' && /method|verb/i.test(nameOf(arg))) ?? unknown('method');
  return [{ method, url, base: undefined, isKnownClient: false, isConfigured: false, hasVerb: verb !== undefined }];
}

function looksLikePath(value: Value): boolean {
  if (value.kind === 'union') return optionsOf(value).some(looksLikePath);
  if (value.kind === 'default') return looksLikePath(value.of) || looksLikePath(value.fallback);
  if (value.kind === 'url') return true;
  const first = value.kind === 'concat' ? value.parts[0] : value;
  return first?.kind === 'text' ? /^(https?:\/\/|\/|[a-z_0-9]+\/)/i.test(first.text) : value.kind === 'concat';
}
