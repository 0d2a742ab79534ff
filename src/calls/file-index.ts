/** What a file has of the things that are asked for again and again, found in one walk. */
import { isBuiltinMethod } from './builtin-methods.ts';
import { ts } from './ts.ts';

export type CallNode = ts.CallExpression | ts.NewExpression;

/** Text that is written, with what is put into it or added to it; of a chain of `+` the whole. */
export type TextNode = ts.StringLiteralLike | ts.TemplateExpression | ts.BinaryExpression;

/** A statement that goes elsewhere than to the next. */
interface Jump {
  readonly pos: number;
  readonly end: number;
  /** Where the function or class that it stands in begins; -1 for none. */
  readonly owner: number;
  /** It stays in its function: `break`, `continue`. */
  readonly isWithin: boolean;
}

/** All in source order, outer before inner. */
interface FileIndex {
  readonly calls: readonly CallNode[];
  readonly assignments: readonly ts.BinaryExpression[];
  readonly classes: readonly ts.ClassLikeDeclaration[];
  readonly objects: readonly ts.ObjectLiteralExpression[];
  readonly texts: readonly TextNode[];
  readonly jumps: readonly Jump[];
  /** Declarations with `var`. */
  readonly vars: readonly ts.VariableDeclarationList[];
  /** Names that something in the file declares, wherever they hold. */
  readonly declared: ReadonlySet<string>;
  /** Names of JavaScript's own methods that the file gives to members of its objects and classes. */
  readonly shadowed: ReadonlySet<string>;
}

const indices = new WeakMap<ts.SourceFile, FileIndex>();

/** All calls below a node, in source order. */
export function callsIn(root: ts.Node): readonly CallNode[] {
  return within(root, indexOf(root).calls);
}

/** All assignments below a node, in source order. */
export function assignmentsIn(root: ts.Node): readonly ts.BinaryExpression[] {
  return within(root, indexOf(root).assignments);
}

/** All classes of a file. */
export function classesIn(source: ts.SourceFile): readonly ts.ClassLikeDeclaration[] {
  return indexOf(source).classes;
}

/** All object literals of a file. */
export function objectsIn(source: ts.SourceFile): readonly ts.ObjectLiteralExpression[] {
  return indexOf(source).objects;
}

/** All texts of a file. */
export function textsIn(source: ts.SourceFile): readonly TextNode[] {
  return indexOf(source).texts;
}

/** The `var` declarations of a function or a file, wherever in it they stand. */
export function varsIn(root: ts.Node): readonly ts.VariableDeclarationList[] {
  return within(root, indexOf(root).vars);
}

/** Whether a statement may end the function that it stands in. */
export function mayReturn(node: ts.Node): boolean {
  return mayJump(node, jump => !jump.isWithin);
}

/** Whether what stands behind a statement may not be reached because of it. */
export function mayLeave(node: ts.Node): boolean {
  return mayJump(node, () => true);
}

function mayJump(node: ts.Node, counts: (jump: Jump) => boolean): boolean {
  const { jumps } = indexOf(node);
  for (let at = firstFrom(node.pos, jumps); at < jumps.length; at++) {
    const jump = jumps[at];
    if (!jump || jump.pos >= node.end) return false;
    // What stands in a function inside is that function's affair.
    if (jump.owner < node.pos && counts(jump)) return true;
  }
  return false;
}

/** Whether anything in a file declares a name. */
export function isDeclaredIn(source: ts.SourceFile, name: string): boolean {
  return indexOf(source).declared.has(name);
}

/** The names of JavaScript's own methods that a file uses for its own. */
export function shadowedIn(source: ts.SourceFile): ReadonlySet<string> {
  return indexOf(source).shadowed;
}

function indexOf(node: ts.Node): FileIndex {
  const source = node.getSourceFile();
  let index = indices.get(source);
  if (!index) indices.set(source, index = readIndex(source));
  return index;
}

function readIndex(source: ts.SourceFile): FileIndex {
  const reader = new IndexReader();
  ts.forEachChild(source, reader.visit);
  return reader;
}

class IndexReader implements FileIndex {
  readonly calls: CallNode[] = [];
  readonly assignments: ts.BinaryExpression[] = [];
  readonly classes: ts.ClassLikeDeclaration[] = [];
  readonly objects: ts.ObjectLiteralExpression[] = [];
  readonly texts: TextNode[] = [];
  readonly jumps: Jump[] = [];
  readonly vars: ts.VariableDeclarationList[] = [];
  readonly declared = new Set<string>();
  readonly shadowed = new Set<string>();
  /** Where the innermost function or class around begins. */
  #owner = -1;

  readonly visit = (node: ts.Node): void => {
    switch (node.kind) {
      case ts.SyntaxKind.CallExpression: case ts.SyntaxKind.NewExpression: this.calls.push(node as CallNode); break;
      case ts.SyntaxKind.BinaryExpression: this.#binary(node as ts.BinaryExpression); break;
      case ts.SyntaxKind.StringLiteral: case ts.SyntaxKind.NoSubstitutionTemplateLiteral: case ts.SyntaxKind.TemplateExpression: this.texts.push(node as TextNode); break;
      case ts.SyntaxKind.ObjectLiteralExpression: this.objects.push(node as ts.ObjectLiteralExpression); break;
      case ts.SyntaxKind.ReturnStatement: case ts.SyntaxKind.ThrowStatement: case ts.SyntaxKind.BreakStatement: case ts.SyntaxKind.ContinueStatement:
        this.jumps.push({ pos: node.pos, end: node.end, owner: this.#owner, isWithin: node.kind === ts.SyntaxKind.BreakStatement || node.kind === ts.SyntaxKind.ContinueStatement });
        break;
      case ts.SyntaxKind.VariableDeclarationList: if (!(node.flags & ts.NodeFlags.BlockScoped)) this.vars.push(node as ts.VariableDeclarationList); break;
      case ts.SyntaxKind.VariableDeclaration: case ts.SyntaxKind.Parameter: case ts.SyntaxKind.BindingElement: case ts.SyntaxKind.EnumDeclaration:
      case ts.SyntaxKind.ImportClause: case ts.SyntaxKind.ImportSpecifier: case ts.SyntaxKind.NamespaceImport: case ts.SyntaxKind.ImportEqualsDeclaration: this.#declare((node as ts.NamedDeclaration).name); break;
      case ts.SyntaxKind.PropertyAssignment: case ts.SyntaxKind.ShorthandPropertyAssignment: case ts.SyntaxKind.PropertyDeclaration: this.#shadow((node as ts.NamedDeclaration).name); break;
      case ts.SyntaxKind.ClassDeclaration: case ts.SyntaxKind.ClassExpression:
        this.classes.push(node as ts.ClassLikeDeclaration);
        return this.#enter(node);
      case ts.SyntaxKind.MethodDeclaration: case ts.SyntaxKind.GetAccessor: this.#shadow((node as ts.NamedDeclaration).name); return this.#enter(node);
      case ts.SyntaxKind.FunctionDeclaration: case ts.SyntaxKind.FunctionExpression: case ts.SyntaxKind.ArrowFunction: case ts.SyntaxKind.Constructor: case ts.SyntaxKind.SetAccessor:
        return this.#enter(node);
      default: if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    }
    ts.forEachChild(node, this.visit);
  };

  /** Goes into a function or class. */
  #enter(node: ts.Node): void {
    this.#declare((node as ts.NamedDeclaration).name);
    const around = this.#owner;
    this.#owner = node.pos;
    ts.forEachChild(node, this.visit);
    this.#owner = around;
  }

  #binary(node: ts.BinaryExpression): void {
    const { kind } = node.operatorToken;
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
      this.assignments.push(node);
      if (ts.isPropertyAccessExpression(node.left)) this.#shadow(node.left.name);
    } else if (isSum(node) && !isSum(node.parent)) this.texts.push(node);
  }

  #declare(name: ts.DeclarationName | undefined): void {
    if (name && ts.isIdentifier(name)) this.declared.add(name.text);
  }

  #shadow(name: ts.DeclarationName | undefined): void {
    if (name && 'text' in name && isBuiltinMethod(name.text)) this.shadowed.add(name.text);
  }
}

function isSum(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

/** Those of a file's nodes that stand in a stretch of it. */
function within<N extends ts.Node>(root: ts.Node, nodes: readonly N[]): readonly N[] {
  if (ts.isSourceFile(root)) return nodes;
  const found: N[] = [];
  for (let at = firstFrom(root.pos, nodes); at < nodes.length; at++) {
    const node = nodes[at];
    if (!node || node.pos >= root.end) break;
    if (node.end <= root.end) found.push(node);
  }
  return found;
}

/** The index of the first that does not begin before an offset. */
function firstFrom(pos: number, nodes: readonly { readonly pos: number }[]): number {
  let low = 0;
  for (let high = nodes.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.pos ?? 0) < pos) low = middle + 1;
    else high = middle;
  }
  return low;
}
