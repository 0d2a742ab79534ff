/** What the modules of a project export, ES and CommonJS alike. */
import type { Interpreter } from './interpreter.ts';
import { ts } from './ts.ts';
import { lazy, nothing, unknown, type Lazy, type Value } from './value.ts';

/** Where the interpreter gets modules from. */
export interface Sources {
  /** The parsed file; undefined where there is none or it cannot be read. */
  file(path: string): ts.SourceFile | undefined;
  /** Whether a file may export a name, as far as words tell. */
  mayExport(path: string, name: string): boolean;
  /** The file of the project that a specifier means; undefined for packages from outside. */
  resolve(specifier: string, fromFile: string): string | undefined;
  /** Every file parsed so far, in the order of parsing. */
  readonly loaded: readonly ts.SourceFile[];
}

interface Exports {
  readonly names: ReadonlyMap<string, Lazy>;
  /** The names, where its syntax tells them all. */
  readonly own: ReadonlySet<string> | undefined;
  /** Files of `export * from`. */
  readonly stars: readonly string[];
  /** What `module.exports` holds; undefined for ES modules. */
  readonly commonJs: Lazy | undefined;
}

export class Modules {
  readonly #exports = new Map<string, Exports>();
  readonly #interpreter: Interpreter;
  readonly #sources: Sources;

  constructor(interpreter: Interpreter, sources: Sources) {
    this.#interpreter = interpreter;
    this.#sources = sources;
  }

  /** What importing all of a module gives. */
  imported(specifier: string, from: ts.Node): Value {
    const importer = from.getSourceFile().fileName;
    const file = this.#sources.resolve(specifier, importer);
    return file === undefined ? { kind: 'external', name: specifier.replace(/^node:/, ''), global: false } : { kind: 'module', file, from: importer };
  }

  /** What `require` of a module gives. */
  required(specifier: string, from: ts.Node): Value {
    const module = this.imported(specifier, from);
    return module.kind === 'module' ? this.#exportsOf(module.file, module.from)?.commonJs?.() ?? module : module;
  }

  /** One export of a module of the project, for the file `from`. */
  member(file: string, name: string, from: string, seen: readonly string[] = []): Value {
    if (seen.includes(file) || seen.length > 12) return unknown(name);
    const exports = this.#exportsOf(file, from);
    if (!exports) return unknown(name);
    const own = exports.names.get(name);
    if (own) return own();
    if (exports.commonJs) return name === 'default' ? exports.commonJs() : this.#interpreter.member(exports.commonJs(), name);
    for (const star of exports.stars) {
      this.#interpreter.dependencies.read(file, star);
      if (!this.#sources.mayExport(star, name)) continue;
      const found = this.member(star, name, file, [...seen, file]);
      if (found.kind !== 'unknown') return found;
    }
    return unknown(name);
  }

  /** The names that a file exports itself; undefined where they are not told by its syntax alone. */
  namesOf(file: string): ReadonlySet<string> | undefined {
    return this.#exportsOf(file, file)?.own;
  }

  /** What is known of a file's exports is to be found out again. */
  forget(file: string): void {
    this.#exports.delete(file);
  }

  #exportsOf(file: string, from: string): Exports | undefined {
    this.#interpreter.dependencies.read(from, file);
    const known = this.#exports.get(file);
    if (known) return known;
    const source = this.#sources.file(file);
    if (!source) return undefined;
    const exports = this.#read(source);
    this.#exports.set(file, exports);
    return exports;
  }

  #read(source: ts.SourceFile): Exports {
    const names = new Map<string, Lazy>();
    const stars: string[] = [];
    for (const statement of source.statements) this.#readStatement(statement, names, stars);
    const commonJs = this.#commonJs(source, names.size > 0 || stars.length > 0);
    return { names, own: commonJs ? undefined : new Set(names.keys()), stars, commonJs };
  }

  #readStatement(statement: ts.Statement, names: Map<string, Lazy>, stars: string[]): void {
    const interpreter = this.#interpreter;
    if (ts.isExportDeclaration(statement)) {
      const specifier = statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier) ? statement.moduleSpecifier.text : undefined;
      const clause = statement.exportClause;
      if (!clause) {
        const file = specifier === undefined ? undefined : this.#sources.resolve(specifier, statement.getSourceFile().fileName);
        if (file !== undefined) stars.push(file);
      } else if (ts.isNamespaceExport(clause)) {
        if (specifier !== undefined) names.set(clause.name.text, () => this.imported(specifier, statement));
      } else {
        for (const element of clause.elements) {
          const local = element.propertyName ?? element.name;
          names.set(element.name.text, lazy(() => specifier !== undefined
            ? interpreter.member(this.imported(specifier, statement), local.text)
            : ts.isIdentifier(local) ? interpreter.evaluate(local) : unknown(local.text)));
        }
      }
    } else if (ts.isExportAssignment(statement)) {
      names.set(statement.isExportEquals ? 'export=' : 'default', lazy(() => interpreter.evaluate(statement.expression)));
    } else if (ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword)) {
      const isDefault = ts.getModifiers(statement)?.some(modifier => modifier.kind === ts.SyntaxKind.DefaultKeyword);
      if (ts.isVariableStatement(statement)) {
        for (const declaration of statement.declarationList.declarations) for (const name of boundNames(declaration.name)) {
          names.set(name.text, lazy(() => interpreter.evaluateAtEnd(name)));
        }
      } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
        const value = lazy(() => interpreter.declared(statement));
        if (isDefault) names.set('default', value);
        else if (statement.name && (!ts.isFunctionDeclaration(statement) || statement.body)) names.set(statement.name.text, value);
      }
    }
  }

  /** `module.exports = …`, `exports.name = …` and their mixtures; the last assignment wins, named ones come on top. */
  #commonJs(source: ts.SourceFile, isEsModule: boolean): Lazy | undefined {
    if (source.fileName.endsWith('.json')) {
      const [root] = source.statements;
      return root && ts.isExpressionStatement(root) ? lazy(() => this.#interpreter.evaluate(root.expression)) : undefined;
    }
    let whole: ts.Expression | undefined;
    const named: { name: string; value: ts.Expression }[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        let value = node.right;
        // exports = module.exports = …, and exports.a = exports.b = …
        while (ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken) value = value.right;
        const target = exportTarget(node.left);
        if (target === '') whole = value;
        else if (target !== undefined) named.push({ name: target, value });
        visit(node.right);
      } else if (!ts.isFunctionLike(node) || isImmediatelyCalled(node)) ts.forEachChild(node, visit);
    };
    if (/\bexports\b/.test(source.text)) ts.forEachChild(source, visit);
    if (!whole && (named.length === 0 || isEsModule)) return undefined;
    return lazy(() => {
      const base = whole ? this.#interpreter.evaluate(whole) : nothing;
      if (named.length === 0) return base;
      return {
        kind: 'object', node: undefined,
        entries: [...(whole ? [{ spread: () => base }] : []), ...named.map(({ name, value }) => ({ name, value: lazy(() => this.#interpreter.evaluate(value)) }))],
      };
    });
  }
}

/** '' for `module.exports`, the name for `exports.name` and `module.exports.name`, undefined for all else. */
function exportTarget(left: ts.Expression): string | undefined {
  if (isModuleExports(left)) return '';
  if (ts.isPropertyAccessExpression(left) && (isModuleExports(left.expression) || isIdentifierNamed(left.expression, 'exports'))) return left.name.text;
  return undefined;
}

function isModuleExports(node: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'exports' && isIdentifierNamed(node.expression, 'module');
}

function isIdentifierNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isImmediatelyCalled(node: ts.Node): boolean {
  return ts.isParenthesizedExpression(node.parent) ? isImmediatelyCalled(node.parent) : ts.isCallExpression(node.parent) && node.parent.expression === node;
}

function boundNames(name: ts.BindingName): ts.Identifier[] {
  return ts.isIdentifier(name) ? [name] : name.elements.flatMap(element => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

