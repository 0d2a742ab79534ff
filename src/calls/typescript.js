/**
 * The compiler that ts-morph carries, loaded as its file of its own. An `import` of it has Node search all of its nine
 * megabytes for the names it exports, which takes as long as a third of the load. `imports` of package.json gives the types.
 */
import { createRequire } from 'node:module';

export const ts = createRequire(import.meta.url)('@ts-morph/common/dist/typescript.js');
