import { describe, expect, it } from 'vitest';
import { findSuspicions, type Suspicion } from '../../scripts/catalogue/consistency.ts';
import { makeCatalogue } from '../../src/catalogue/catalogue.ts';
import { applyOverrides, readDataFile, toTables, type OperationsFile, type ScopesFile } from '../../src/catalogue/data.ts';

const operations = readDataFile<OperationsFile>('operations');
const tables = toTables(operations, readDataFile<ScopesFile>('scopes'));
const asUpstreamHasIt = applyOverrides(tables, { operations: [], scopes: [] });
const suspicions = findSuspicions(makeCatalogue({ provenance: operations.provenance, ...asUpstreamHasIt }, () => ({ clients: [], methods: [] })));

function about(subject: string): readonly Pick<Suspicion, 'kind' | 'detail'>[] {
  return suspicions.filter((each) => each.subject === subject).map(({ kind, detail }) => ({ kind, detail }));
}

describe('the consistency report on the uncorrected tables', () => {
  it('finds the phone scope on the recordings of a meeting, and the admin level that it displaced', () => {
    expect(about('GET /meetings/{meetingId}/recordings')).toEqual([
      { kind: 'scope of another product', detail: 'phone_recording:read:admin, a scope of phone' },
      { kind: 'scope of another resource', detail: 'phone_recording:read:admin beside meeting, recording' },
      { kind: 'user level without its admin sibling', detail: 'recording:read without recording:read:admin' },
    ]);
  });

  it('finds operations without a scope, and without one for the own account', () => {
    expect(about('GET /phone/call_queues/{callQueueId}/policies')).toEqual([{ kind: 'no scope at all', detail: '' }]);
    expect(about('DELETE /number_management/numbers').map((each) => each.kind)).toEqual([
      'no scope for the own account',
    ]);
  });

  it('finds actions that do not fit the method', () => {
    expect(about('GET /contact_center/queues/{queueId}/supervisors')).toEqual([
      { kind: 'action against the method', detail: 'contact_center:delete:queue_supervisor:admin' },
    ]);
  });

  it('finds names that are no names', () => {
    expect(about('contact_center:write:queue disposition:admin')[0]?.kind).toBe('name with a slip');
  });

  it('is silent on what is in order', () => {
    expect(about('GET /users/{userId}/meetings')).toEqual([]);
    expect(about('meeting:read')).toEqual([]);
  });

  it('goes from the worst to the likely right', () => {
    expect(suspicions[0]?.kind).toBe('scope of another product');
    expect(suspicions.at(-1)?.kind).toBe('no scope at all');
  });
});
