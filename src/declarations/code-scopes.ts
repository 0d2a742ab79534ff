/** Decides which strings of a source text declare Zoom scopes: those that a name calls scopes, where Zoom is meant. */
import { LineIndex } from '../util/span.ts';
import type { Context, ContextStep, SourceString, SourceStrings } from '../util/source-strings.ts';
import { wordsOf } from '../util/words.ts';
import { findAuthorizeUrls } from './authorize-url.ts';
import { listFinder } from './code-edit.ts';
import type { Declaration, DeclarationSource } from './declaration.ts';
import type { KnownScopes } from './known-scopes.ts';
import { HOLE, splitScopes, type ScopeToken } from './scope-text.ts';
import { vendorOf, type Vendor } from './vendors.ts';

/** One source file as its strings. */
export interface SourceFile {
  /** Relative to the project's root. */
  readonly file: string;
  readonly text: string;
  readonly strings: SourceStrings;
  /** The name of the project or its folder. */
  readonly project: string;
}

/** A name with one of these is about scopes and lists none that the app asks for. */
const NOT_DECLARING = new Set([
  'accepted', 'all', 'allowed', 'alternatives', 'available', 'candidates', 'denied', 'deprecated', 'description', 'descriptions', 'docs', 'error', 'errors', 'example',
  'examples', 'forbidden', 'granted', 'help', 'hint', 'known', 'label', 'labels', 'message', 'messages', 'missing', 'mock', 'possible',
  'removed', 'revoked', 'sample', 'supported', 'title', 'titles', 'tooltip', 'unused', 'valid',
]);

/** Verbs that test scopes; `requireScopes` guards a route of the app's own. */
const TESTING = new Set([
  'assert', 'authorize', 'can', 'check', 'describe', 'ensure', 'expect', 'format', 'guard', 'has', 'includes', 'is', 'match', 'missing', 'needs',
  'parse', 'protect', 'require', 'requires', 'validate', 'verify',
]);

/** Methods that put their argument into the list or the query that they are called on. */
const ADDING = new Set(['add', 'append', 'push', 'set', 'unshift']);

/** Properties that make an object part of a screen, unless it also has one of `OAUTH_KEYS`. */
const DISPLAY_KEYS = new Set(['avatar', 'bgColor', 'className', 'color', 'colour', 'icon', 'label', 'logo']);
const OAUTH_KEYS = /client_?id|client_?secret|auth(orization)?(_?(type|url|uri|endpoint))?$|redirect|callback|token_?(url|uri|endpoint)|grant_?type|response_?type/i;

/** What an object has that explains one scope and does nothing else. */
const EXPLAINING_KEYS = /^(scopes?|name|id|title|description|details|help|text|optional|required)$/i;

/** Properties of a token that was issued: its scopes are an answer, or the claim of a token of the app's own. */
const TOKEN_KEYS = new Set(['access_token', 'accessToken', 'expires_in', 'refresh_token', 'token_type', 'aud', 'iss', 'exp', 'iat', 'jti']);

/** Properties that say whose provider record an object is. */
const IDENTITY_KEYS = /^(id|key|name|provider|providerId|service|slug|strategy|type|vendor|platform|integration|app)$|ur[il]$|endpoint$|host$/i;

const SAYS_SCOPES = /scope/i;

/** What no list but Zoom's has; `meeting:read` alone may be a permission of somebody's own calendar. */
const UNMISTAKABLE = /^(\w+:(read|write|update|delete|master):.+|zoomapp:.+|imchat:.+)$/;

/** The dotted names (`Scope.MeetingRead`) that a file reads where scopes are declared; they make entries of a vocabulary declared. */
export function vocabularyReferences({ text, strings }: SourceFile): readonly string[] {
  if (!SAYS_SCOPES.test(text)) return [];
  return strings.references.filter(reference => reference.name.includes('.') && namesScopes(reference.path)).map(reference => reference.name);
}

/** The scopes that a file declares, in their order. `vocabulary`: the `vocabularyReferences` of the whole project. */
export function findCodeScopes(source: SourceFile, known: KnownScopes, vocabulary: ReadonlySet<string>): readonly Declaration[] {
  // Only what is called scopes declares any.
  return !SAYS_SCOPES.test(source.text) && !SAYS_SCOPES.test(source.file) ? [] : new CodeScopes(source, known, vocabulary).find();
}

/** A scope's place in the file. */
interface Found {
  readonly token: ScopeToken;
  readonly source: DeclarationSource;
}

class CodeScopes {
  readonly #source: SourceFile;
  readonly #known: KnownScopes;
  readonly #vocabulary: ReadonlySet<string>;
  #aliasNames: ReadonlySet<string> | undefined;

  constructor(source: SourceFile, known: KnownScopes, vocabulary: ReadonlySet<string>) {
    this.#source = source;
    this.#known = known;
    this.#vocabulary = vocabulary;
  }

  /** Variables of this file that are read where scopes are declared. */
  get #aliases(): ReadonlySet<string> {
    return (this.#aliasNames ??= new Set(this.#source.strings.references.filter(({ path }) => namesScopes(path)).map(({ name }) => name)));
  }

  find(): readonly Declaration[] {
    const { file, text, strings } = this.#source;
    const urls = strings.strings.filter(isAuthorizeUrl);
    const groups = groupsOf(strings.strings.filter(string => !isAuthorizeUrl(string) && this.#tokensOf(string).length > 0));
    const found = [...urls.flatMap(string => this.#inUrl(string)), ...groups.flatMap(group => this.#inGroup(group))];
    const lines = new LineIndex(text);
    const listAround = listFinder(text);
    return found
      .sort((a, b) => a.token.start - b.token.start)
      .map(({ token, source }) => {
        const list = listAround(token);
        return { scope: token.scope, span: lines.span(file, token.start, token.end), source, ...(list !== undefined && { list }), optional: false };
      });
  }

  #inUrl(string: SourceString): readonly Found[] {
    const { text, offsetAt } = joined(string);
    return findAuthorizeUrls(text, scope => this.#known.isKnown(scope))
      .filter(url => url.certain || (this.#vendor(string) === 'zoom' && url.scopes.some(({ scope }) => this.#known.isKnown(scope))))
      .flatMap(url => url.scopes)
      .map(({ scope, start, end }) => ({ token: { scope, start: offsetAt(start), end: offsetAt(end - 1) + 1 }, source: 'authorize-url' }));
  }

  #inGroup(group: readonly SourceString[]): readonly Found[] {
    const [first] = group;
    const tokens = group.flatMap(string => this.#tokensOf(string));
    if (first === undefined || tokens.length === 0) return [];
    if (!this.#declares(first, tokens) || !this.#meansZoom(first, tokens)) return [];
    const source = isQueryParameter(first.path) ? 'authorize-url' : 'code';
    return tokens.map(token => ({ token, source }));
  }

  #tokensOf(string: SourceString): readonly ScopeToken[] {
    const { text, offsetAt } = joined(string);
    const tokens = splitScopes(text, scope => this.#known.isKnown(scope)) ?? [];
    return tokens.map(({ scope, start, end }) => ({ scope, start: offsetAt(start), end: offsetAt(end - 1) + 1 }));
  }

  #declares({ path }: SourceString, tokens: readonly ScopeToken[]): boolean {
    const [first, second] = path;
    if (first === undefined || isForeignRecord(path)) return false;
    if (isVocabularyEntry(path, tokens)) {
      const owner = second?.kind === 'variable' ? second.name : '';
      return this.#vocabulary.has(`${owner}.${first.kind === 'property' ? first.name : ''}`) || this.#aliases.has(owner);
    }
    if (first.kind === 'variable' && first.name === 'default') return saysScopes(stemOf(this.#source.file));
    return namesScopes(path) || (first.kind === 'variable' && this.#aliases.has(first.name) && !saysOtherwise(first.name));
  }

  #meansZoom(context: Context, tokens: readonly ScopeToken[]): boolean {
    const vendor = this.#vendor(context);
    if (vendor === 'other') return false;
    const known = tokens.filter(({ scope }) => this.#known.isKnown(scope));
    if (vendor === undefined) return known.length === tokens.length && known.some(({ scope }) => UNMISTAKABLE.test(scope));
    // A list of names that do not exist is still Zoom's where it says so: that they do not exist is what to report.
    const namedAtOnce = nearestVendor(context.path.flatMap(stepNames)) === 'zoom';
    return known.length > 0 || tokens.some(({ scope }) => (namedAtOnce && scope.includes(':')) || this.#known.resemblesKnown(scope));
  }

  /** Whose scopes they are: the nearest name that tells decides, then the path of the file and the project's name, then whether its text is about Zoom. */
  #vendor(context: Context): Vendor | undefined {
    const { file, text, project } = this.#source;
    const names = [...context.path.flatMap(stepNames), ...context.enclosing, ...file.split('/').toReversed(), project];
    return nearestVendor(names) ?? (/zoom\.us|zoomgov\.com|@zoom\/|\bzoom/i.test(text) ? 'zoom' : undefined);
  }
}

function isAuthorizeUrl(string: SourceString): boolean {
  return string.pieces.some(piece => piece !== null && /oauth\/authorize|(^|[?&])scope=/.test(piece.text));
}

function groupsOf(strings: readonly SourceString[]): readonly (readonly SourceString[])[] {
  const groups = new Map<number, SourceString[]>();
  for (const string of strings) {
    const group = groups.get(string.group);
    if (group) group.push(string);
    else groups.set(string.group, [string]);
  }
  return [...groups.values()];
}

/** The text of a string with holes, and the offset in the file of each of its characters. */
function joined({ pieces }: SourceString): { readonly text: string; readonly offsetAt: (index: number) => number } {
  const text = pieces.map(piece => piece?.text ?? HOLE).join('');
  return {
    text,
    offsetAt(index) {
      let at = 0;
      for (const piece of pieces) {
        const { length } = piece?.text ?? HOLE;
        if (index < at + length) return piece === null ? -1 : piece.start + index - at;
        at += length;
      }
      return -1;
    },
  };
}

/** Whether the way from a value outwards says that it is a list of scopes: as far as the first call, whose result is something else. */
function namesScopes(path: readonly ContextStep[]): boolean {
  for (const step of path) {
    if (step.kind === 'argument') return takesScopes(step);
    if (step.kind === 'return' && TESTING.has(wordsOf(step.name)[0] ?? '')) return false;
    if (saysOtherwise(step.name)) return false;
    if (saysScopes(step.name) || isFieldOfScopes(step)) return !path.slice(path.indexOf(step)).some(outer => outer.kind !== 'argument' && saysOtherwise(outer.name));
  }
  return false;
}

// `{ name: 'scope', default: 'meeting:read' }`, as forms and low-code platforms have it.
function isFieldOfScopes(step: ContextStep): boolean {
  if (step.kind !== 'property' || !/^(default(Value)?|value)$/.test(step.name)) return false;
  return /^scopes?$/i.test(step.siblings.get('name') ?? step.siblings.get('key') ?? '');
}

function takesScopes({ callee, literals }: ContextStep & { readonly kind: 'argument' }): boolean {
  const [receiver = '', method = receiver] = callee.split('.').slice(-2);
  if (ADDING.has(method)) return saysScopes(receiver) || literals.some(literal => /^scopes?$/i.test(literal));
  return saysScopes(method) && !saysOtherwise(method) && !TESTING.has(wordsOf(method)[0] ?? '');
}

function saysScopes(name: string): boolean {
  return wordsOf(name).some(word => word === 'scope' || word === 'scopes');
}

function saysOtherwise(name: string): boolean {
  return wordsOf(name).some(word => NOT_DECLARING.has(word));
}

// `Scope = { MeetingRead: 'meeting:read', … }`: names for scopes, of which the app asks for those that it uses.
function isVocabularyEntry(path: readonly ContextStep[], tokens: readonly ScopeToken[]): boolean {
  const [entry, owner] = path;
  return (
    entry?.kind === 'property' && owner?.kind === 'variable' && tokens.length === 1 && !saysScopes(entry.name) && path.length === 2
  );
}

/** Whether the scopes are part of an issued token or of a screen. */
function isForeignRecord(path: readonly ContextStep[]): boolean {
  const record = path.find(step => step.kind === 'property' && saysScopes(step.name));
  if (record?.kind !== 'property') return false;
  const keys = [...record.siblings.keys()];
  if (keys.some(key => TOKEN_KEYS.has(key))) return true;
  if (keys.some(key => OAUTH_KEYS.test(key))) return false;
  return keys.some(key => DISPLAY_KEYS.has(key)) || (keys.some(key => /^(title|description|details|help)$/i.test(key)) && keys.every(key => EXPLAINING_KEYS.test(key)));
}

// `url.searchParams.set('scope', …)` and `new URLSearchParams({ scope: … })`, not the body of a token request.
function isQueryParameter(path: readonly ContextStep[]): boolean {
  const call = path.find(step => step.kind === 'argument');
  if (call?.kind !== 'argument') return false;
  const [record] = path;
  const inTokenRequest = record?.kind === 'property' && [...record.siblings.keys()].some(key => /^grant_?type$/i.test(key));
  return /(searchParams|params|query)\.(set|append)$|^URLSearchParams$/i.test(call.callee) && !inTokenRequest;
}

function stepNames(step: ContextStep): readonly string[] {
  switch (step.kind) {
    case 'property': {
      const identities = [...step.siblings].filter(([key]) => IDENTITY_KEYS.test(key)).map(([, value]) => value ?? '');
      return [step.name, ...identities];
    }
    case 'variable':
    case 'return':
      return [step.name];
    case 'argument':
      return [step.callee, ...step.literals];
  }
}

function nearestVendor(names: readonly string[]): Vendor | undefined {
  for (const name of names) {
    const vendor = vendorOf(name);
    if (vendor) return vendor;
  }
  return undefined;
}

function stemOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\..*$/, '');
}
