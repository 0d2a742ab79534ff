/** The rules of ignore files, and patterns that are written like them. */
import { createRequire } from 'node:module';
import type { default as makeIgnore, Ignore } from 'ignore';

export type { Ignore };

const require = createRequire(import.meta.url);

/** Rules as `.gitignore` has them. What reads them is loaded when somebody has some: most listings are git's. */
export function ignoreRules(patterns: string | readonly string[]): Ignore {
  const ignore = require('ignore') as typeof makeIgnore;
  return ignore().add(patterns);
}
