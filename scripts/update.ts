/** Writes all that is made from the code: the rules' index, the ends of their pages, the tables of README.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { INDEX, ruleNames, toIndex } from './rule-files.ts';

writeFileSync(INDEX, toIndex(ruleNames()));

// What follows reads the index.
const { updateRulePages } = await import('./update-rule-pages.ts');
const { README, withGeneratedParts } = await import('./readme.ts');
updateRulePages();
writeFileSync(README, withGeneratedParts(readFileSync(README, 'utf8')));
