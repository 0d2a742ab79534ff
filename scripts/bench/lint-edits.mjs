/**
 * Lints one file of the repository that is the working directory: as it stands, then with other texts. Prints as JSON
 * what that cost inside the rules, in milliseconds, and the memory at the end, in bytes: `lint-edits.mjs FILE EDITS`.
 */
import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import zoomScopes from 'eslint-plugin-zoom-scopes';
import tseslint from 'typescript-eslint';
import ruleTimes from './rule-times.mjs';

const [file, edits] = process.argv.slice(2);
const eslint = new ESLint({
  overrideConfigFile: true,
  stats: true,
  overrideConfig: [{ files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } }, ...zoomScopes.configs.recommended],
});
const text = readFileSync(file, 'utf8');
const first = await lint(text);
const again = [];
for (let edit = 0; edit < Number(edits); edit++) again.push(await lint(edited(edit)));
console.log(JSON.stringify({ first, again, memory: process.memoryUsage().rss }));

async function lint(changed) {
  const [result] = await eslint.lintText(changed, { filePath: file });
  return Number(ruleTimes([result]));
}

/** A keystroke of every kind: a comment, a path that changes, a call that comes and goes. */
function edited(edit) {
  switch (edit % 3) {
    case 0:
      return `${text}\n// ${edit}\n`;
    case 1:
      return text.replace(/`\/\w+/, (path) => `${path}${edit}`);
    default:
      return `${text}\nexport const listed${edit} = (zoom: ZoomClient) => zoom.get('/users?page_size=${edit}');\n`;
  }
}
