import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/catalogue/catalogue.ts';
import { decideAppType, type TypeEvidence } from '../../src/declarations/app-type.ts';
import type { TokenFlow } from '../../src/declarations/code-evidence.ts';
import { LineIndex } from '../../src/util/span.ts';

const decide = (evidence: Partial<Omit<TypeEvidence, 'declarations' | 'flows'>> & { flows?: readonly TokenFlow[]; scopes?: readonly string[] }) =>
  decideAppType(
    {
      configured: evidence.configured,
      manifest: evidence.manifest,
      flows: new Set(evidence.flows),
      declarations: (evidence.scopes ?? []).map(scope => ({ scope, span: new LineIndex('').span('a.ts', 0, 0), source: 'code', optional: false })),
    },
    loadCatalogue(),
  );

describe('the type of an app', () => {
  it('is what the configuration says, then the manifest, then the code', () => {
    expect(decide({ configured: 'admin-managed', manifest: 'server-to-server' })).toBe('admin-managed');
    expect(decide({ manifest: 'user-managed', flows: ['account-credentials'] })).toBe('user-managed');
    expect(decide({ manifest: 'unknown', flows: ['account-credentials'] })).toBe('server-to-server');
  });

  it('is not known without a flow, or with both', () => {
    expect(decide({ scopes: ['meeting:read:admin'] })).toBe('unknown');
    expect(decide({ flows: ['account-credentials', 'authorization-code'] })).toBe('unknown');
  });

  it.each([
    [['meeting:read', 'user:read:user'], 'user-managed'],
    [['meeting:read:admin', 'user:master'], 'admin-managed'],
    [['meeting:read:admin', 'imchat:bot'], 'admin-managed'],
    [['meeting:read', 'meetng:read:admin'], 'user-managed'],
    [['meeting:read', 'user:read:admin'], 'unknown'],
    [['imchat:bot'], 'unknown'],
    [[], 'unknown'],
  ] as const)('follows from the levels of %j after an authorization by code: %s', (scopes, type) => {
    expect(decide({ flows: ['authorization-code'], scopes })).toBe(type);
  });
});
