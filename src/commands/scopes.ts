/** `zoom-scopes scopes`. */
import { Command } from 'commander';
import type { DecidedType } from '../analysis/levels.ts';
import type { OperationMatch, OperationUse } from '../catalogue/types.ts';
import type { FoundApp } from '../project/find-apps.ts';
import { UserError } from '../util/user-error.ts';
import { examples, formatOption, typeOption } from './options.ts';
import { EXIT, print, usesColor } from './output.ts';

interface ScopesFlags {
  readonly format: 'text' | 'json';
  readonly type?: DecidedType;
  readonly project?: string;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export const scopesCommand = new Command('scopes')
  .argument('<method>', 'the HTTP method')
  .argument('<path>', 'the path or URL, with ids or parameters: /users/me/meetings, https://api.zoom.us/v2/users/{userId}')
  .description('show which scopes authorise a call of the Zoom API')
  .addOption(typeOption('the type of the app (default: as the project says, else each type)'))
  .option('--project <root>', "the project's folder (default: this folder, if it is a project's)")
  .addOption(formatOption())
  .addHelpText(
    'after',
    `\nExit codes: 0 answered, 1 no such operation in the catalogue, 2 could not run.\n${examples('scopes POST /users/me/meetings', 'scopes get https://api.zoom.us/v2/meetings/85746065/recordings --type server-to-server')}`,
  )
  .action(runScopes);

async function runScopes(method: string, path: string, flags: ScopesFlags): Promise<void> {
  const [{ APP_TYPES, authorisationOf }, { loadCatalogue }, { toRequestPath }, { formatScopesJson, formatScopesText }] = await Promise.all([
    import('../analysis/authorisation.ts'),
    import('../catalogue/catalogue.ts'),
    import('../catalogue/request-path.ts'),
    import('../reporters/scopes.ts'),
  ]);
  const verb = method.toUpperCase();
  if (!METHODS.includes(verb)) throw new UserError(`${method}: This is no method of the Zoom API.`, `Name one of ${METHODS.join(', ')}.`);
  const requestPath = toRequestPath(path);
  if (requestPath === undefined) throw new UserError(`${path}: This is no URL of the Zoom API.`, 'Name one under https://api.zoom.us, or a path such as /users/me.');
  const catalogue = loadCatalogue();
  const match = catalogue.lookup(verb, requestPath);
  const apps = flags.type === undefined ? await appsOf(flags.project) : [];
  const ofApps = APP_TYPES.filter((type) => apps.some((app) => app.type === type));
  const types = flags.type ? [flags.type] : ofApps.length > 0 ? ofApps : APP_TYPES;
  const answer = {
    method: verb,
    path: requestPath,
    authorisations: usesOf(match).map((use) => authorisationOf(use, types, catalogue)),
    nearest: match.kind === 'not-in-catalogue' ? match.nearest : [],
    apps,
  };
  print(flags.format === 'json' ? formatScopesJson(answer) : formatScopesText(answer, { color: await usesColor() }));
  process.exitCode = match.kind === 'not-in-catalogue' ? EXIT.findings : EXIT.clean;
}

/** The operation, and the same on a sub account where there is such a thing. */
function usesOf(match: OperationMatch): readonly OperationUse[] {
  switch (match.kind) {
    case 'operation': {
      const { operation, variant } = match;
      const hasSubAccount = variant === 'own' && operation.subAccount.classic.length + operation.subAccount.granular.length > 0;
      return [{ operation, variant }, ...(hasSubAccount ? [{ operation, variant: 'subAccount' as const }] : [])];
    }
    case 'ambiguous':
      return match.candidates;
    case 'not-in-catalogue':
      return [];
  }
}

/** The apps of a known type in the project that is named, or in whose folder this runs; none where there is no project. */
async function appsOf(project: string | undefined): Promise<readonly FoundApp[]> {
  const { findApps, isProject } = await import('../project/find-apps.ts');
  if (project === undefined && !isProject('.')) return [];
  return findApps(project ?? '.').filter(({ typeFrom }) => typeFrom !== null);
}
