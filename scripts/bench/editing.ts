/** Measures what someone who types pays: one file of a project is linted again and again, its text changed each time. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What linting cost inside the rules, in milliseconds, and the memory of the process at the end, in bytes. */
export interface Editing {
  readonly first: number;
  readonly again: readonly number[];
  readonly memory: number;
}

const SCRIPT = fileURLToPath(new URL('lint-edits.mjs', import.meta.url));

/** Lints one file of a repository as it stands, and then with other texts, in a process of its own that has no cache. */
export function measureEditing(repository: string, file: string, edits: number): Editing {
  const output = execFileSync(process.execPath, [SCRIPT, file, String(edits)], { cwd: repository, encoding: 'utf8', env: { ...process.env, ZOOM_SCOPES_CACHE: 'off' } });
  return JSON.parse(output) as Editing;
}
