/** Finds comments in JSON. */
import { visit } from 'jsonc-parser';
import { toComment, type Comment } from '../util/comment.ts';

/** All comments, in source order. */
export function findJsonComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  visit(text, { onComment: (offset, length) => comments.push(toComment(text, offset, offset + length)) });
  return comments;
}
