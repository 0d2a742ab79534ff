/** JSON with comments, however deep it is nested, and its errors in words. */
import { parse, parseTree, printParseErrorCode, visit, type JSONVisitor, type Node, type ParseError, type ParseErrorCode, type ParseOptions } from 'jsonc-parser';

/** No error of the parser's own: it ran out of stack. */
const TOO_DEEP = -1 as ParseErrorCode;

/** `CommaExpected` → `comma expected`. */
export function describeParseError({ error }: ParseError): string {
  if (error === TOO_DEEP) return 'nested too deeply';
  return printParseErrorCode(error).replace(/(?!^)[A-Z]/g, letter => ` ${letter}`).toLowerCase();
}

/** `parseTree` of the parser, to which too deep a text is one with an error. */
export function parseJsonTree(text: string, errors: ParseError[], options?: ParseOptions): Node | undefined {
  return unlessTooDeep(errors, () => parseTree(text, errors, options));
}

/** `parse` of the parser; undefined for a text that is nested too deeply. */
export function parseJson(text: string, options?: ParseOptions): unknown {
  return unlessTooDeep([], () => parse(text, [], options) as unknown);
}

/** `visit` of the parser, as deep as it goes. */
export function visitJson(text: string, visitor: JSONVisitor): void {
  unlessTooDeep([], () => visit(text, visitor) as undefined);
}

function unlessTooDeep<T>(errors: ParseError[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    errors.splice(0, errors.length, { error: TOO_DEEP, offset: 0, length: 0 });
    return undefined;
  }
}
