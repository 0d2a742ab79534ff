/** The table of an app's scopes, for a README and for reviewers. */
import type { JustifiedApp, JustifiedScope } from '../analysis/justification.ts';
import { markdownCode, markdownText } from '../util/markdown.ts';
import { TYPE_NAMES } from './text-parts.ts';

/** One table per app. Places are files without lines, so that it is out of date when a call comes or goes, and not before. */
export function formatScopeTable(apps: readonly JustifiedApp[]): string {
  return `${apps.map((app) => formatApp(app, apps.length > 1)).join('\n\n')}\n`;
}

function formatApp({ app, type, scopes }: JustifiedApp, isNamed: boolean): string {
  const heading = isNamed ? [`**${markdownCode(app)}** (${TYPE_NAMES[type]})`] : [];
  if (scopes.length === 0) return [...heading, 'No scopes are declared.'].join('\n\n');
  const table = ['| Scope | What for | Calls |', '| --- | --- | --- |', ...scopes.map(formatRow)].join('\n');
  return [...heading, table].join('\n\n');
}

function formatRow({ scope, optional, sentence, calls }: JustifiedScope): string {
  const called = calls.map(({ operation, files }) => `${markdownCode(operation)} in ${files.map(markdownCode).join(', ')}`);
  return `| ${markdownCode(scope)}${optional ? ' (optional)' : ''} | ${markdownText(sentence)} | ${called.join('<br>')} |`;
}
