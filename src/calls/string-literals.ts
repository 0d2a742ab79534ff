/** Takes the strings of a source text out of its syntax tree, each with the names around it. */
import type { Context, ContextStep, SourceImport, SourceReference, SourceString, SourceStrings, TextPiece } from '../util/source-strings.ts';
import { textsIn } from './file-index.ts';
import type { SourceTree } from './source-trees.ts';
import { ts, walk } from './ts.ts';

/** Calls that hand their argument on as it is, for the purpose of naming it. */
const TRANSPARENT_FUNCTIONS = new Set([
  'Array.from', 'Array.of', 'Object.freeze', 'Object.values', 'Set', 'String', 'encodeURIComponent', 'encodeURI', 'unique', 'uniq',
]);

/** Methods whose result is made of the text or list that they are called on. */
const TRANSPARENT_METHODS = new Set(['concat', 'filter', 'flat', 'join', 'sort', 'split', 'toSorted', 'toString', 'trim']);

const MAX_CALLEE = 120;

/** Reads one file. What does not parse is read as far as it goes. */
export function readSourceStrings(source: SourceTree): SourceStrings {
  return new Reader(source);
}

/** Finds out where an expression stands when first asked: of most strings nobody asks. */
class LazyContext implements Context {
  readonly #climb: () => Climb;
  #found: Climb | undefined;
  #enclosing: readonly string[] | undefined;

  constructor(climb: () => Climb) {
    this.#climb = climb;
  }

  get path(): readonly ContextStep[] {
    return this.#context.path;
  }

  get enclosing(): readonly string[] {
    return (this.#enclosing ??= this.#context.enclosing());
  }

  get group(): number {
    return this.#context.group;
  }

  get #context(): Climb {
    return (this.#found ??= this.#climb());
  }
}

interface Climb extends Pick<Context, 'path'> {
  readonly group: number;
  /** Asked for less often than the rest, and far up. */
  readonly enclosing: () => readonly string[];
}

class LazyString extends LazyContext implements SourceString {
  readonly pieces: readonly (TextPiece | null)[];

  constructor(pieces: readonly (TextPiece | null)[], climb: () => Climb) {
    super(climb);
    this.pieces = pieces;
  }
}

class LazyReference extends LazyContext implements SourceReference {
  readonly name: string;

  constructor(name: string, climb: () => Climb) {
    super(climb);
    this.name = name;
  }
}

class Reader implements SourceStrings {
  readonly strings: SourceString[] = [];
  readonly imports: SourceImport[] = [];
  readonly #source: ts.SourceFile;
  #references: readonly SourceReference[] | undefined;
  readonly #siblings = new Map<ts.ObjectLiteralExpression, ReadonlyMap<string, string | null>>();

  constructor(source: ts.SourceFile) {
    this.#source = source;
    for (const node of textsIn(source)) {
      const imported = this.#readImport(node);
      if (imported) this.imports.push(imported);
      if (isText(node)) this.#addString(node);
    }
  }

  /** Only where scopes are spoken of anybody asks. */
  get references(): readonly SourceReference[] {
    return (this.#references ??= this.#readReferences());
  }

  #readReferences(): readonly SourceReference[] {
    const references: SourceReference[] = [];
    walk(this.#source, node => {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return false;
      if (isReference(node)) references.push(new LazyReference(node.getText(this.#source), () => this.#climb(node)));
      return true;
    });
    return references;
  }

  #addString(node: ts.Expression): void {
    const parent = node.parent;
    // A part of a longer text comes with the whole.
    if (isConcatenation(parent) || (ts.isTemplateSpan(parent) && isText(node)) || isModuleSpecifier(node)) return;
    this.strings.push(new LazyString(this.#piecesOf(node), () => this.#climb(node)));
  }

  #piecesOf(node: ts.Expression): readonly (TextPiece | null)[] {
    if (ts.isParenthesizedExpression(node)) return this.#piecesOf(node.expression);
    if (ts.isStringLiteralLike(node)) return [this.#piece(node.getStart(this.#source) + 1, node.end - 1)];
    if (isConcatenation(node)) return operandsOf(node).flatMap(operand => this.#piecesOf(operand));
    if (!ts.isTemplateExpression(node)) return [null];
    const { head, templateSpans } = node;
    const spans = templateSpans.flatMap(span => [
      ...this.#piecesOf(span.expression),
      this.#piece(span.literal.getStart(this.#source) + 1, span.literal.end - (ts.isTemplateTail(span.literal) ? 1 : 2)),
    ]);
    return [this.#piece(head.getStart(this.#source) + 1, head.end - 2), ...spans];
  }

  // Escaped white space separates words like any other; two blanks keep the offsets.
  #piece(start: number, end: number): TextPiece {
    return { text: this.#source.text.slice(start, end).replace(/\\[nrt\r\n]/g, '  '), start };
  }

  #readImport(node: ts.Node): SourceImport | undefined {
    if (!ts.isStringLiteralLike(node) || !isModuleSpecifier(node)) return undefined;
    return { module: node.text, names: importedNames(node.parent), start: node.getStart(this.#source) + 1, end: node.end - 1 };
  }

  #climb(start: ts.Expression): Climb {
    const path: ContextStep[] = [];
    let group: ts.Node = start;
    let node: ts.Node = start;
    for (;;) {
      const through = transparentParent(node, this.#source);
      if (through) {
        node = through;
        if (path.length === 0) group = node;
        continue;
      }
      const { steps, next } = this.#stepOut(node);
      path.push(...steps);
      if (next === undefined) return { group: group.getStart(this.#source), path, enclosing: () => enclosingNames(node.parent, this.#source) };
      node = next;
    }
  }

  /** The named place that a value stands in, and the expression around it if there is one. */
  #stepOut(node: ts.Node): { readonly steps: readonly ContextStep[]; readonly next?: ts.Node } {
    const { parent } = node;
    if (ts.isPropertyAssignment(parent) && parent.initializer === node) {
      return { steps: [this.#property(nameOf(parent.name), parent.parent)], next: parent.parent };
    }
    if (ts.isShorthandPropertyAssignment(parent)) return { steps: [this.#property(parent.name.text, parent.parent)], next: parent.parent };
    if (isInitializer(parent, node)) {
      const name = nameOf(parent.name);
      if (!ts.isEnumMember(parent)) return { steps: [ts.isPropertyDeclaration(parent) ? property(name) : { kind: 'variable', name }] };
      return { steps: [property(name), { kind: 'variable', name: parent.parent.name.text }] };
    }
    if (ts.isJsxAttribute(parent)) {
      const element = parent.parent.parent.tagName.getText(this.#source);
      return { steps: [property(nameOf(parent.name)), { kind: 'argument', callee: element, literals: [] }] };
    }
    if (isAssignment(parent) && parent.right === node) return { steps: assignmentSteps(parent.left, this.#source) };
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) {
      return { steps: [{ kind: 'return', name: functionName(parent, this.#source) }] };
    }
    if (ts.isExportAssignment(parent)) return { steps: [{ kind: 'variable', name: 'default' }] };
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node) {
      const others = (parent.arguments ?? []).filter(argument => argument !== node && ts.isStringLiteralLike(argument));
      return {
        steps: [{ kind: 'argument', callee: this.#calleeOf(parent), literals: others.map(other => (ts.isStringLiteralLike(other) ? other.text : '')) }],
        next: parent,
      };
    }
    return { steps: [] };
  }

  #property(name: string, object: ts.ObjectLiteralExpression): ContextStep {
    let siblings = this.#siblings.get(object);
    if (!siblings) {
      siblings = new Map(
        object.properties.map(({ name: key, ...rest }) => {
          const value = 'initializer' in rest ? rest.initializer : undefined;
          return [key ? nameOf(key) : '', value && ts.isStringLiteralLike(value) ? value.text : null] as const;
        }),
      );
      this.#siblings.set(object, siblings);
    }
    return { kind: 'property', name, siblings };
  }

  #calleeOf(call: ts.CallExpression | ts.NewExpression): string {
    return call.expression.getText(this.#source).slice(-MAX_CALLEE);
  }
}

function property(name: string): ContextStep {
  return { kind: 'property', name, siblings: new Map() };
}

function isText(node: ts.Node): node is ts.Expression {
  return ts.isStringLiteral(node) ? !isKey(node) : ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node) || isTextConcatenation(node);
}

function isKey(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return ('name' in parent && parent.name === node) || ts.isElementAccessExpression(parent) || ts.isExpressionStatement(parent);
}

function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function isTextConcatenation(node: ts.Node): boolean {
  return isConcatenation(node) && operandsOf(node).some(operand => isText(operand));
}

/** What a chain of `+` adds up, from left to right. */
function operandsOf(node: ts.BinaryExpression): readonly ts.Expression[] {
  const operands: ts.Expression[] = [];
  let at: ts.Expression = node;
  for (; isConcatenation(at); at = at.left) operands.push(at.right);
  return [at, ...operands.reverse()];
}

function isModuleSpecifier(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent)) return true;
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== node) return false;
  return parent.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(parent.expression) && parent.expression.text === 'require');
}

function importedNames(parent: ts.Node): readonly string[] {
  if (ts.isImportDeclaration(parent)) {
    const bindings = parent.importClause?.namedBindings;
    return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(element => (element.propertyName ?? element.name).text) : [];
  }
  const holder = ts.isAwaitExpression(parent.parent) ? parent.parent.parent : parent.parent;
  if (!ts.isVariableDeclaration(holder) || !ts.isObjectBindingPattern(holder.name)) return [];
  return holder.name.elements.map(element => nameOf(element.propertyName ?? element.name));
}

/** The outermost of a chain `a.b.c` that is read. */
function isReference(node: ts.Node): node is ts.Expression {
  const { parent } = node;
  if (parent === undefined || (ts.isPropertyAccessExpression(parent) && parent.expression === node && !isMethod(parent))) return false;
  if (ts.isPropertyAccessExpression(node)) return isChain(node) && !isMethod(node);
  if (!ts.isIdentifier(node)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return ts.isExpression(node) && !('name' in parent && parent.name === node);
}

function isChain(node: ts.Node): boolean {
  let root = node;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  return ts.isIdentifier(root) || root.kind === ts.SyntaxKind.ThisKeyword;
}

function isMethod(node: ts.PropertyAccessExpression): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}

/** The expression around one that has the same value, or a value made of it. */
function transparentParent(node: ts.Node, source: ts.SourceFile): ts.Node | undefined {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return parent;
  if (ts.isNonNullExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSpreadElement(parent)) return parent;
  if (ts.isArrayLiteralExpression(parent) || ts.isJsxExpression(parent) || isConcatenation(parent)) return parent;
  if (ts.isTemplateSpan(parent)) return parent.parent;
  if (ts.isConditionalExpression(parent)) return parent.condition === node ? undefined : parent;
  if (ts.isBinaryExpression(parent)) return isFallback(parent) ? parent : undefined;
  if (ts.isPropertyAccessExpression(parent)) {
    const call = parent.parent;
    return parent.expression === node && isMethod(parent) && TRANSPARENT_METHODS.has(parent.name.text) ? call : undefined;
  }
  if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== node) {
    const callee = parent.expression;
    const handsOn = TRANSPARENT_FUNCTIONS.has(callee.getText(source)) || (ts.isPropertyAccessExpression(callee) && callee.name.text === 'concat');
    return handsOn ? parent : undefined;
  }
  return undefined;
}

function isFallback(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

function assignmentSteps(target: ts.Expression, source: ts.SourceFile): readonly ContextStep[] {
  if (!ts.isPropertyAccessExpression(target)) return [{ kind: 'variable', name: target.getText(source) }];
  const owner = target.expression.getText(source);
  const name = owner === 'module' && target.name.text === 'exports' ? 'default' : target.name.text;
  return [property(name), { kind: 'variable', name: owner.slice(-MAX_CALLEE) }];
}

type Initialised = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement | ts.PropertyDeclaration | ts.EnumMember;

function isInitializer(parent: ts.Node, node: ts.Node): parent is Initialised {
  const holds =
    ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent) || ts.isPropertyDeclaration(parent) || ts.isEnumMember(parent);
  return holds && parent.initializer === node;
}

function nameOf(name: ts.Node): string {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (!ts.isComputedPropertyName(name)) return '';
  return ts.isStringLiteralLike(name.expression) ? name.expression.text : name.expression.getText();
}

function functionName(inside: ts.Node, source: ts.SourceFile): string {
  let node: ts.Node = inside;
  while (!ts.isFunctionLike(node) && !ts.isSourceFile(node)) node = node.parent;
  return ts.isSourceFile(node) ? '' : (ownName(node) ?? ownName(node.parent) ?? enclosingNames(node.parent, source)[0] ?? '');
}

function enclosingNames(from: ts.Node, source: ts.SourceFile): readonly string[] {
  const names: string[] = [];
  for (let node = from; node !== undefined && node !== source; node = node.parent) {
    const name = ownName(node);
    if (name) names.push(name);
  }
  return names;
}

function ownName(node: ts.Node): string | undefined {
  const named =
    ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node) ||
    ts.isPropertyDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node);
  return named && node.name ? nameOf(node.name) : undefined;
}
