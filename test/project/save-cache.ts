/** Writes the cache of a project again and again: `save-cache.ts ROOT TIMES`. */
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { cacheFolderOf } from '../../src/project/cache-folder.ts';
import { DEFAULT_CONFIG } from '../../src/project/config.ts';
import { DiskCache } from '../../src/project/disk-cache.ts';

const [root = '', times = ''] = process.argv.slice(2);
const place = cacheFolderOf(root);
if (!place) throw new Error('There is no folder for a cache.');
loadCatalogue();
for (let time = 0; time < Number(times); time++) {
  const cache = new DiskCache(place, DEFAULT_CONFIG);
  const knowledge = cache.load();
  if (!knowledge) throw new Error('What the other process wrote cannot be read.');
  cache.save({ ...knowledge, looks: new Map(knowledge.looks).set('packages/labels/src/other.ts', { stamp: undefined, hash: String(time), isHinted: false, imports: [] }) });
  process.stdout.write('.');
}
