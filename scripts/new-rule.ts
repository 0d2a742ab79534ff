/** Writes the files of a new rule: `npm run new-rule no-late-scope`. */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { INDEX, ruleNames, RULES, toCamelCase, toIndex } from './rule-files.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const NAME = /^(no|require|prefer)(-[a-z]+)+$/;
const VERBS: Readonly<Record<string, string>> = { no: 'Disallow', require: 'Require', prefer: 'Prefer' };

const name = process.argv[2] ?? '';
if (!NAME.test(name)) fail(`"${name}" is no name of a rule. Begin it with no-, require- or prefer-, then words in lower case: no-late-scope.`);
if (existsSync(`${RULES}${name}.ts`)) fail(`There is a rule ${name} already.`);

const files = { [`rules/${name}.ts`]: toRule(name), [`test/rules/${name}.test.ts`]: toTest(name), [`docs/rules/${name}.md`]: toPage(name) };
for (const [file, text] of Object.entries(files)) writeFileSync(`${ROOT}${file}`, text);
writeFileSync(INDEX, toIndex(ruleNames()));
const { updateRulePages } = await import('./update-rule-pages.ts');
updateRulePages();
console.log(`${[...Object.keys(files), 'rules/index.ts'].join('\n')}\n\nSay when it speaks, and write its page; then npm run update, and npm test.`);

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function toRule(rule: string): string {
  const [first = '', ...words] = rule.split('-');
  return `import { defineRule } from '../src/analysis/define-rule.ts';

export const ${toCamelCase(rule)} = defineRule({
  name: '${rule}',
  description: '${VERBS[first]} ${words.join(' ')}s',
  recommended: false,
  strict: true,
  severity: 'warning',
  messages: {
    found: '{{scope}} is declared.',
  },
  *declaration({ declaration, evidence, confidence }) {
    const { scope, span } = declaration;
    yield { at: span, message: 'found', data: { scope }, scope, confidence, evidence };
  },
});
`;
}

function toTest(rule: string): string {
  return `import { ${toCamelCase(rule)} } from '../../rules/${rule}.ts';
import { testRule } from './rule-tester.ts';

testRule(${toCamelCase(rule)}, {
  valid: [{ name: 'nothing is declared', type: 'server-to-server', calls: ['GET /users'] }],
  invalid: [
    {
      name: 'a scope is declared',
      type: 'server-to-server',
      calls: ['GET /users'],
      declared: ['user:read:admin'],
      findings: [{ messageId: 'found', at: 'zoom-app.json:1', scope: 'user:read:admin' }],
    },
  ],
});
`;
}

function toPage(rule: string): string {
  const sections = ['Why', 'Incorrect', 'Correct', 'What to do', 'When not to use it'].map(title => `## ${title}\n`);
  return [`# ${rule}\n`, ...sections].join('\n');
}
