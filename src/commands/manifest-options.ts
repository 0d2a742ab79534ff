/** The options of commands that change manifests. */
import type { Command } from 'commander';
import type { ProjectFlags } from './options.ts';

/** What a command that changes manifests takes. */
export interface ManifestFlags extends ProjectFlags {
  readonly app?: string;
  readonly write?: boolean;
}

/** Adds `--write` and `--app`. */
export function addManifestOptions(command: Command): Command {
  return command.option('--write', 'write the manifests').option('--app <name>', 'only this app, by its name or its manifest');
}
