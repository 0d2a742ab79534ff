/** Reads ESLint's disable comments out of code and manifests. */
import { ConfigCommentParser } from '@eslint/plugin-kit';
import type { Directive } from '../analysis/directive.ts';
import { findComments } from '../calls/comments.ts';
import { findJsonComments } from '../declarations/json-comments.ts';
import type { Comment } from '../util/comment.ts';
import { LineIndex } from '../util/span.ts';
import { fileKind } from './file-kind.ts';
import type { ProjectFiles } from './files.ts';

const LABELS: Readonly<Record<string, Directive['kind']>> = {
  'eslint-disable': 'disable',
  'eslint-enable': 'enable',
  'eslint-disable-line': 'disable-line',
  'eslint-disable-next-line': 'disable-next-line',
};

/** What all labels begin with: few files have it, and only these are parsed. */
const WORD = 'eslint-';

const parser = new ConfigCommentParser();

/** The directives in these files, by file and place. */
export function readDirectives(files: ProjectFiles, paths: readonly string[]): readonly Directive[] {
  return paths.flatMap(file => {
    const kind = fileKind(file);
    const text = kind === 'code' ? files.readCode(file) : kind === 'json' ? files.read(file) : undefined;
    return text?.includes(WORD) ? directivesIn(text, file, kind === 'code') : [];
  });
}

function directivesIn(text: string, file: string, isCode: boolean): readonly Directive[] {
  const lines = new LineIndex(text);
  const comments = isCode ? findComments(text, file, WORD) : findJsonComments(text);
  return comments.flatMap(comment => {
    const directive = parseDirective(comment);
    // In code, ESLint wants a block comment where more than a line is meant.
    if (!directive || (isCode && comment.kind === 'line' && !directive.kind.endsWith('line'))) return [];
    const span = lines.span(file, comment.start, comment.end);
    return directive.kind === 'disable-line' && span.line !== span.endLine ? [] : [{ ...directive, span }];
  });
}

function parseDirective({ text }: Comment): Omit<Directive, 'span'> | undefined {
  const { label = '', value = '', justification = '' } = parser.parseDirective(text) ?? {};
  const kind = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  return kind && { kind, rules: Object.keys(parser.parseListConfig(value)), reason: justification };
}
