/** The verdicts on an app's calls: what the declared scopes are for each. */
import type { CallSite } from '../calls/call-site.ts';
import type { OperationUse } from '../catalogue/types.ts';
import type { AppView } from './app-view.ts';
import { familyOf } from './choice.ts';
import { needOf } from './feature-needs.ts';
import { isOneOperation, readingsOfAmbiguous } from './unread-call.ts';
import type { CallVerdict, Coverage } from './verdict.ts';

/** The verdict on one call. */
export function judgeCall(site: CallSite, view: AppView): CallVerdict {
  return { site, coverage: coverageOf(site, view), subjectMismatch: subjectMismatchOf(site, view) };
}

function coverageOf(site: CallSite, view: AppView): Coverage {
  const { resolution } = site;
  switch (resolution.kind) {
    case 'operation':
      return coverageOfReadings([resolution], view);
    case 'ambiguous': {
      const { uses, isOpenEnded } = readingsOfAmbiguous(site, resolution, view.catalogue);
      const coverage = coverageOfReadings(uses, view);
      return isOpenEnded && coverage.kind !== 'covered' ? { kind: 'cannot-tell' } : coverage;
    }
    case 'not-in-catalogue':
    case 'unresolved':
      return { kind: 'cannot-tell' };
  }
}

function coverageOfReadings(uses: readonly OperationUse[], view: AppView): Coverage {
  const coverages = uses.map((use) => coverageOfUse(use, view));
  const [first] = coverages;
  if (!first || coverages.some(({ kind }) => kind !== first.kind)) return { kind: 'cannot-tell' };
  if (first.kind !== 'missing') return first;
  const additions = coverages.map((coverage) => (coverage.kind === 'missing' ? coverage.addAnyOf : []));
  return { kind: 'missing', addAnyOf: isOneOperation(uses) ? [...new Set(additions.flat())] : namesInAll(additions) };
}

function coverageOfUse(use: OperationUse, view: AppView): Coverage {
  const requirement = view.requirements.of(use);
  if (requirement.kind === 'unknown') return { kind: 'cannot-tell' };
  if (requirement.kind === 'out-of-reach') return { kind: 'out-of-reach' };
  const { scopes, listed } = requirement;
  if ([...scopes].some((name) => view.held.has(name))) return { kind: 'covered' };
  if (view.declared.deciding.size === 0) return { kind: 'nothing-declared' };
  if (isMendedByDeclaration(new Set([...scopes, ...listed]), view)) return { kind: 'mended-by-declaration' };
  if (mayBeCoveredByUnknown(scopes, view) || comesWithFeature(scopes, view)) return { kind: 'cannot-tell' };
  return { kind: 'missing', addAnyOf: view.ownGenerations.flatMap((generation) => view.cheapest([use], generation) ?? []) };
}

/** A scope of the wrong level gets a replacement, a typo its right name: either covers the call then. */
function isMendedByDeclaration(accepted: ReadonlySet<string>, view: AppView): boolean {
  const atWrongLevel = [...view.declared.known].filter((name) => !view.held.has(name));
  const corrected = decidingUnknown(view).flatMap(({ nearest: [first] }) => first ?? []);
  return [...atWrongLevel, ...corrected].some((name) => accepted.has(name));
}

/** A scope that is newer than the catalogue may authorise operations of its family. */
function mayBeCoveredByUnknown(accepted: ReadonlySet<string>, view: AppView): boolean {
  const families = new Set([...accepted].map(familyOf));
  return decidingUnknown(view).some(({ name, nearest }) => nearest.length === 0 && families.has(familyOf(name)));
}

function decidingUnknown({ declared }: AppView): readonly { readonly name: string; readonly nearest: readonly string[] }[] {
  const names = new Set([...declared.deciding].map(({ scope }) => scope));
  return [...declared.unknown].flatMap(([name, nearest]) => (names.has(name) ? [{ name, nearest }] : []));
}

/** A chatbot calls with a token of its own, whose scopes Zoom gives it with the feature: Zoom's samples do not declare them. */
function comesWithFeature(accepted: ReadonlySet<string>, { app }: AppView): boolean {
  const features = app.features.filter(({ kind }) => kind === 'chatbot');
  return features.some((feature) => [...accepted].every((name) => needOf(feature, name) === 'needs'));
}

function subjectMismatchOf({ resolution, subject, path }: CallSite, { requirements: { type } }: AppView): CallVerdict['subjectMismatch'] {
  if (resolution.kind !== 'operation' || path === null) return null;
  const user = /\/users\/([^/]+)/.exec(path)?.[1];
  if (user === undefined || subject === 'none') return null;
  if (type === 'user-managed' && user !== 'me' && resolution.operation.path.includes('/users/{')) return 'only-me';
  return type === 'server-to-server' && user === 'me' ? 'no-me' : null;
}

function namesInAll(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = lists;
  return first.filter((name) => others.every((list) => list.includes(name)));
}
