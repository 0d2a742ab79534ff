/** Prints the milliseconds in which this process loads the catalogue: files, tables and all. */
import { loadCatalogue } from '../../dist/src/catalogue/catalogue.js';

const start = performance.now();
loadCatalogue();
console.log(performance.now() - start);
