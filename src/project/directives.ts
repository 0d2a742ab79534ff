/** Tells ESLint's disable comments, in code and manifests, from others. */
import { createRequire } from 'node:module';
import type * as pluginKit from '@eslint/plugin-kit';
import type { ConfigCommentParser } from '@eslint/plugin-kit';
import type { Directive } from '../analysis/directive.ts';
import { findJsonComments } from '../declarations/json-comments.ts';
import type { Comment } from '../util/comment.ts';
import { LineIndex } from '../util/span.ts';

const LABELS: Readonly<Record<string, Directive['kind']>> = {
  'eslint-disable': 'disable',
  'eslint-enable': 'enable',
  'eslint-disable-line': 'disable-line',
  'eslint-disable-next-line': 'disable-next-line',
};

/** What all labels begin with: few files have it, and only these are parsed. */
export const WORD = 'eslint-';

const require = createRequire(import.meta.url);

let made: ConfigCommentParser | undefined;

/** Most projects have no such comments: the parser is loaded when there is one. */
function parser(): ConfigCommentParser {
  return (made ??= new (require('@eslint/plugin-kit') as typeof pluginKit).ConfigCommentParser());
}

/** The directives among the comments of a text. */
export function toDirectives(comments: readonly Comment[], text: string, file: string, isCode: boolean): readonly Directive[] {
  const lines = new LineIndex(text);
  return comments.flatMap(comment => {
    const directive = parseDirective(comment);
    // In code, ESLint wants a block comment where more than a line is meant.
    if (!directive || (isCode && comment.kind === 'line' && !directive.kind.endsWith('line'))) return [];
    const span = lines.span(file, comment.start, comment.end);
    return directive.kind === 'disable-line' && span.line !== span.endLine ? [] : [{ ...directive, span }];
  });
}

/** The directives of a JSON file. */
export function readJsonDirectives(text: string, file: string): readonly Directive[] {
  return text.includes(WORD) ? toDirectives(findJsonComments(text), text, file, false) : [];
}

function parseDirective({ text }: Comment): Omit<Directive, 'span'> | undefined {
  const { label = '', value = '', justification = '' } = parser().parseDirective(text) ?? {};
  const kind = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  return kind && { kind, rules: Object.keys(parser().parseListConfig(value)), reason: justification };
}
