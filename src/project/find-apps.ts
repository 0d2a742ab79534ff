/** The apps of a project as its manifests and its configuration tell, without looking at its code. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AppType } from '../declarations/declaration.ts';
import { outlineApps } from './app-outlines.ts';
import { CONFIG_FILE, findConfig, type Config } from './config.ts';
import { readManifests } from './declarations-in.ts';
import { ProjectFiles } from './files.ts';

/** One app that a manifest or the configuration speaks of. */
export interface FoundApp {
  readonly name: string;
  /** `unknown` where neither says it. */
  readonly type: AppType;
  readonly manifest: string | null;
}

/** The apps under a root; none where no manifest and no configuration names one. */
export function findApps(root: string, config: Config = findConfig(root, root)): readonly FoundApp[] {
  const files = new ProjectFiles(root);
  const { manifests } = readManifests(files);
  return outlineApps(manifests, config, files, path.basename(files.root)).flatMap(({ name, manifest, config: app }) => {
    if (manifest === undefined && app === undefined) return [];
    return [{ name, type: app?.type ?? manifest?.type ?? 'unknown', manifest: manifest?.file ?? null }];
  });
}

/** Whether a folder is that of a project: what else lies in it may be anything, such as a home folder. */
export function isProject(root: string): boolean {
  return ['package.json', '.git', CONFIG_FILE].some((name) => existsSync(path.join(root, name)));
}
