/** Tells which project a linted file belongs to, and the configuration in force there. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_CONFIG, parseConfig, readConfigIn, type Config } from '../project/config.ts';
import { UserError } from '../util/user-error.ts';

/** A root, absolute, and its configuration. */
export interface Project {
  readonly root: string;
  readonly config: Config;
}

const SETTINGS = 'settings.zoomScopes';

/** What a folder says of the project that it belongs to. */
export interface FolderLook {
  readonly config: Config | undefined;
  readonly isRepository: boolean;
}

/** Looks at a folder (absolute). Throws a UserError for a configuration that is wrong. */
export function lookAtFolder(folder: string): FolderLook {
  return { config: readConfigIn(folder), isRepository: existsSync(path.join(folder, '.git')) };
}

/**
 * The project of the files of a folder (absolute): the nearest folder upward that has a configuration, within ESLint's
 * working directory or the folder's repository, whichever reaches higher. Without any configuration it is the working
 * directory; for a folder outside of that, its repository; and none for one in neither. Throws a UserError for a
 * configuration that is wrong.
 */
export function findProject(folder: string, cwd: string, lookAt = lookAtFolder): Project | undefined {
  let repository: string | undefined;
  for (let above = folder; ; above = path.dirname(above)) {
    const { config, isRepository } = lookAt(above);
    if (config) return { root: above, config };
    if (isRepository) repository ??= above;
    const isTop = above === path.dirname(above);
    if (isTop || (repository !== undefined && !isInside(above, cwd))) break;
  }
  const root = path.relative(cwd, folder) === '' || isInside(folder, cwd) ? cwd : repository;
  return root === undefined ? undefined : { root, config: DEFAULT_CONFIG };
}

/** What `settings.zoomScopes` says goes before what the configuration says, option by option. Throws a UserError for settings that are wrong. */
export function withSettings(config: Config, settings: unknown): Config {
  if (settings === undefined) return config;
  const given = typeof settings === 'object' && settings !== null ? Object.keys(settings) : [];
  const overrides = Object.entries(parseSettings(settings)).filter(([option]) => given.includes(option));
  // The scopes of apps from the settings stand in no file.
  return { ...config, ...(given.includes('apps') && { file: undefined }), ...Object.fromEntries(overrides) };
}

function parseSettings(settings: unknown): Config {
  try {
    return parseConfig(JSON.stringify(settings), SETTINGS);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Line and column are those of a text that nobody wrote.
    throw new UserError(error.message.replace(/^(settings\.zoomScopes):\d+:\d+/, '$1'), error.remedy, { cause: error });
  }
}

/** Whether something lies below a folder. */
function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
