/** Refuses roots that are no folders, before anything is made of them. */
import { existsSync, statSync } from 'node:fs';
import { causeOf } from '../util/cause.ts';
import { UserError } from '../util/user-error.ts';

const NAME_FOLDER = 'Name the folder of the project to analyse.';

/** Throws a UserError for a root that is no folder. */
export function requireFolder(root: string): void {
  try {
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) return;
  } catch (error) {
    throw new UserError(`${root}: The folder cannot be read: ${causeOf(error)}.`, NAME_FOLDER, { cause: error });
  }
  throw new UserError(`${root}: ${existsSync(root) ? 'This is not a folder.' : 'There is no such folder.'}`, NAME_FOLDER);
}
