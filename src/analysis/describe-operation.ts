/** What an operation does, in words made of its method and path: `list meetings of a user`. */
import type { Level, Operation } from '../catalogue/types.ts';

/** Last segments of a path that say what is done, not to what. */
const ACTIONS: ReadonlySet<string> = new Set(['archive', 'duplicate', 'export', 'import', 'merge', 'restore', 'search', 'sync', 'transfer']);

/** Words that end in s and mean one thing. */
const SINGULAR = /(?:ss|us|is)$/;

/** Words that stand for no number of things. */
const UNCOUNTED = /(?:sms|settings|metrics|analytics|statistics|details|qos)$/;

const VERBS = { GET: 'read', POST: 'create', PUT: 'change', PATCH: 'change', DELETE: 'delete' } as const satisfies Record<Operation['method'], string>;

/** Paths that begin so read something about the rest of the path. */
const ABOUT: Readonly<Record<string, string>> = { report: 'the report on', metrics: 'the metrics of' };

/** Describes an operation to who reviews an app; `level` is that of the scope it is called with. */
export function describeOperation({ method, path }: Operation, level: Level): string {
  const [first = '', ...rest] = path.split('/').slice(1);
  const about = rest.length > 0 && method === 'GET' ? ABOUT[first] : undefined;
  if (about !== undefined) return `read ${about} ${thingAt(runsOf(rest), level)}`;
  const segments = [first, ...rest];
  const last = segments.at(-1) ?? '';
  if (segments.length > 1 && method !== 'GET' && ACTIONS.has(last)) return `${last} ${thingAt(runsOf(segments.slice(0, -1)), level)}`;
  const runs = runsOf(segments);
  const isList = method === 'GET' && runs.at(-1)?.one === false && isPlural(last);
  return `${isList ? 'list' : VERBS[method]} ${thingAt(runs, level)}`;
}

/** Literal segments in a row, and whether a parameter behind them picks one of what they name. */
interface Run {
  readonly words: string;
  readonly one: boolean;
}

function runsOf(segments: readonly string[]): readonly Run[] {
  const runs: { words: string[]; one: boolean }[] = [];
  for (const segment of segments) {
    const open = runs.at(-1);
    if (/^[{@]/.test(segment)) {
      if (open) open.one = true;
    } else if (open && !open.one) {
      open.words.push(segment);
    } else {
      runs.push({ words: [segment], one: false });
    }
  }
  return runs.map(({ words, one }) => ({ words: words.join(' ').replace(/[_-]/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(), one }));
}

/** The last run, and the one before as what it belongs to. */
function thingAt(runs: readonly Run[], level: Level): string {
  const thing = runs.at(-1);
  const owner = runs.at(-2);
  if (!thing) return 'data';
  return nameRun(thing, level) + (owner ? ` of ${nameRun(owner, level)}` : '');
}

function nameRun({ words, one }: Run, level: Level): string {
  if (one && words === 'users' && level === 'user') return 'the authorising user';
  if (one) return withArticle(toSingular(words));
  return isPlural(words) || UNCOUNTED.test(words) ? words : `the ${words}`;
}

function withArticle(words: string): string {
  return `${/^[aeio]|^u(?!s)/.test(words) ? 'an' : 'a'} ${words}`;
}

function isPlural(words: string): boolean {
  return words.endsWith('s') && !SINGULAR.test(words) && !UNCOUNTED.test(words);
}

function toSingular(words: string): string {
  if (!isPlural(words)) return words;
  if (words.endsWith('ies')) return `${words.slice(0, -3)}y`;
  return words.replace(/(?<=ss|x|ch|sh|tus)es$|s$/, '');
}
