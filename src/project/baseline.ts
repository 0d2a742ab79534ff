/** The baseline on disk: read and checked, written whole and sorted. */
import { readFileSync } from 'node:fs';
import { findNodeAtLocation, getNodeValue, type Node, type ParseError } from 'jsonc-parser';
import type { BaselineEntry } from '../analysis/baseline.ts';
import { causeOf } from '../util/cause.ts';
import { describeParseError, parseJsonTree } from '../util/json.ts';
import { LineIndex } from '../util/span.ts';
import { UserError } from '../util/user-error.ts';
import { isRecord } from './packages.ts';

/** Where it is kept unless the user says otherwise, in the project's root. */
export const BASELINE_FILE = '.zoom-scopes-baseline.json';

/** An entry and its place in the file. */
export interface WrittenEntry extends BaselineEntry {
  readonly line: number;
  readonly column: number;
}

const VERSION = 1;
const WRITE_ANEW = 'Correct the file, or write it anew with --update-baseline.';

/** The entries of a baseline; undefined if there is no such file. Throws a UserError for one that is wrong. */
export function readBaseline(file: string): readonly WrittenEntry[] | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(`${file}: The baseline cannot be read: ${causeOf(error)}.`, 'Make the file readable, or name another one.', { cause: error });
  }
  return parseBaseline(text, file);
}

/** Writes a baseline, as a whole or not at all. */
export async function writeBaseline(file: string, entries: readonly BaselineEntry[]): Promise<void> {
  const { default: writeFileAtomic } = await import('write-file-atomic');
  try {
    await writeFileAtomic(file, formatBaseline(entries));
  } catch (error) {
    throw new UserError(`${file}: The baseline cannot be written: ${causeOf(error)}.`, 'Name a file that can be written.', { cause: error });
  }
}

/** The text of a baseline: one line per entry, so that a change reads as a diff. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(({ app, rule, subject, file, count }) => `    ${JSON.stringify({ app, file, rule, subject, count })}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schemaVersion": ${VERSION},\n  "findings": ${list}\n}\n`;
}

/** Reads a baseline's text; `file` is named in what is wrong with it. */
export function parseBaseline(text: string, file: string): readonly WrittenEntry[] {
  const lines = new LineIndex(text);
  const fail = (offset: number, message: string, remedy = WRITE_ANEW): never => {
    const { line, column } = lines.at(offset);
    throw new UserError(`${file}:${line}:${column}: ${message}`, remedy);
  };
  const errors: ParseError[] = [];
  const tree = parseJsonTree(text, errors);
  const [error] = errors;
  if (tree === undefined || error) return fail(error?.offset ?? 0, `The baseline is not valid JSON: ${error ? describeParseError(error) : 'value expected'}.`);
  const version: unknown = valueAt(tree, 'schemaVersion');
  if (typeof version === 'number' && version > VERSION) return fail(0, `The baseline has version ${version}, and this zoom-scopes reads ${VERSION}.`, 'Update eslint-plugin-zoom-scopes.');
  const list = findNodeAtLocation(tree, ['findings']);
  if (version !== VERSION || list?.type !== 'array') return fail(list?.offset ?? tree.offset, `A baseline has the keys schemaVersion, which is ${VERSION}, and findings, a list.`);
  return (list.children ?? []).map((node) => {
    const entry: unknown = getNodeValue(node);
    return isEntry(entry) ? { ...entry, ...lines.at(node.offset) } : fail(node.offset, 'An entry has the texts app, file, rule and subject, and count, a whole number from 1.');
  });
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value)) return false;
  const { count } = value;
  return ['app', 'file', 'rule', 'subject'].every((key) => typeof value[key] === 'string') && Number.isSafeInteger(count) && Number(count) > 0;
}

function valueAt(tree: Node, key: string): unknown {
  const node = findNodeAtLocation(tree, [key]);
  return node && getNodeValue(node);
}
