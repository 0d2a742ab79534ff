/** The reports of `init`: what a project holds and what it lacks, for people and for programs. */
import type { Setup, SetupApp, TypeSource } from '../analysis/setup.ts';
import { toPrintable, toPrintableJson } from '../util/printable.ts';
import { createColors, formatHeading, indent, plural, type Colors, type TextOptions } from './text-parts.ts';

/** What became of the configuration. */
export interface InitOutcome {
  readonly setup: Setup;
  /** The project's folder, as the user gave it. */
  readonly root: string;
  /** Relative to the root: the configuration that is there, or that was or would be written. */
  readonly file: string;
  readonly state: 'exists' | 'not-needed' | 'proposed' | 'written';
}

/** Clients named; the rest is counted. */
const SHOWN_CLIENTS = 3;

const TYPE_SOURCES = {
  configuration: 'as the configuration says',
  manifest: 'as the manifest says',
  code: 'by how the code gets its tokens',
} as const satisfies Record<TypeSource, string>;

const ESLINT = `// eslint.config.js
import zoomScopes from 'eslint-plugin-zoom-scopes';

export default [...zoomScopes.configs.recommended];`;

const WORKFLOW = `# .github/workflows/zoom-scopes.yml
on: [pull_request]
jobs:
  zoom-scopes:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: { node-version: 22 }
      - run: npm ci
      - run: npx zoom-scopes check --format github`;

/** The report for people. */
export function formatInitText(outcome: InitOutcome, options: TextOptions): string {
  const colors = createColors(options);
  const { setup } = outcome;
  return `${[
    `Looked at ${plural(setup.codeFiles, 'code file')}; ${setup.hintedFiles} may have to do with Zoom.`,
    ...setup.apps.map((app) => formatFound(app, colors)),
    formatConfig(outcome),
    setup.open.length > 0 ? ['Left to you:', ...setup.open.map((line) => indent(`- ${toPrintable(line)}`, 2))].join('\n') : '',
    formatNext(outcome.root, colors),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

/** The report for programs. */
export function formatInitJson({ setup, file, state }: InitOutcome): string {
  return toPrintableJson({ schemaVersion: 1, ...setup, configuration: { file, state } });
}

/** The configuration file's text. */
export function formatProposal({ config }: Setup): string {
  return `${JSON.stringify(config, null, 2)}\n`;
}

function formatFound(app: SetupApp, colors: Colors): string {
  const { calls, unread, clients, declarations, features, folder, typeFrom } = app;
  const shown = clients.slice(0, SHOWN_CLIENTS).map(({ place, calls: count }) => `${toPrintable(place.file)}:${place.line} (${plural(count, 'call')})`);
  const more = clients.length > SHOWN_CLIENTS ? [`${clients.length - SHOWN_CLIENTS} more`] : [];
  const lines = [
    `type: ${typeFrom === null ? 'not known: neither a manifest nor the code tells' : TYPE_SOURCES[typeFrom]}`,
    ...(folder === '' ? [] : [`folder: ${toPrintable(folder)}`]),
    `calls: ${calls}${unread > 0 ? `, of which ${unread} could not be read` : ''}`,
    ...(clients.length > 0 ? [`sent from: ${[...shown, ...more].join(', ')}`] : []),
    `declared scopes: ${declarations}`,
    ...(features > 0 ? [`events and features: ${features}`] : []),
  ];
  return [formatHeading(app, colors), ...lines.map((line) => indent(line, 2))].join('\n');
}

function formatConfig({ setup, file, state }: InitOutcome): string {
  switch (state) {
    case 'exists':
      return `There is a configuration, ${toPrintable(file)}. It stays as it is.`;
    case 'not-needed':
      return setup.apps.every(({ calls, declarations }) => calls + declarations === 0)
        ? 'Nothing of the Zoom API was found here. Name the folder of the app, or see zoom-scopes scan --help.'
        : 'No configuration is needed.';
    case 'written':
      return [`Wrote ${file}.`, ...setup.reasons].join(' ');
    case 'proposed':
      return [`A configuration is needed. ${setup.reasons.join(' ')}`, `With --write, this becomes ${file}:`, '', indent(toPrintableJson(setup.config), 2)].join('\n');
  }
}

function formatNext(root: string, colors: Colors): string {
  const check = `npx zoom-scopes check${root === '.' ? '' : ` ${toPrintable(root)}`}`;
  return ['Next:', '', indent(colors.bold(check), 2), '', 'In the editor, by ESLint:', '', indent(ESLINT, 2), '', 'In CI:', '', indent(WORKFLOW, 2)].join('\n');
}
