/** Reads what a GraphQL document asks for at its top level: the fields that scopes open. */

const OPERATION = /^\s*(?:#[^\n]*\n\s*)*(?:(?:query|mutation|subscription)\b[^{]*)?(\{\s*[\w.][\s\S]*)$/;

/** The top-level fields of a text that is a GraphQL operation, aliases resolved; none for other texts. */
export function graphqlFieldsIn(text: string): readonly string[] {
  const selection = OPERATION.exec(text)?.[1] ?? '';
  const fields: string[] = [];
  let depth = 0;
  for (const [token] of selection.matchAll(/"(?:\\.|[^"\\])*"|#[^\n]*|[{}()]|(?:\.\.\.|@)\s*\w+|\w+(\s*:)?/g)) {
    if (token === '{' || token === '(') depth++;
    else if (token === '}' || token === ')') depth--;
    else if (depth === 1 && /^\w+$/.test(token)) fields.push(token);
  }
  return fields;
}
