/** The reports of `scopes`: what authorises an operation, for people and for programs. */
import type { Authorisation, LevelScopes, TypeAnswer } from '../analysis/authorisation.ts';
import type { AppType } from '../declarations/declaration.ts';
import { toPrintable, toPrintableJson } from '../util/printable.ts';
import { createColors, indent, TYPE_NAMES, type Colors, type TextOptions } from './text-parts.ts';

type Operation = Authorisation['operation'];

/** A finished look-up. */
export interface ScopesAnswer {
  readonly method: string;
  /** Relative to the API base. */
  readonly path: string;
  /** More than one where a run-time value leaves it open which operation is meant, or which account. */
  readonly authorisations: readonly Authorisation[];
  /** Where the catalogue has no such operation: those like it. */
  readonly nearest: readonly Operation[];
  /** The apps that the types of the answer come from; empty where it is about all types or a given one. */
  readonly apps: readonly { readonly name: string; readonly type: AppType; readonly manifest: string | null }[];
}

/** The report for people. */
export function formatScopesText(answer: ScopesAnswer, options: TextOptions): string {
  const colors = createColors(options);
  const { authorisations } = answer;
  if (authorisations.length === 0) return `${formatUnknown(answer, colors)}\n`;
  const ids = new Set(authorisations.map(({ operation }) => operation.id));
  const head = ids.size > 1 ? [`${toPrintable(`${answer.method} ${answer.path}`)} may be one of ${ids.size} operations.`] : [];
  const shown = authorisations.filter((each) => each === authorisations[0] || !isOutOfReach(each));
  return `${[...head, ...shown.map((each) => formatAuthorisation(each, answer, colors))].join('\n\n')}\n`;
}

/** The same operation on a sub account is no news to those who cannot call it there. */
function isOutOfReach({ variant, types }: Authorisation): boolean {
  return variant === 'subAccount' && types.every(({ narrowest }) => narrowest.length === 0);
}

/** The report for programs. */
export function formatScopesJson({ method, path, authorisations, nearest, apps }: ScopesAnswer): string {
  return toPrintableJson({
    schemaVersion: 1,
    method,
    path,
    operations: authorisations.map(({ operation, variant, known, levels, types }) => ({
      operation: operation.id,
      product: operation.product,
      operationId: operation.operationId,
      variant,
      known,
      levels,
      types,
    })),
    nearest: nearest.map(({ id }) => id),
    apps: apps.map(({ name, type, manifest }) => ({ name, type, manifest })),
  });
}

function formatUnknown({ method, path, nearest }: ScopesAnswer, colors: Colors): string {
  const called = colors.bold(toPrintable(`${method} ${path}`));
  const near = nearest.length > 0 ? ['', 'Near it:', ...nearest.map(({ id }) => indent(id, 2))] : ['No operation is like it.'];
  return [`${called} is not in the catalogue. It may be a typo, or newer than the catalogue.`, ...near].join('\n');
}

function formatAuthorisation(authorisation: Authorisation, answer: ScopesAnswer, colors: Colors): string {
  const { operation, variant, known, levels, types } = authorisation;
  const where = variant === 'subAccount' ? `On a sub account: ${operation.method} ${subAccountPath(operation)}` : operation.id;
  const heading = `${colors.bold(where)} ${colors.dim(`(${operation.product}, ${operation.operationId})`)}`;
  if (!known) return [heading, indent('Zoom publishes no scope for it: the catalogue cannot say what authorises it.', 2)].join('\n');
  return [
    heading,
    indent('A token needs any one of these scopes.', 2),
    ...levels.map((level) => indent(formatLevel(level), 2)),
    ...types.map((each) => indent(formatType(each, authorisation, answer), 2)),
  ].join('\n\n');
}

function subAccountPath({ path }: Operation): string {
  return path.startsWith('/accounts') ? path : `/accounts/{accountId}${path}`;
}

function formatLevel({ level, granular, classic }: LevelScopes): string {
  const lines = [
    ...(granular.length > 0 ? [`granular  ${granular.join(', ')}`] : []),
    ...(classic.length > 0 ? [`classic   ${classic.join(', ')}`] : []),
  ];
  return [`${level} level`, ...lines.map((line) => indent(line, 2))].join('\n');
}

function formatType({ type, narrowest }: TypeAnswer, { operation, variant }: Authorisation, { apps, path }: ScopesAnswer): string {
  const named = apps.filter((app) => app.type === type).map(({ name, manifest }) => `${name}${manifest === null ? '' : `, ${manifest}`}`);
  const whom = `For ${type === 'admin-managed' ? 'an' : 'a'} ${TYPE_NAMES[type]} app${named.length > 0 ? ` (${toPrintable(named.join('; '))})` : ''}`;
  if (narrowest.length === 0) return `${whom}: no scope that it can hold will do.`;
  return [`${whom}: ${narrowest.join(' or ')}.`, ...remarks(type, operation, variant, path)].join(' ');
}

/** What a scope alone does not do. */
function remarks(type: TypeAnswer['type'], operation: Operation, variant: Authorisation['variant'], path: string): readonly string[] {
  if (variant === 'subAccount') return ['The account must be a primary account.'];
  if (type === 'user-managed' && operation.path.startsWith('/users/{') && !path.startsWith('/users/me')) return ['Its token knows the authorising user only: call it with /users/me.'];
  return type === 'server-to-server' && path.startsWith('/users/me') ? ['Its token has no user: give an id in place of me.'] : [];
}
