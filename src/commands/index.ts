/** The commands, in the order of the help. */
import type { Command } from 'commander';
import { checkCommand } from './check.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { fixCommand } from './fix.ts';
import { initCommand } from './init.ts';
import { migrateCommand } from './migrate.ts';
import { operationsCommand } from './operations.ts';
import { reportCommand } from './report.ts';
import { scanCommand } from './scan.ts';
import { scopesCommand } from './scopes.ts';
import { whyCommand } from './why.ts';

export const commands: readonly Command[] = [checkCommand, scanCommand, operationsCommand, fixCommand, migrateCommand, diffCommand, reportCommand, whyCommand, scopesCommand, explainCommand, initCommand];
