/** The reports of `explain`: what Zoom's answers mean, for people and for programs. */
import type { AppAdvice, ExplainedScopes, Explanation } from '../analysis/explain.ts';
import type { OtherError } from '../analysis/api-error.ts';
import type { AppType } from '../declarations/declaration.ts';
import { toPrintable, toPrintableJson } from '../util/printable.ts';
import { createColors, formatHeading, formatPlace, indent, plural, TYPE_NAMES, type Colors, type TextOptions } from './text-parts.ts';

/** Calls shown for each app; the rest is counted. */
const SHOWN_CALLS = 5;

/** The report for people. */
export function formatExplainText(explanations: readonly Explanation[], options: TextOptions): string {
  const colors = createColors(options);
  if (explanations.length === 0) return 'No answer of the Zoom API was recognised in this text.\n';
  return `${explanations.map((each) => (each.kind === 'other' ? formatOther(each, colors) : formatScopes(each, colors))).join('\n\n')}\n`;
}

/** The report for programs. */
export function formatExplainJson(explanations: readonly Explanation[]): string {
  return toPrintableJson({
    schemaVersion: 1,
    errors: explanations.map((each) =>
      each.kind === 'other'
        ? each
        : { ...each, apps: each.apps.map(({ calls, ...advice }) => ({ ...advice, calls: calls.map(({ span: { file, line, column }, via }) => ({ file, line, column, via: via.map((place) => ({ file: place.file, line: place.line })) })) })) },
    ),
  });
}

function formatOther(error: OtherError, colors: Colors): string {
  const isAboutScopes = error.about === 'consent' || error.about === 'authorize';
  return [
    `${formatHead(error, colors)}: ${error.cause}`,
    ...(error.message === null ? [] : [indent(colors.dim(`Zoom says: ${toPrintable(error.message)}`), 2)]),
    indent(isAboutScopes ? error.advice : `This is no scope problem. ${error.advice}`, 2),
  ].join('\n');
}

function formatHead({ code, count, line }: Explanation, colors: Colors): string {
  return `${colors.bold(code === null ? 'Zoom' : `Code ${code}`)}, ${count > 1 ? `${count} times, first in ` : ''}line ${line}`;
}

function formatScopes(error: ExplainedScopes, colors: Colors): string {
  const { operations, scopes, apps } = error;
  return [
    [
      `${formatHead(error, colors)}: The token has none of the scopes that the call needs.`,
      ...(scopes.length > 0 ? [indent(`Any one of these would do: ${scopes.map(toPrintable).join(', ')}.`, 2)] : [indent('The message does not list them.', 2)]),
      ...(operations.length > 0 ? [indent(`${operations.length > 1 ? 'It may have been one of ' : 'The call: '}${operations.join(', ')}.`, 2)] : []),
    ].join('\n'),
    ...apps.map((advice) => indent(formatAdvice(advice, operations, colors), 2)),
  ].join('\n\n');
}

function formatAdvice(advice: AppAdvice, operations: readonly string[], colors: Colors): string {
  const { app, calls } = advice;
  const heading = app === null ? `For ${article(advice.type)} app` : formatHeading({ ...advice, name: app }, colors);
  const shown = calls.slice(0, SHOWN_CALLS).flatMap(({ span, via, method, path }) => [
    `${formatPlace(span, colors)}  ${toPrintable(`${method ?? '?'} ${path ?? '?'}`)}`,
    ...via.map((place) => indent(`→ ${formatPlace(place, colors)}`, 2)),
  ]);
  const more = calls.length > SHOWN_CALLS ? [`and ${plural(calls.length - SHOWN_CALLS, 'call')} more`] : [];
  const none = app !== null && operations.length > 0 && calls.length === 0 ? ['No call of this app that could be read is this one.'] : [];
  return [heading, ...[...sentences(advice), ...none, ...shown, ...more].map((line) => indent(line, 2))].join('\n');
}

function sentences({ verdict, scopes, type, manifest, app }: AppAdvice): readonly string[] {
  const [best = '', ...others] = scopes.map(toPrintable);
  switch (verdict) {
    case 'add':
      return [`Add ${best}${manifest === null ? '' : ` to ${toPrintable(manifest)}`}, and to the app in the Marketplace.${others.length > 0 ? ` ${others.join(' or ')} would do as well.` : ''}`, renew(type)];
    case 'stale':
      return [`${scopes.map(toPrintable).join(' and ')} ${scopes.length > 1 ? 'are' : 'is'} declared already, so the token is older than the declaration, or the Marketplace does not have it yet.`, renew(type)];
    case 'out-of-reach':
      return [`${app === null ? 'It' : `${capital(article(type))} app`} can hold none of them. ${type === 'user-managed' ? 'Use an admin-managed or a Server-to-Server app for this call.' : 'Use a user-managed app for this call.'}`];
    case 'unknown':
      return ['Which scope to add cannot be told. Run zoom-scopes scopes with the method and the path of the call.'];
  }
}

/** A token keeps the scopes with which it was issued. */
function renew(type: AppType): string {
  switch (type) {
    case 'server-to-server':
      return 'Then request a new token; one that is cached keeps its old scopes until it expires.';
    case 'user-managed':
      return 'Then each user must authorise the app again: refreshed tokens keep their old scopes.';
    case 'admin-managed':
      return 'Then an admin must authorise the app again: refreshed tokens keep their old scopes.';
    case 'unknown':
      return 'Then get a new token, and where users authorise the app, let them do so again.';
  }
}

function article(type: AppType): string {
  return type === 'unknown' ? 'an' : `${type === 'admin-managed' ? 'an' : 'a'} ${TYPE_NAMES[type]}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
