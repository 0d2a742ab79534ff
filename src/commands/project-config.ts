/** The configuration that the flags of a command come to. */
import path from 'node:path';
import { findConfig, readConfig, type Config } from '../project/config.ts';
import type { FactsSettings } from '../project/facts-file.ts';
import type { ProjectFlags } from './options.ts';

/** The configuration in force at a root, and what of it says how files are read. */
export function configFor(root: string, flags: ProjectFlags): { readonly config: Config; readonly settings: FactsSettings } {
  const config = flags.config === undefined ? findConfig(root, root) : readConfig(path.resolve(flags.config));
  return { config, settings: { includeTests: flags.includeTests ?? config.includeTests, wrappers: config.wrappers, baseUrls: config.baseUrls } };
}
