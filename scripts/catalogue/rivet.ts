/** Reads the requests of Zoom's official SDK out of its modules, which are parsed and never run. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { SdkAuth, SdkClient, SdkMethod } from '../../src/catalogue/data.ts';
import type { Method } from '../../src/catalogue/types.ts';

export interface Sdk {
  readonly version: string;
  readonly clients: readonly SdkClient[];
  readonly methods: readonly Omit<SdkMethod, 'operation'>[];
}

interface PackageManifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, { readonly import: string }>>;
}

const AUTH_KINDS: Readonly<Record<string, SdkAuth>> = {
  S2SAuth: 'server-to-server',
  OAuth: 'user',
  ClientCredentialsAuth: 'client-credentials',
  JwtAuth: 'jwt',
};

/** Clients and methods of every module of `@zoom/rivet`, sorted as the modules have them. */
export function readRivet(): Sdk {
  const entry = createRequire(import.meta.url).resolve('@zoom/rivet');
  const root = dirname(entry);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageManifest;
  const modules = Object.entries(manifest.exports)
    .filter(([name]) => name !== '.')
    .map(([name, files]) => ({ module: name.slice('./'.length), file: join(root, files.import) }))
    .sort((a, b) => (a.module < b.module ? -1 : 1));
  const read = modules.map(({ module, file }) => readModule(module, readFileSync(file, 'utf8')));
  return {
    version: manifest.version,
    clients: read.flatMap((each) => each.clients),
    methods: read.flatMap((each) => each.methods),
  };
}

/** Clients and methods in the text of one module. */
export function readModule(module: string, text: string): Omit<Sdk, 'version'> {
  const classes = ts
    .createSourceFile(`${module}.mjs`, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
    .statements.filter(ts.isClassDeclaration);
  return {
    clients: classes.filter((each) => extendsName(each) === 'ProductClient').map((each) => toClient(module, each)),
    methods: classes
      .filter((each) => extendsName(each) === 'WebEndpoints')
      .flatMap((each) => each.members.filter(ts.isPropertyDeclaration))
      .flatMap((group) => methodsOf(module, group)),
  };
}

function extendsName(declaration: ts.ClassDeclaration): string | undefined {
  return declaration.heritageClauses?.[0]?.types[0]?.expression.getText();
}

function toClient(module: string, declaration: ts.ClassDeclaration): SdkClient {
  const className = declaration.name?.text ?? '';
  const initAuth = declaration.members.find((member) => member.name?.getText() === 'initAuth');
  const auth = AUTH_KINDS[/new (\w+)\(/.exec(initAuth?.getText() ?? '')?.[1] ?? ''];
  if (!auth) throw new Error(`${module}: cannot tell how ${className} gets its token`);
  return { className, module, auth };
}

function methodsOf(module: string, group: ts.PropertyDeclaration): readonly Omit<SdkMethod, 'operation'>[] {
  if (!group.initializer || !ts.isObjectLiteralExpression(group.initializer)) return [];
  return group.initializer.properties.filter(ts.isPropertyAssignment).map((property) => {
    const name = property.name.getText();
    const request = readRequest(property.initializer);
    if (!request) throw new Error(`${module}: cannot read the request of ${group.name.getText()}.${name}`);
    return { module, group: group.name.getText(), name, ...request };
  });
}

/** `this.buildEndpoint({ method: "GET", urlPathBuilder: ({ userId }) => `/users/${userId}` })`. */
function readRequest(node: ts.Expression): { readonly method: Method; readonly path: string } | undefined {
  const options = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  if (!options || !ts.isObjectLiteralExpression(options)) return undefined;
  const values = new Map(
    options.properties.filter(ts.isPropertyAssignment).map((each) => [each.name.getText(), each.initializer]),
  );
  const method = values.get('method');
  const builder = values.get('urlPathBuilder');
  if (!method || !ts.isStringLiteral(method) || !builder || !ts.isArrowFunction(builder)) return undefined;
  const path = readTemplate(builder.body);
  return path === undefined ? undefined : { method: method.text as Method, path };
}

function readTemplate(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return (
    node.head.text + node.templateSpans.map((span) => `{${span.expression.getText()}}${span.literal.text}`).join('')
  );
}
