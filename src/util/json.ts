/** JSON with comments, however deep it is nested, and its errors in words. */
import { parse, parseTree, printParseErrorCode, visit, type JSONVisitor, type Node, type ParseError, type ParseOptions } from 'jsonc-parser';

/** What stands for running out of stack, for which the parser has no error: one of its own, told by its identity. */
const TOO_DEEP: ParseError[] = [];
parse('', TOO_DEEP);

/** `CommaExpected` → `comma expected`. */
export function describeParseError(error: ParseError): string {
  if (TOO_DEEP.includes(error)) return 'nested too deeply';
  return printParseErrorCode(error.error).replace(/(?!^)[A-Z]/g, letter => ` ${letter}`).toLowerCase();
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
    errors.splice(0, errors.length, ...TOO_DEEP);
    return undefined;
  }
}
