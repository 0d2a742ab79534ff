/** The parts of README.md that are made from the code: the example, the formats and the configuration. The list of rules is eslint-doc-generator's. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formats } from '../src/commands/formats.ts';
import { check, collectFacts, formatCheckText } from '../src/index.ts';

/** The file. */
export const README = fileURLToPath(new URL('../README.md', import.meta.url));

const DEMO = fileURLToPath(new URL('../fixtures/demo/', import.meta.url));
const SCHEMA = new URL('../data/zoom-scopes.config.schema.json', import.meta.url);

interface Property {
  readonly description?: string;
  readonly enum?: readonly string[];
}

interface Entry {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Property>>;
}

interface Schema {
  readonly properties: Readonly<Record<string, Property & { readonly items?: Entry }>>;
  readonly definitions: Readonly<Record<string, Entry>>;
}

const PARTS: Readonly<Record<string, () => string>> = { example, formats: formatsTable, configuration: configurationTable };

/** A README with what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` made anew. */
export function withGeneratedParts(readme: string): string {
  return Object.entries(PARTS).reduce((text, [name, make]) => {
    const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) throw new Error(`README.md: ${begin} and ${end} are missing.`);
    return `${text.slice(0, from)}${begin}\n\n${make()}\n\n${text.slice(to)}`;
  }, readme);
}

function example(): string {
  const report = formatCheckText(check(collectFacts(DEMO)), { color: false });
  return `\`\`\`text\n$ zoom-scopes check\n${report.trimEnd()}\n\`\`\``;
}

function formatsTable(): string {
  return table(['`--format`', 'What it is'], Object.entries(formats).map(([name, { description }]) => [`\`${name}\``, description]));
}

function configurationTable(): string {
  const { properties, definitions } = JSON.parse(readFileSync(SCHEMA, 'utf8')) as Schema;
  const rows = Object.entries(properties)
    .filter(([name]) => name !== '$schema')
    .flatMap(([name, property]) => {
      const entry = property.items?.$ref === undefined ? property.items : definitions[property.items.$ref.replace('#/definitions/', '')];
      const inner = entry?.properties ?? {};
      return [describe(name, property), ...Object.entries(inner).map(([key, value]) => describe(`${name}[].${key}`, value))];
    });
  return table(['Option', 'Meaning'], rows);
}

function describe(name: string, property: Property): readonly string[] {
  const values = property.enum?.map(value => `\`${value}\``).join(', ');
  return [`\`${name}\``, [property.description, values && `One of ${values}.`].filter(Boolean).join(' ')];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
