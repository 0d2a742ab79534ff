/** Changes text files of a project: only what was read is overwritten, and as a whole or not at all. */
import { accessSync, constants, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { causeOf } from '../util/cause.ts';
import { toPosix } from '../util/paths.ts';
import { UserError } from '../util/user-error.ts';

/** A file as it was read. */
export interface TextFile {
  /** As the user knows it. */
  readonly name: string;
  /** Where it really lies, absolute. */
  readonly target: string;
  readonly bytes: Buffer;
  /** Without a byte order mark. */
  readonly text: string;
  readonly mark: string;
}

const MARK = '\uFEFF';

/** Reads a file that is to be changed. Throws a UserError for one that lies, or leads, out of the root, and for one that is not UTF-8. */
export function readTextFile(root: string, file: string, name = file): TextFile {
  const target = attempt(name, 'read', () => realpathSync(path.resolve(root, file)));
  if (isOutside(target, realpathSync(root))) {
    throw new UserError(`${name}: The file lies outside of "${toPosix(root)}".`, 'Name the file itself, or the folder that holds it.');
  }
  const bytes = attempt(name, 'read', () => readFileSync(target));
  const whole = bytes.toString('utf8');
  if (!Buffer.from(whole, 'utf8').equals(bytes)) throw new UserError(`${name}: The file is not UTF-8.`, 'Save it as UTF-8.');
  const mark = whole.startsWith(MARK) ? MARK : '';
  return { name, target, bytes, text: whole.slice(mark.length), mark };
}

/** Throws a UserError if somebody has changed the file since it was read, or if it cannot be written. */
export function requireUnchanged({ name, target, bytes }: TextFile): void {
  const now = attempt(name, 'read', () => readFileSync(target));
  if (!now.equals(bytes)) throw new UserError(`${name}: The file was changed after it was read.`, 'Run the command again.');
  attempt(name, 'written', () => accessSync(target, constants.W_OK));
}

/** Puts a new text in the place of the one that was read. */
export async function writeTextFile(file: TextFile, text: string): Promise<void> {
  requireUnchanged(file);
  try {
    await writeFileAtomic(file.target, file.mark + text);
  } catch (error) {
    throw toUserError(file.name, 'written', error);
  }
}

function isOutside(target: string, root: string): boolean {
  const relative = path.relative(root, target);
  return relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
}

function attempt<Result>(name: string, what: 'read' | 'written', work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw toUserError(name, what, error);
  }
}

function toUserError(name: string, what: 'read' | 'written', error: unknown): UserError {
  return new UserError(`${name}: The file cannot be ${what}: ${causeOf(error)}.`, `See that it is there and can be ${what}.`, { cause: error });
}
