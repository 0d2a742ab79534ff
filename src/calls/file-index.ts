/** What a file has of the things that are asked for again and again, found in one walk. */
import { isBuiltinMethod } from './builtin-methods.ts';
import { ts } from './ts.ts';

export type CallNode = ts.CallExpression | ts.NewExpression;

/** Text that is written, with what is put into it or added to it; of a chain of `+` the whole. */
export type TextNode = ts.StringLiteralLike | ts.TemplateExpression | ts.BinaryExpression;

/** All in source order, outer before inner. */
interface FileIndex {
  readonly calls: readonly CallNode[];
  readonly assignments: readonly ts.BinaryExpression[];
  readonly classes: readonly ts.ClassLikeDeclaration[];
  readonly objects: readonly ts.ObjectLiteralExpression[];
  readonly texts: readonly TextNode[];
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
  const calls: CallNode[] = [];
  const assignments: ts.BinaryExpression[] = [];
  const classes: ts.ClassLikeDeclaration[] = [];
  const objects: ts.ObjectLiteralExpression[] = [];
  const texts: TextNode[] = [];
  const declared = new Set<string>();
  const shadowed = new Set<string>();
  const name = (member: ts.Node | undefined): void => {
    if (member && 'text' in member && typeof member.text === 'string' && isBuiltinMethod(member.text)) shadowed.add(member.text);
  };
  const visit = (node: ts.Node): void => {
    if (isNamed(node) && node.name && ts.isIdentifier(node.name)) declared.add(node.name.text);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(node);
    else if (ts.isBinaryExpression(node)) {
      if (isAssignment(node.operatorToken.kind)) {
        assignments.push(node);
        if (ts.isPropertyAccessExpression(node.left)) name(node.left.name);
      } else if (isSum(node) && !isSum(node.parent)) texts.push(node);
    } else if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) texts.push(node);
    else if (ts.isObjectLiteralExpression(node)) objects.push(node);
    else if (ts.isClassLike(node)) classes.push(node);
    else if (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isPropertyDeclaration(node) || ts.isGetAccessorDeclaration(node)) name(node.name);
    else if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return { calls, assignments, classes, objects, texts, declared, shadowed };
}

/** Those of a file's nodes that stand in a stretch of it. */
function within<N extends ts.Node>(root: ts.Node, nodes: readonly N[]): readonly N[] {
  if (ts.isSourceFile(root)) return nodes;
  let low = 0;
  for (let high = nodes.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.pos ?? 0) < root.pos) low = middle + 1;
    else high = middle;
  }
  const found: N[] = [];
  for (let at = low; at < nodes.length; at++) {
    const node = nodes[at];
    if (!node || node.pos >= root.end) break;
    if (node.end <= root.end) found.push(node);
  }
  return found;
}

/** Whether a node may declare a name. */
function isNamed(node: ts.Node): node is ts.NamedDeclaration {
  switch (node.kind) {
    case ts.SyntaxKind.VariableDeclaration: case ts.SyntaxKind.Parameter: case ts.SyntaxKind.BindingElement:
    case ts.SyntaxKind.FunctionDeclaration: case ts.SyntaxKind.FunctionExpression: case ts.SyntaxKind.ClassDeclaration: case ts.SyntaxKind.ClassExpression: case ts.SyntaxKind.EnumDeclaration:
    case ts.SyntaxKind.ImportClause: case ts.SyntaxKind.ImportSpecifier: case ts.SyntaxKind.NamespaceImport: case ts.SyntaxKind.ImportEqualsDeclaration: return true;
    default: return false;
  }
}

function isSum(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
