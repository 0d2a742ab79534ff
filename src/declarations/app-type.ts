/** Decides what type an app is of; without evidence that decides, it stays unknown. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { TokenFlow } from './code-evidence.ts';
import type { AppType, Declaration } from './declaration.ts';

/** What there is to go by, the strongest first. */
export interface TypeEvidence {
  /** From the configuration. */
  readonly configured: AppType | undefined;
  readonly manifest: AppType | undefined;
  readonly flows: ReadonlySet<TokenFlow>;
  readonly declarations: readonly Declaration[];
}

/** The type of an app. */
export function decideAppType({ configured, manifest, flows, declarations }: TypeEvidence, catalogue: Pick<Catalogue, 'scope'>): AppType {
  if (configured !== undefined) return configured;
  if (manifest !== undefined && manifest !== 'unknown') return manifest;
  // Code with both flows serves two apps, or one that moved: neither is the type of it all.
  if (flows.size !== 1) return 'unknown';
  return flows.has('account-credentials') ? 'server-to-server' : typeOfLevels(declarations, catalogue);
}

// Zoom lets a user-managed app hold user-level scopes only, an admin-managed app none of them: a list of one level tells.
function typeOfLevels(declarations: readonly Declaration[], catalogue: Pick<Catalogue, 'scope'>): AppType {
  const levels = new Set<'user' | 'account'>();
  for (const { scope } of declarations) {
    const known = catalogue.scope(scope);
    if (known === undefined || known.anyLevel) continue;
    levels.add(known.level === 'user' ? 'user' : 'account');
  }
  if (levels.size !== 1) return 'unknown';
  return levels.has('user') ? 'user-managed' : 'admin-managed';
}
