/** Finds comments in JSON. */
import { toComment, type Comment } from '../util/comment.ts';
import { visitJson } from '../util/json.ts';

/** All comments, in source order. */
export function findJsonComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  visitJson(text, { onComment: (offset, length) => comments.push(toComment(text, offset, offset + length)) });
  return comments;
}
