/** Collects the facts about a project: files, calls, declarations, put together into apps. */
import type { Facts } from '../analysis/facts.ts';
import { Analyser } from './analyser.ts';
import type { CollectOptions } from './collect-options.ts';
import { ProjectSession } from './session.ts';

/** Collects the facts about the project under a root. Throws a UserError if the root or the configuration is wrong. */
export function collectFacts(root: string, options: CollectOptions = {}): Facts {
  return new ProjectSession(root, options).facts(() => new Analyser());
}
