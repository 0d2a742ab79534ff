/** Measures what someone who types pays: one file of a project is linted again and again, its text changed each time. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import zoomScopes from 'eslint-plugin-zoom-scopes';
import tseslint from 'typescript-eslint';

/** What linting cost inside the rules, in milliseconds, and the memory at the end, in bytes. */
export interface Editing {
  readonly first: number;
  readonly again: readonly number[];
  readonly memory: number;
}

/** Lints one file of a repository: as it stands, then with other texts. */
export async function measureEditing(repository: string, file: string, edits: number): Promise<Editing> {
  const eslint = new ESLint({
    cwd: repository,
    overrideConfigFile: true,
    stats: true,
    overrideConfig: [{ files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } }, ...zoomScopes.configs.recommended],
  });
  const text = readFileSync(path.join(repository, file), 'utf8');
  const lint = async (changed: string): Promise<number> => {
    const [result] = await eslint.lintText(changed, { filePath: path.join(repository, file) });
    const passes = result?.stats?.times.passes ?? [];
    return passes.flatMap((pass) => Object.values(pass.rules ?? {})).reduce((sum, { total }) => sum + total, 0);
  };
  const first = await lint(text);
  const again: number[] = [];
  for (let edit = 0; edit < edits; edit++) again.push(await lint(edited(text, edit)));
  return { first, again, memory: process.memoryUsage().rss };
}

/** A keystroke of every kind: a comment, a path that changes, a call that comes and goes. */
function edited(text: string, edit: number): string {
  switch (edit % 3) {
    case 0:
      return `${text}\n// ${edit}\n`;
    case 1:
      return text.replace(/`\/\w+/, (path) => `${path}${edit}`);
    default:
      return `${text}\nexport const listed${edit} = (zoom: ZoomClient) => zoom.get('/users?page_size=${edit}');\n`;
  }
}
