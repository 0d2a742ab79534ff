/**
 * Cuts the parser out of TypeScript's compiler: what `src/` uses of it, and all that this needs. The whole is nine
 * megabytes, which take longer to load than most projects take to check; its parser is a tenth of that.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import writeFileAtomic from 'write-file-atomic';

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));
const PARSER = path.join(SOURCE, 'calls/typescript.js');
const LICENSE = path.join(SOURCE, 'calls/typescript.LICENSE.txt');
const COMPILER = createRequire(import.meta.url).resolve('typescript');

/** The nodes of the compiler's services, which know their file and their text. Without these it makes such as know neither. */
const SERVICE_NODES = {
  getNodeConstructor: 'NodeObject',
  getTokenConstructor: 'TokenObject',
  getIdentifierConstructor: 'IdentifierObject',
  getPrivateIdentifierConstructor: 'PrivateIdentifierObject',
  getSourceFileConstructor: 'SourceFileObject',
};
const ALLOCATION = `setObjectAllocator({ ...objectAllocator, ${Object.entries(SERVICE_NODES).map(([name, made]) => `${name}: () => ${made}`).join(', ')} });`;

/** An object of thousands of messages, few of which the parser has. */
const MESSAGES = 'Diagnostics';

const compiler = readFileSync(COMPILER, 'utf8');
const used = namesUsed();
const stamp = `// Written by scripts/cut-parser.ts: ${createHash('sha256').update([ts.version, readFileSync(fileURLToPath(import.meta.url), 'utf8'), ...used].join('\n')).digest('hex')}\n`;
if (!existsSync(LICENSE) || !existsSync(PARSER) || !readFileSync(PARSER, 'utf8').startsWith(stamp)) {
  // A half of it would begin like the whole.
  writeFileAtomic.sync(PARSER, stamp + cutParser());
  copyFileSync(path.join(path.dirname(COMPILER), '../LICENSE.txt'), LICENSE);
}

/** What the engine says `ts.` before; names of types are among it. */
function namesUsed(): readonly string[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  const names = files.flatMap(file => [...readFileSync(path.join(SOURCE, file), 'utf8').matchAll(/\bts\.(\w+)/g)].map(([, name = '']) => name));
  return [...new Set(names)].sort();
}

function cutParser(): string {
  const source = ts.createSourceFile('typescript.js', compiler, ts.ScriptTarget.Latest, true);
  const statements = statementsOf(source);
  const exported = exportsOf(statements);
  const values = used.flatMap(name => {
    const own = exported.get(name);
    return own === undefined ? [] : [{ name, own }];
  });
  const kept = statementsNeeded(statements, [...values.map(({ own }) => own), ...namesIn(ts.createSourceFile('', ALLOCATION, ts.ScriptTarget.Latest))]);
  const printer = ts.createPrinter({ removeComments: true });
  const messages = new Set(kept.flatMap(messagesIn));
  const code = kept.map(statement => printer.printNode(ts.EmitHint.Unspecified, declaredBy(statement).includes(MESSAGES) ? withMessages(statement, messages) : statement, source));
  const [license = ''] = /^\/\*![^]*?\*\//.exec(compiler) ?? [];
  return [
    `// The parser of TypeScript ${ts.version}, cut out of its compiler, and otherwise unchanged. Its license: typescript.LICENSE.txt.`,
    license,
    ...code,
    ALLOCATION,
    `export default { ${values.map(({ name, own }) => `${name}: ${own}`).join(', ')} };\n`,
  ].join('\n');
}

/** The statements of the function that the compiler is. */
function statementsOf(source: ts.SourceFile): readonly ts.Statement[] {
  const blocks = source.statements.flatMap(statement => {
    const call = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    const callee = call && ts.isCallExpression(call) && ts.isParenthesizedExpression(call.expression) ? call.expression.expression : undefined;
    return callee && ts.isArrowFunction(callee) && ts.isBlock(callee.body) ? [callee.body] : [];
  });
  const [block] = blocks;
  if (!block || blocks.length > 1) throw new Error(`${COMPILER}: This is not the one function that it was.`);
  return block.statements;
}

/** What the compiler calls itself what it exports: `__export(typescript_exports, { name: () => own, … })`. */
function exportsOf(statements: readonly ts.Statement[]): ReadonlyMap<string, string> {
  const call = statements.map(statement => (ts.isExpressionStatement(statement) ? statement.expression : undefined)).find(node => node && ts.isCallExpression(node) && node.expression.getText() === '__export');
  const table = call && ts.isCallExpression(call) ? call.arguments[1] : undefined;
  if (!table || !ts.isObjectLiteralExpression(table)) throw new Error(`${COMPILER}: This does not say what it exports.`);
  return new Map(table.properties.flatMap(property =>
    (ts.isPropertyAssignment(property) && ts.isArrowFunction(property.initializer) ? [[property.name.getText(), property.initializer.body.getText()] as const] : [])));
}

/** The statements that declare these names, and those that declare what they name in turn. Of statements that declare nothing there is none that a parser needs. */
function statementsNeeded(statements: readonly ts.Statement[], names: readonly string[]): readonly ts.Statement[] {
  const declaring = new Map<string, ts.Statement[]>();
  for (const statement of statements) {
    for (const name of declaredBy(statement)) declaring.set(name, [...declaring.get(name) ?? [], statement]);
  }
  const kept = new Set<ts.Statement>();
  const seen = new Set<string>();
  const toDo = [...names];
  for (let name = toDo.pop(); name !== undefined; name = toDo.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const statement of declaring.get(name) ?? []) {
      kept.add(statement);
      toDo.push(...namesIn(statement));
    }
  }
  return statements.filter(statement => kept.has(statement));
}

/** The names that a statement declares, or gives something: `((Parser) => { … })(Parser || (Parser = {}))`, `tables.more = …`. */
function declaredBy(statement: ts.Statement): readonly string[] {
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) return [statement.name.text];
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  if (!ts.isExpressionStatement(statement)) return [];
  const { expression } = statement;
  const given = ts.isCallExpression(expression) ? expression.arguments[0] : expression;
  if (!given || !ts.isBinaryExpression(given)) return [];
  const { left, operatorToken: { kind } } = given;
  if (kind === ts.SyntaxKind.BarBarToken && ts.isIdentifier(left)) return [left.text];
  return kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(left) && ts.isIdentifier(left.expression) ? [left.expression.text] : [];
}

function boundBy(name: ts.BindingName): readonly string[] {
  return ts.isIdentifier(name) ? [name.text] : name.elements.flatMap(element => (ts.isBindingElement(element) ? boundBy(element.name) : []));
}

/** The names that may stand for what is declared elsewhere: all but those of properties. */
function namesIn(root: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isPropertyAssignment(node) && !ts.isComputedPropertyName(node.name)) visit(node.initializer);
    else ts.forEachChild(node, visit);
  };
  visit(root);
  return names;
}

function messagesIn(root: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.expression.getText() === MESSAGES) names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return names;
}

/** `var Diagnostics = { … }` with these messages alone. */
function withMessages(statement: ts.Statement, names: ReadonlySet<string>): ts.Node {
  const visit = (node: ts.Node): ts.Node => {
    if (!ts.isObjectLiteralExpression(node)) return ts.visitEachChild(node, visit, undefined);
    return ts.factory.updateObjectLiteralExpression(node, node.properties.filter(property => property.name && names.has(property.name.getText())));
  };
  return visit(statement);
}
