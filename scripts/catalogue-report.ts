/** Prints entries of `data/` that look wrong, overrides applied, worst first: npx tsx scripts/catalogue-report.ts [--max N] */
import { parseArgs } from 'node:util';
import { loadCatalogue } from '../src/catalogue/catalogue.ts';
import { findSuspicions } from './catalogue/consistency.ts';

const { values } = parseArgs({ options: { max: { type: 'string', default: 'Infinity' } } });
const suspicions = findSuspicions(loadCatalogue());
const counts = new Map<string, number>();
for (const { kind } of suspicions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
for (const { kind, product, subject, detail } of suspicions.slice(0, Number(values.max))) {
  console.log([kind, product, subject, detail].filter((part) => part !== '').join(' | '));
}
console.log([...counts].map(([kind, count]) => `${kind}: ${count}`).join('\n'));
