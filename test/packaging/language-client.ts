/** An editor in small: speaks with a language server over its standard input and output. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { pathToFileURL } from 'node:url';

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Diagnostic {
  readonly range: Range;
  readonly message: string;
  readonly code: string;
  readonly severity: number;
}

export interface CodeAction {
  readonly title: string;
  readonly command: { readonly command: string; readonly arguments: readonly unknown[] };
}

interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

type Answer = (params: never) => unknown;

/** A file that is open in the editor. */
interface OpenFile {
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

export class LanguageClient implements AsyncDisposable {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #settings: object;
  readonly #waiting = new Map<number, { resolve(result: never): void; reject(error: Error): void }>();
  readonly #open = new Map<string, OpenFile>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  /** Starts a server in a workspace. `settings`: what it is answered when it asks for its configuration. */
  constructor(command: string, args: readonly string[], workspace: string, settings: object) {
    this.#settings = settings;
    this.#server = spawn(command, args, { cwd: workspace });
    this.#server.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
  }

  async initialize(workspace: string): Promise<void> {
    const uri = pathToFileURL(workspace).href;
    await this.#request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ name: 'app', uri }],
      capabilities: {
        workspace: { applyEdit: true, configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true } },
        textDocument: { diagnostic: {}, codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } } },
      },
    });
    this.#notify('initialized', {});
  }

  open(file: string, languageId: string, text: string): void {
    const uri = pathToFileURL(file).href;
    this.#open.set(uri, { languageId, version: 1, text });
    this.#notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  textOf(file: string): string {
    return this.#file(pathToFileURL(file).href).text;
  }

  /** Types: puts a text in the place of another. */
  type(file: string, old: string, text: string): void {
    const uri = pathToFileURL(file).href;
    const before = this.#file(uri).text;
    const start = before.indexOf(old);
    if (start < 0) throw new Error(`${file} has no ${old}`);
    this.#edit(uri, [{ range: { start: positionAt(before, start), end: positionAt(before, start + old.length) }, newText: text }]);
  }

  async diagnostics(file: string): Promise<readonly Diagnostic[]> {
    const { items } = await this.#request<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri: pathToFileURL(file).href } });
    return items;
  }

  async codeActions(file: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]> {
    const { range } = diagnostic;
    return this.#request('textDocument/codeAction', { textDocument: { uri: pathToFileURL(file).href }, range, context: { diagnostics: [diagnostic] } });
  }

  /** What a click on a code action does. */
  async apply({ command }: CodeAction): Promise<void> {
    await this.#request('workspace/executeCommand', command);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#request('shutdown', null);
    this.#notify('exit', null);
    this.#server.stdin.end();
  }

  /** What the server asks of the editor. */
  readonly #answers: Readonly<Record<string, Answer>> = {
    'workspace/configuration': ({ items }: { readonly items: readonly unknown[] }) => items.map(() => this.#settings),
    'workspace/applyEdit': ({ edit }: { readonly edit: { readonly documentChanges: readonly { readonly textDocument: { readonly uri: string }; readonly edits: readonly TextEdit[] }[] } }) => {
      for (const { textDocument, edits } of edit.documentChanges) this.#edit(textDocument.uri, edits);
      return { applied: true };
    },
  };

  #edit(uri: string, edits: readonly TextEdit[]): void {
    const { languageId, version, text } = this.#file(uri);
    const edited = edits
      .toSorted((a, b) => offsetAt(text, b.range.start) - offsetAt(text, a.range.start))
      .reduce((before, { range, newText }) => before.slice(0, offsetAt(text, range.start)) + newText + before.slice(offsetAt(text, range.end)), text);
    this.#open.set(uri, { languageId, version: version + 1, text: edited });
    this.#notify('textDocument/didChange', { textDocument: { uri, version: version + 1 }, contentChanges: [{ text: edited }] });
  }

  #file(uri: string): OpenFile {
    const file = this.#open.get(uri);
    if (!file) throw new Error(`${uri} is not open`);
    return file;
  }

  #request<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#lastId;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('utf8', 0, Math.max(end, 0)))?.[1]);
      if (end < 0 || this.#received.length < end + 4 + length) return;
      const body = this.#received.toString('utf8', end + 4, end + 4 + length);
      this.#received = this.#received.subarray(end + 4 + length);
      this.#handle(JSON.parse(body) as Message);
    }
  }

  #handle({ id, method, params, result, error }: Message): void {
    if (id === undefined) return;
    if (method !== undefined) {
      this.#send({ id, result: this.#answers[method]?.(params as never) ?? null });
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error.message));
    else waiting?.resolve(result as never);
  }
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function offsetAt(text: string, { line, character }: Position): number {
  return text.split('\n').slice(0, line).reduce((offset, { length }) => offset + length + 1, 0) + character;
}
