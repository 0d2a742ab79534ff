/**
 * Makes `data/` from the upstream tables: npx tsx scripts/update-catalogue.ts --upstream DIR --seed FILE [--data DIR]
 * Reads `data/overrides.json`, never writes it, and says which of its entries have become stale.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { updateCatalogue } from './catalogue/update.ts';

const { values } = parseArgs({
  options: {
    upstream: { type: 'string' },
    seed: { type: 'string' },
    data: { type: 'string', default: join(import.meta.dirname, '../data') },
  },
});
const { upstream, seed, data } = values;
if (!upstream || !seed) throw new Error('say where the tables are: --upstream DIR --seed FILE');
for (const line of updateCatalogue({ upstream, seed, data })) console.log(line);
