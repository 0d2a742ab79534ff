/** What a session knows, as a text and back: operations by their names, and what many files share once. */
import type { FoundCalls } from '../calls/find-calls.ts';
import type { CallSite, Resolution } from '../calls/call-site.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Operation } from '../catalogue/types.ts';
import type { FileEvidence } from './file-evidence.ts';
import type { KnownCalls, Knowledge } from './session.ts';
import { restoreLooks, storeLooks, type StoredLooks } from './stored-looks.ts';

/** The shape of the text; to be raised with every change of it, and of what it is made of. */
export const SCHEMA = 1;

interface StoredKnowledge extends StoredLooks {
  readonly rootName: string;
  readonly evidence: readonly (readonly [file: string, evidence: FileEvidence])[];
  readonly calls: StoredCalls | null;
}

type StoredResolution<Kind = Resolution> = Kind extends { readonly kind: 'operation' }
  ? Omit<Kind, 'operation'> & { readonly operation: string }
  : Kind extends { readonly candidates: readonly (infer Candidate)[] }
    ? Omit<Kind, 'candidates'> & { readonly candidates: readonly (Omit<Candidate, 'operation'> & { readonly operation: string })[] }
    : Kind extends { readonly nearest: unknown }
      ? Omit<Kind, 'nearest'> & { readonly nearest: readonly string[] }
      : Kind;

interface StoredCalls extends Omit<KnownCalls, 'found'> {
  readonly found: Omit<FoundCalls, 'calls'> & { readonly calls: readonly (Omit<CallSite, 'resolution'> & { readonly resolution: StoredResolution })[] };
}

/** As one line of JSON. */
export function storeKnowledge({ looks, rootName, evidence, calls }: Knowledge): string {
  const stored: StoredKnowledge = { rootName, ...storeLooks(looks), evidence: [...evidence], calls: calls ? toStoredCalls(calls) : null };
  return JSON.stringify(stored);
}

/** Throws for a text that is none of ours. */
export function restoreKnowledge(text: string, catalogue: Pick<Catalogue, 'operation'>): Knowledge {
  const { rootName, evidence, calls, ...looks } = JSON.parse(text) as StoredKnowledge;
  return { looks: new Map(restoreLooks(looks)), rootName, evidence: new Map(evidence), calls: calls ? fromStoredCalls(calls, id => catalogue.operation(id) ?? fail()) : undefined };
}

function fail(): never {
  throw new Error('What was stored does not fit together.');
}

function toStoredCalls({ found, ...rest }: KnownCalls): StoredCalls {
  const calls = found.calls.map(call => ({ ...call, resolution: toStoredResolution(call.resolution) }));
  return { ...rest, found: { ...found, calls } };
}

function fromStoredCalls({ found, ...rest }: StoredCalls, operation: (id: string) => Operation): KnownCalls {
  const calls = found.calls.map(call => ({ ...call, resolution: fromStoredResolution(call.resolution, operation) }));
  return { ...rest, found: { ...found, calls } };
}

function toStoredResolution(resolution: Resolution): StoredResolution {
  switch (resolution.kind) {
    case 'operation':
      return { ...resolution, operation: resolution.operation.id };
    case 'ambiguous':
      return { ...resolution, candidates: resolution.candidates.map(candidate => ({ ...candidate, operation: candidate.operation.id })) };
    case 'not-in-catalogue':
      return { ...resolution, nearest: resolution.nearest.map(({ id }) => id) };
    case 'unresolved':
      return resolution;
  }
}

function fromStoredResolution(resolution: StoredResolution, operation: (id: string) => Operation): Resolution {
  switch (resolution.kind) {
    case 'operation':
      return { ...resolution, operation: operation(resolution.operation) };
    case 'ambiguous':
      return { ...resolution, candidates: resolution.candidates.map(candidate => ({ ...candidate, operation: operation(candidate.operation) })) };
    case 'not-in-catalogue':
      return { ...resolution, nearest: resolution.nearest.map(operation) };
    case 'unresolved':
      return resolution;
  }
}
