/** All that parses code. Whoever finds every answer in the cache need not load it. */
import { findComments } from '../calls/comments.ts';
import { CallFinder } from '../calls/find-calls.ts';
import { readSourceStrings } from '../calls/string-literals.ts';
import type { Comment } from '../util/comment.ts';
import type { SourceStrings } from '../util/source-strings.ts';

/** Parses the code of one project; what stays as it is is not parsed again. */
export class Analyser {
  /** Finds calls. */
  readonly finder = new CallFinder();

  /** The strings of a file; undefined for one that is too long or nested too deeply to be parsed. */
  stringsOf(file: string, text: string): SourceStrings | undefined {
    const tree = this.finder.trees.of(file, text);
    return tree && readSourceStrings(tree);
  }

  /** The comments of a file that hold a word. */
  commentsOf(file: string, text: string, word: string): readonly Comment[] {
    return findComments(text, file, word);
  }
}
