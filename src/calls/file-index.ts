/** What a file has of the things that are asked for again and again, found in one walk. */
import { isBuiltinMethod } from './builtin-methods.ts';
import { link, ts } from './ts.ts';

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
  /** What declares names, by name, wherever these hold. */
  readonly declarations: ReadonlyMap<string, readonly ts.Node[]>;
  /** Names of JavaScript's own methods that the file gives to members of its objects and classes. */
  readonly shadowed: ReadonlySet<string>;
  /** Something stands deeper than `MAX_DEPTH` and is left out. */
  readonly isCut: boolean;
}

/** Many questions about a node go through all that is around it, so that deeper ones would cost too much together. */
const MAX_DEPTH = 2_000;

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

/** All that declares a name in a file, wherever it holds. */
export function declarationsIn(source: ts.SourceFile, name: string): readonly ts.Node[] {
  return indexOf(source).declarations.get(name) ?? [];
}

/** Whether anything in a file declares a name. */
export function isDeclaredIn(source: ts.SourceFile, name: string): boolean {
  return indexOf(source).declarations.has(name);
}

/** The names of JavaScript's own methods that a file uses for its own. */
export function shadowedIn(source: ts.SourceFile): ReadonlySet<string> {
  return indexOf(source).shadowed;
}

/** Whether something in a file is nested too deeply to be found. */
export function isCut(source: ts.SourceFile): boolean {
  return indexOf(source).isCut;
}

/** Reads the index of a tree that was just parsed, and links its nodes to their parents on the way. */
export function indexTree(source: ts.SourceFile): FileIndex {
  const index = new IndexReader();
  index.isCut = !link(source, index.visit, MAX_DEPTH);
  indices.set(source, index);
  return index;
}

function indexOf(node: ts.Node): FileIndex {
  const source = node.getSourceFile();
  return indices.get(source) ?? indexTree(source);
}

class IndexReader implements FileIndex {
  readonly calls: CallNode[] = [];
  readonly assignments: ts.BinaryExpression[] = [];
  readonly classes: ts.ClassLikeDeclaration[] = [];
  readonly objects: ts.ObjectLiteralExpression[] = [];
  readonly texts: TextNode[] = [];
  readonly jumps: Jump[] = [];
  readonly vars: ts.VariableDeclarationList[] = [];
  readonly declarations = new Map<string, ts.Node[]>();
  readonly shadowed = new Set<string>();
  isCut = false;
  /** The functions and classes around. */
  readonly #around: ts.Node[] = [];

  readonly visit = (node: ts.Node): boolean => {
    const role = roles.get(node.kind);
    switch (role) {
      case 'call': this.calls.push(node as CallNode); break;
      case 'binary': this.#binary(node as ts.BinaryExpression); break;
      case 'text': this.texts.push(node as TextNode); break;
      case 'object': this.objects.push(node as ts.ObjectLiteralExpression); break;
      case 'end': this.#jump(node, false); break;
      case 'jump': this.#jump(node, true); break;
      case 'list': if (!(node.flags & ts.NodeFlags.BlockScoped)) this.vars.push(node as ts.VariableDeclarationList); break;
      case 'name': this.#declare(node as ts.NamedDeclaration); break;
      case 'property': this.#shadow((node as ts.NamedDeclaration).name); break;
      case 'class': this.classes.push(node as ts.ClassLikeDeclaration); this.#enter(node); break;
      case 'method': this.#shadow((node as ts.NamedDeclaration).name); this.#enter(node); break;
      case 'function': this.#enter(node); break;
      default:
    }
    return role !== 'type';
  };

  #enter(node: ts.Node): void {
    this.#declare(node as ts.NamedDeclaration);
    this.#leaveUpTo(node.pos);
    this.#around.push(node);
  }

  #leaveUpTo(pos: number): void {
    while ((this.#around.at(-1)?.end ?? Infinity) <= pos) this.#around.pop();
  }

  #jump({ pos, end }: ts.Node, isWithin: boolean): void {
    this.#leaveUpTo(pos);
    this.jumps.push({ pos, end, owner: this.#around.at(-1)?.pos ?? -1, isWithin });
  }

  #binary(node: ts.BinaryExpression): void {
    const { kind } = node.operatorToken;
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) {
      this.assignments.push(node);
      if (ts.isPropertyAccessExpression(node.left)) this.#shadow(node.left.name);
    } else if (isSum(node) && !isSum(node.parent)) this.texts.push(node);
  }

  #declare(node: ts.NamedDeclaration): void {
    const { name } = node;
    if (!name || !ts.isIdentifier(name)) return;
    const known = this.declarations.get(name.text);
    if (known) known.push(node);
    else this.declarations.set(name.text, [node]);
  }

  #shadow(name: ts.DeclarationName | undefined): void {
    if (name && 'text' in name && isBuiltinMethod(name.text)) this.shadowed.add(name.text);
  }
}

/** What the index makes of a node. */
type Role = 'call' | 'binary' | 'text' | 'object' | 'end' | 'jump' | 'list' | 'name' | 'property' | 'class' | 'method' | 'function' | 'type';

const { SyntaxKind } = ts;

const roles: ReadonlyMap<ts.SyntaxKind, Role> = new Map<ts.SyntaxKind, Role>([
  ...typeKinds().map(kind => [kind, 'type'] as const),
  [SyntaxKind.CallExpression, 'call'], [SyntaxKind.NewExpression, 'call'], [SyntaxKind.BinaryExpression, 'binary'], [SyntaxKind.ObjectLiteralExpression, 'object'],
  [SyntaxKind.StringLiteral, 'text'], [SyntaxKind.NoSubstitutionTemplateLiteral, 'text'], [SyntaxKind.TemplateExpression, 'text'],
  [SyntaxKind.ReturnStatement, 'end'], [SyntaxKind.ThrowStatement, 'end'], [SyntaxKind.BreakStatement, 'jump'], [SyntaxKind.ContinueStatement, 'jump'],
  [SyntaxKind.VariableDeclarationList, 'list'], [SyntaxKind.VariableDeclaration, 'name'], [SyntaxKind.Parameter, 'name'], [SyntaxKind.BindingElement, 'name'], [SyntaxKind.EnumDeclaration, 'name'],
  [SyntaxKind.ImportClause, 'name'], [SyntaxKind.ImportSpecifier, 'name'], [SyntaxKind.NamespaceImport, 'name'], [SyntaxKind.ImportEqualsDeclaration, 'name'],
  [SyntaxKind.PropertyAssignment, 'property'], [SyntaxKind.ShorthandPropertyAssignment, 'property'], [SyntaxKind.PropertyDeclaration, 'property'],
  [SyntaxKind.ClassDeclaration, 'class'], [SyntaxKind.ClassExpression, 'class'], [SyntaxKind.MethodDeclaration, 'method'], [SyntaxKind.GetAccessor, 'method'],
  [SyntaxKind.FunctionDeclaration, 'function'], [SyntaxKind.FunctionExpression, 'function'], [SyntaxKind.ArrowFunction, 'function'], [SyntaxKind.Constructor, 'function'], [SyntaxKind.SetAccessor, 'function'],
]);

/** The kinds of nodes that only types are made of. */
function typeKinds(): readonly ts.SyntaxKind[] {
  return Object.values(SyntaxKind).filter((kind): kind is ts.SyntaxKind => typeof kind === 'number' && kind >= SyntaxKind.FirstTypeNode && kind <= SyntaxKind.LastTypeNode);
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
