/** How the standing of scopes and calls is shown: a sign, a word and the class that gives the colour. */
import type { MatrixOperation, ScopeStanding } from '../analysis/matrix.ts';

/** Colour alone says nothing: each has a sign, and words for who does not see it. */
export interface Badge {
  readonly sign: string;
  readonly label: string;
  readonly tone: 'good' | 'add' | 'bad' | 'broad' | 'open' | 'calm';
}

export const SCOPE_BADGES = {
  missing: { sign: '+', label: 'missing', tone: 'add' },
  broad: { sign: '▲', label: 'broad', tone: 'broad' },
  'level-mismatch': { sign: '✕', label: 'wrong level', tone: 'bad' },
  unused: { sign: '○', label: 'unused', tone: 'bad' },
  redundant: { sign: '◌', label: 'redundant', tone: 'broad' },
  unknown: { sign: '≠', label: 'not known', tone: 'bad' },
  'cannot-tell': { sign: '?', label: 'cannot tell', tone: 'open' },
  proposed: { sign: '→', label: 'proposed', tone: 'add' },
  needed: { sign: '●', label: 'needed', tone: 'good' },
  kept: { sign: '◆', label: 'kept', tone: 'good' },
  aside: { sign: '–', label: 'beside', tone: 'calm' },
} as const satisfies Record<ScopeStanding, Badge>;

export const CALL_BADGES = {
  missing: { sign: '+', label: 'no declared scope covers it', tone: 'add' },
  'out-of-reach': { sign: '✕', label: 'no scope that the app can hold covers it', tone: 'bad' },
  'cannot-tell': { sign: '?', label: 'its scopes are not known', tone: 'open' },
  'mended-by-declaration': { sign: '≠', label: 'covered once a declared scope is corrected', tone: 'broad' },
  'nothing-declared': { sign: '–', label: 'nothing is declared', tone: 'calm' },
  covered: { sign: '●', label: 'covered', tone: 'good' },
} as const satisfies Record<MatrixOperation['coverage'], Badge>;
