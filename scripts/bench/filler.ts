/** Code that has nothing to do with Zoom, of the size and shape that business code has: about 200 lines a file. */
import type { Random } from './random.ts';

const NOUNS = ['invoice', 'order', 'customer', 'shipment', 'ticket', 'lesson', 'course', 'booking', 'payment', 'contract', 'device', 'report', 'agent', 'queue', 'campaign', 'ledger'] as const;
const VERBS = ['load', 'merge', 'sort', 'archive', 'assign', 'validate', 'enrich', 'publish', 'reconcile', 'schedule', 'collect', 'notify'] as const;
const FIELDS = ['id', 'status', 'owner', 'createdAt', 'updatedAt', 'total', 'currency', 'region', 'priority', 'notes', 'tags', 'source'] as const;

const BLOCKS_PER_FILE = 7;
/** One file in this many speaks of zooming, as maps, images and charts do. */
const ZOOMING = 150;

/** One file. */
export interface FillerPlan {
  /** Its number, which makes the names of what it exports its own. */
  readonly index: number;
  /** The packages that it may import from. */
  readonly dependencies: readonly string[];
  /** Whether it ends in a component, which takes a name that ends in `.tsx`. */
  readonly hasView: boolean;
}

/** The text of a file. */
export function fillerFile({ index, dependencies, hasView }: FillerPlan, random: Random): string {
  const names = Array.from({ length: BLOCKS_PER_FILE }, (_, at) => `${random.pick(VERBS)}${capital(random.pick(NOUNS))}${index * BLOCKS_PER_FILE + at}`);
  const blocks = names.map((name) => block(name, random));
  const header = [
    "import { readFile } from 'node:fs/promises';",
    `import { formatTotal } from '${random.pick(dependencies)}';`,
    '',
  ];
  const zooming = index % ZOOMING === 1 ? [`export const zoomLevels${index} = [1, 2, 4, 8].map((zoom) => ({ zoom, label: \`\${zoom} ×\` }));`, ''] : [];
  return [...header, ...zooming, ...blocks, hasView ? view(index, names, random) : registry(index, names)].join('\n');
}

function block(name: string, random: Random): string {
  const fields = [...new Set(Array.from({ length: 6 }, () => random.pick(FIELDS)))];
  const [first = 'id', second = 'id'] = fields;
  const type = capital(name);
  return `export interface ${type} {
${fields.map((field) => `  readonly ${field}: ${random.pick(['string', 'number', 'string | null', 'readonly string[]'])};`).join('\n')}
}

/** ${capital(name)}: groups by ${first}, keeps the last of each. */
export async function ${name}(rows: readonly ${type}[], options: { limit?: number; file?: string } = {}): Promise<Map<string, ${type}>> {
  const { limit = ${10 + random.below(90)}, file } = options;
  const known = new Map<string, ${type}>();
  if (file !== undefined) {
    const text = await readFile(file, 'utf8');
    for (const line of text.split('\\n')) {
      if (line.trim() === '' || line.startsWith('#')) continue;
      const row = JSON.parse(line) as ${type};
      known.set(String(row.${first}), row);
    }
  }
  for (const row of rows.slice(0, limit)) {
    const key = \`\${String(row.${first})}:\${String(row.${second})}\`;
    const before = known.get(key);
    if (before === undefined || String(before.${second}) < String(row.${second})) known.set(key, row);
  }
  return known;
}
`;
}

/** The text of the module of a package that the others import from. */
export function totalsFile(): string {
  return `const total = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export function formatTotal(value: number): string {
  return total.format(value);
}
`;
}

function registry(index: number, names: readonly string[]): string {
  return `export const registry${index} = {\n${names.map((name) => `  ${name},`).join('\n')}\n  total: (values: readonly number[]) => formatTotal(values.reduce((sum, value) => sum + value, 0)),\n};\n`;
}

function view(index: number, names: readonly string[], random: Random): string {
  return `export function View${index}({ rows }: { rows: readonly { id: string; label: string }[] }) {
  return (
    <section className="${random.pick(NOUNS)}-list" data-size="${random.below(9)}">
      <h2>{formatTotal(rows.length)}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id} onClick={() => void ${names[0] ?? 'load'}([], { limit: ${random.below(50)} })}>
            {row.label}
          </li>
        ))}
      </ul>
    </section>
  );
}
`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
