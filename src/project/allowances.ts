/** The configuration's allowances: which hold for an app today, and which no longer serve. */
import type { App, Diagnostic } from '../analysis/facts.ts';
import type { Place } from '../util/span.ts';
import type { Allowance, AppConfig, Config } from './config.ts';

/** What is kept in an app: its own allowances and those for all apps, as long as they hold. */
export function allowancesFor(app: AppConfig | undefined, config: Config, today: string): App['allow'] {
  const inForce = [...config.allow, ...(app?.allow ?? [])].filter(allowance => !hasEnded(allowance, today));
  return inForce.map(({ scope, reason }) => ({ scope, reason }));
}

/** Allowances whose day is past, and those for scopes that nobody declares. `placeOf` names the configuration as reports do. */
export function outdatedAllowances(config: Config, apps: readonly App[], today: string, placeOf: (span: Place) => Place): readonly Diagnostic[] {
  const judge = (allowance: Allowance, among: readonly App[], whose: string): readonly Diagnostic[] => {
    const message = hasEnded(allowance, today) ? ended(allowance) : isDeclared(allowance, among) ? undefined : `${allowance.scope} is not declared by ${whose}, so this allowance does nothing. Remove it.`;
    return message === undefined ? [] : [{ place: placeOf(allowance.span), message }];
  };
  return [
    ...config.allow.flatMap(allowance => judge(allowance, apps, 'any app')),
    ...config.apps.flatMap(({ name, allow }) => allow.flatMap(allowance => judge(allowance, apps.filter(app => app.name === name), 'this app'))),
  ];
}

function hasEnded({ until }: Allowance, today: string): boolean {
  return until !== undefined && until < today;
}

function ended({ scope, until }: Allowance): string {
  return `The allowance for ${scope} ended on ${until ?? ''} and no longer holds. Remove it, or give it a new day.`;
}

/** What the manifest of one of them declares is not known where it could not be read. */
function isDeclared({ scope }: Allowance, apps: readonly App[]): boolean {
  return apps.some(app => app.isManifestUnread ?? app.declarations.some(declaration => declaration.scope === scope));
}
