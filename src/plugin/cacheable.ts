/** Makes `eslint --cache` safe, which looks at each file alone: what the whole project comes to becomes a part of its key. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Linter } from 'eslint';
import { Analyser } from '../project/analyser.ts';
import { ProjectFiles } from '../project/files.ts';
import { openSession } from '../project/open-session.ts';
import { UserError } from '../util/user-error.ts';
import { findingsOf } from './problems.ts';
import { findProject, withSettings } from './project-root.ts';

/**
 * A block for the configuration of ESLint in a folder. ESLint's cache keeps a result while the file and its settings
 * stay the same; these settings change with every finding of the projects in the folder. `settings`: for
 * `settings.zoomScopes`, where the options stand in no file.
 */
export function cacheable(folder: string, settings?: object): Linter.Config {
  const cwd = path.resolve(folder);
  const states = foldersToAsk(cwd).map((inside) => stateOf(inside, cwd, settings));
  const state = createHash('sha256').update([...new Set(states)].sort().join('\n')).digest('hex');
  return { name: 'zoom-scopes/cacheable', settings: { ...(settings && { zoomScopes: settings }), zoomScopesState: state } };
}

/** The folder, and those below that may be the roots of projects of their own. */
function foldersToAsk(cwd: string): readonly string[] {
  const configurations = new ProjectFiles(cwd).all.filter(({ path: file }) => /(^|\/)(zoom-scopes\.config|package)\.json$/.test(file));
  return [...new Set([cwd, ...configurations.map(({ path: file }) => path.dirname(path.join(cwd, file)))])];
}

/** All that ESLint may have to show in the project of a folder, or what is wrong with its configuration. */
function stateOf(folder: string, cwd: string, settings: object | undefined): string {
  try {
    const project = findProject(folder, cwd);
    if (!project || (project.root !== folder && folder !== cwd)) return '';
    const session = openSession(project.root, { config: withSettings(project.config, settings) });
    // Stricter findings than are shown only make the key change once too often.
    const findings = findingsOf(session.facts(() => new Analyser()), true);
    session.save();
    return JSON.stringify([folder, findings]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}
