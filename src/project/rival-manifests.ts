/** Finds manifests that an app could mean as well as the one it is taken to have. */
import type { App } from '../analysis/facts.ts';
import { parseManifest } from '../declarations/manifest.ts';
import { isWithin } from '../util/paths.ts';
import { fromConfig } from './app-outlines.ts';
import type { Config } from './config.ts';
import { ProjectFiles } from './files.ts';

/** The other manifests in the folder of a configured app for which the configuration names none. */
export function rivalManifests(root: string, app: App, config: Config): readonly string[] {
  const own = config.apps.find(({ name }) => name === app.name);
  if (!own || own.manifest !== undefined) return [];
  const files = new ProjectFiles(root);
  const folder = fromConfig(own.root, config, files) ?? '';
  const others = config.apps.filter((other) => other !== own);
  const taken = others.map(({ manifest }) => manifest && fromConfig(manifest, config, files));
  const below = others.flatMap((other) => fromConfig(other.root, config, files) ?? []).filter((inner) => inner !== folder && isWithin(inner, folder));
  return files.survey.hinted('json').filter((file) => {
    if (file === app.manifest || !isWithin(file, folder) || taken.includes(file) || below.some((inner) => isWithin(file, inner))) return false;
    const reading = parseManifest(files.read(file) ?? '', file);
    return reading.kind === 'manifest' && reading.manifest.kind !== 'meeting-sdk';
  });
}
