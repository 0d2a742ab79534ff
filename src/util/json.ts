/** Names JSON parse errors in words. */
import { printParseErrorCode, type ParseError } from 'jsonc-parser';

/** `CommaExpected` → `comma expected`. */
export function describeParseError({ error }: ParseError): string {
  return printParseErrorCode(error).replace(/(?!^)[A-Z]/g, letter => ` ${letter}`).toLowerCase();
}
