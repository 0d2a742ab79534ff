/** What a project needs to be checked: what was found in it, and the configuration that it lacks. */
import type { AppType } from '../declarations/declaration.ts';
import { comparePlaces, type Place } from '../util/span.ts';
import type { App, Facts } from './facts.ts';

/** A project, as it is before it is set up. */
export interface Setup {
  readonly codeFiles: number;
  /** Code files that may say something about Zoom. */
  readonly hintedFiles: number;
  readonly apps: readonly SetupApp[];
  /** What to write; null where discovery does. */
  readonly config: ConfigProposal | null;
  /** Why it is needed, one sentence each. */
  readonly reasons: readonly string[];
  /** What only the user knows, one sentence each. */
  readonly open: readonly string[];
}

/** One app that was found. */
export interface SetupApp {
  readonly name: string;
  readonly type: AppType;
  /** What told its type; null where nothing did. */
  readonly typeFrom: TypeSource | null;
  readonly manifest: string | null;
  readonly folder: string;
  readonly calls: number;
  /** Calls whose operation could not be read. */
  readonly unread: number;
  /** Where requests leave, those with the most calls first. */
  readonly clients: readonly { readonly place: Place; readonly calls: number }[];
  readonly declarations: number;
  readonly features: number;
}

export type TypeSource = 'configuration' | 'manifest' | 'code';

/** An app before its code was looked at; in the order of the facts. */
export interface AppOrigin {
  readonly typeFrom: 'configuration' | 'manifest' | null;
  readonly folder: string;
}

/** The configuration file's content. */
export interface ConfigProposal {
  readonly $schema: string;
  readonly apps: readonly {
    readonly name: string;
    readonly root?: string;
    readonly manifest?: string;
    readonly type?: AppType;
    readonly scopes?: readonly string[];
  }[];
}

const SCHEMA = './node_modules/eslint-plugin-zoom-scopes/data/zoom-scopes.config.schema.json';

/** Works out what a project needs. `hasConfig`: it has a configuration, which is left alone. */
export function setUp(facts: Facts, origins: readonly AppOrigin[], files: { readonly code: number; readonly hinted: number }, hasConfig: boolean): Setup {
  const apps = facts.apps.map((app, at) => toSetupApp(app, origins[at] ?? { typeFrom: null, folder: '' }));
  const reasons = hasConfig ? [] : reasonsToConfigure(apps);
  return {
    codeFiles: files.code,
    hintedFiles: files.hinted,
    apps,
    config: reasons.length > 0 ? { $schema: SCHEMA, apps: apps.map(toConfigured) } : null,
    reasons,
    open: apps.flatMap(openQuestions),
  };
}

function toSetupApp(app: App, { typeFrom, folder }: AppOrigin): SetupApp {
  const clients = new Map<string, { place: Place; calls: number }>();
  for (const { span, via } of app.calls) {
    const place = via.at(-1) ?? span;
    const key = `${place.file}:${place.line}`;
    clients.set(key, { place, calls: (clients.get(key)?.calls ?? 0) + 1 });
  }
  return {
    name: app.name,
    type: app.type,
    typeFrom: typeFrom ?? (app.type === 'unknown' ? null : 'code'),
    manifest: app.manifest,
    folder,
    calls: app.calls.length,
    unread: app.calls.filter(({ resolution }) => resolution.kind === 'unresolved').length,
    clients: [...clients.values()].sort((a, b) => b.calls - a.calls || comparePlaces(a.place, b.place)),
    declarations: app.declarations.length,
    features: app.features.length,
  };
}

function reasonsToConfigure(apps: readonly SetupApp[]): readonly string[] {
  const found = apps.filter(({ calls, declarations }) => calls + declarations > 0);
  if (found.length === 0) return [];
  const listed = (some: readonly SetupApp[]): string => some.map(({ name }) => name).join(', ');
  const without = found.filter(({ manifest }) => manifest === null);
  const untyped = found.filter(({ type }) => type === 'unknown');
  return [
    ...(apps.length > 1 ? [`There are several apps: ${listed(apps)}.`] : []),
    ...(without.length > 0 ? [`No manifest was found for ${listed(without)}.`] : []),
    ...(untyped.length > 0 ? [`The type of ${listed(untyped)} is not known.`] : []),
  ];
}

function toConfigured({ name, folder, manifest, type, typeFrom, declarations }: SetupApp): ConfigProposal['apps'][number] {
  return {
    name,
    ...(folder !== '' && { root: folder }),
    ...(manifest !== null && { manifest: folder === '' ? manifest : manifest.slice(folder.length + 1) }),
    ...(typeFrom === 'code' && { type }),
    ...(manifest === null && declarations === 0 && { scopes: [] }),
  };
}

function openQuestions({ name, type, manifest, declarations, unread }: SetupApp): readonly string[] {
  return [
    ...(type === 'unknown' ? [`Say of ${name} which "type" it is: "user-managed", "admin-managed" or "server-to-server".`] : []),
    ...(manifest === null && declarations === 0 ? [`List under "scopes" what ${name} has in the Marketplace, or save its manifest in the repository.`] : []),
    ...(unread > 0 ? [`Of ${name} ${unread === 1 ? 'a call' : `${unread} calls`} could not be read; zoom-scopes scan shows where. A wrapper that cannot be seen through goes under "wrappers".`] : []),
  ];
}
