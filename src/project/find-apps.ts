/** The apps of a project as its manifests and its configuration tell, without looking at its code. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AppType } from '../declarations/declaration.ts';
import { outlineApps } from './app-outlines.ts';
import { CONFIG_FILE, findConfig, type Config } from './config.ts';
import { readManifests } from './declarations-in.ts';
import { ProjectFiles } from './files.ts';

/** One app before its code is looked at. */
export interface FoundApp {
  readonly name: string;
  /** `unknown` where neither manifest nor configuration says it. */
  readonly type: AppType;
  readonly typeFrom: 'configuration' | 'manifest' | null;
  readonly manifest: string | null;
  /** Project-relative; '' for all of the project. */
  readonly folder: string;
}

/** The apps under a root, as `collectFacts` has them, in its order. */
export function findApps(root: string, config: Config = findConfig(root, root)): readonly FoundApp[] {
  const files = new ProjectFiles(root);
  const { manifests } = readManifests(files);
  return outlineApps(manifests, config, files, path.basename(files.root)).map(({ name, folder, manifest, config: app }) => ({
    name,
    folder,
    manifest: manifest?.file ?? null,
    ...typeOf(app?.type, manifest?.type),
  }));
}

function typeOf(configured: AppType | undefined, stated: AppType | undefined): Pick<FoundApp, 'type' | 'typeFrom'> {
  if (configured !== undefined) return { type: configured, typeFrom: 'configuration' };
  return stated === undefined || stated === 'unknown' ? { type: 'unknown', typeFrom: null } : { type: stated, typeFrom: 'manifest' };
}

/** Whether a folder is that of a project: what else lies in it may be anything, such as a home folder. */
export function isProject(root: string): boolean {
  return ['package.json', '.git', CONFIG_FILE].some((name) => existsSync(path.join(root, name)));
}
