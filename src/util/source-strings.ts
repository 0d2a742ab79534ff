/** The strings of a source text with what stands around them, so that they can be judged without its syntax tree. */

/** Characters as they stand in the source, from `start`. */
export interface TextPiece {
  readonly text: string;
  readonly start: number;
}

/** One step from an expression outwards. */
export type ContextStep =
  /** The value of a property, JSX attribute, class field or enum member. `siblings`: the other properties, with their value if it is a literal string. */
  | { readonly kind: 'property'; readonly name: string; readonly siblings: ReadonlyMap<string, string | null> }
  /** The value of a variable, parameter or assignment target; `default` for a module's default export. */
  | { readonly kind: 'variable'; readonly name: string }
  /** What a function returns. */
  | { readonly kind: 'return'; readonly name: string }
  /** An argument. `callee` as written, `new` or not; `literals`: the other arguments that are literal strings. */
  | { readonly kind: 'argument'; readonly callee: string; readonly literals: readonly string[] };

/** Where an expression stands: its value's way outwards, innermost step first. */
export interface Context {
  readonly path: readonly ContextStep[];
  /** Functions, classes, variables and properties around the end of `path`, innermost first. */
  readonly enclosing: readonly string[];
}

/** One string expression: a literal, a template, or a chain of `+`. */
export interface SourceString extends Context {
  /** `null`: a value that is not written here. */
  readonly pieces: readonly (TextPiece | null)[];
  /** The same for all strings of one list or one value, such as an array's elements. */
  readonly group: number;
}

/** A name, dotted or not, that is read somewhere. */
export interface SourceReference extends Context {
  readonly name: string;
}

/** An import or `require` of a module. */
export interface SourceImport {
  readonly module: string;
  /** Imported names, as the module calls them. */
  readonly names: readonly string[];
  /** The specifier without its quotes. */
  readonly start: number;
  readonly end: number;
}

/** All of that, of one file. */
export interface SourceStrings {
  readonly strings: readonly SourceString[];
  readonly references: readonly SourceReference[];
  readonly imports: readonly SourceImport[];
}
