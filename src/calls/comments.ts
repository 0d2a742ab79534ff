/** Finds comments in source code; what only looks like one, in a string or in markup, is none. */
import { toComment, type Comment } from '../util/comment.ts';
import { ts } from './ts.ts';

/** The comments that hold a word, in source order. What does not parse is read as far as it goes. */
export function findComments(text: string, file: string, word: string): readonly Comment[] {
  const source = ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, true);
  const comments: Comment[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const comment = commentAround(at, source);
    if (comment && comment.start !== comments.at(-1)?.start) comments.push(comment);
  }
  return comments;
}

/** Comments stand before a token, where the parser keeps blanks. */
function commentAround(offset: number, source: ts.SourceFile): Comment | undefined {
  const { text } = source;
  const token = tokenAround(offset, source);
  if (!token || offset >= token.getStart(source)) return undefined;
  const ranges = [...(ts.getTrailingCommentRanges(text, token.pos) ?? []), ...(ts.getLeadingCommentRanges(text, token.pos) ?? [])];
  const range = ranges.find(({ pos, end }) => pos <= offset && offset < end);
  return range && toComment(text, range.pos, range.end);
}

function tokenAround(offset: number, source: ts.SourceFile): ts.Node | undefined {
  let node: ts.Node | undefined = source;
  for (;;) {
    const children: readonly ts.Node[] = node.getChildren(source);
    if (children.length === 0) return node;
    node = children.find(({ pos, end }) => pos <= offset && offset < end);
    if (!node) return undefined;
  }
}
