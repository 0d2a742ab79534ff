/** What a rule is: metadata, messages, and hooks that turn verdicts into facts to report. */
import type { AppType } from '../declarations/declaration.ts';
import type { Place, Span } from '../util/span.ts';
import type { Change, Severity } from './finding.ts';
import type { CallVerdict, DeclarationVerdict } from './verdict.ts';

/** The app that a verdict is about, and how it is looked at. */
export interface RuleContext {
  readonly app: string;
  /** `unknown` where verdicts hold for every type it may have. */
  readonly type: AppType;
  readonly manifest: string | null;
  /** The manifest's list of scopes. */
  readonly scopeList: Span | null;
  /** Also say what is no mistake, only more than a stricter reading allows. */
  readonly strict: boolean;
  /** The catalogue's date, `2026-07-13`. */
  readonly catalogueDate: string;
}

/** One thing that a rule has to say. Fields that are left out are none, certain, and the rule's own severity. */
export interface RuleReport<MessageId extends string = string> {
  readonly at: Span;
  readonly message: MessageId;
  /** What stands for `{{name}}` in the message. */
  readonly data?: Readonly<Record<string, string>>;
  readonly scope?: string;
  readonly operation?: string;
  readonly replacement?: readonly string[];
  readonly confidence?: 'certain' | 'likely';
  readonly evidence?: readonly Place[];
  readonly severity?: Severity;
  readonly changes?: readonly Change[];
  readonly declareAt?: Span | null;
}

/** A rule as its file writes it. */
export interface RuleDefinition<MessageId extends string> {
  readonly name: string;
  /** Begins with `Disallow`, `Require` or `Prefer`; no full stop. */
  readonly description: string;
  /** Whether the recommended configuration has it. */
  readonly recommended: boolean;
  /** Whether the strict configuration has it. */
  readonly strict: boolean;
  readonly severity: Severity;
  /** Some findings offer changes to choose from. */
  readonly hasSuggestions?: boolean;
  /** Some findings have a change that alters no rights, so that nobody need be asked. */
  readonly isFixable?: boolean;
  readonly messages: Readonly<Record<MessageId, string>>;
  callSite?(verdict: CallVerdict, context: RuleContext): Iterable<RuleReport<MessageId>>;
  declaration?(verdict: DeclarationVerdict, context: RuleContext): Iterable<RuleReport<MessageId>>;
}

/** A rule as hosts run it. */
export interface Rule extends RuleDefinition<string> {
  /** Its page. */
  readonly url: string;
}

const PAGES = 'https://unpkg.com/eslint-plugin-zoom-scopes/docs/rules';

/** Makes a rule of its definition. */
export function defineRule<MessageId extends string>(definition: RuleDefinition<MessageId>): Rule {
  return { ...definition, url: `${PAGES}/${definition.name}.md` };
}

const TYPE_NAMES = {
  'user-managed': 'A user-managed app',
  'admin-managed': 'An admin-managed app',
  'server-to-server': 'A Server-to-Server app',
  unknown: 'This app',
} as const satisfies Record<AppType, string>;

/** `A user-managed app`. */
export function nameType(type: AppType): string {
  return TYPE_NAMES[type];
}

/** `zoom-app.json`, or the app's scopes where no manifest is known. */
export function nameScopeList({ manifest }: RuleContext): string {
  return manifest ?? "the app's scopes";
}

/** `a`, `a or b`, `a, b or c`. */
export function listNames(names: readonly string[], word: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}
