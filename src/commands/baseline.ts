/** What `check` does with a baseline. */
import path from 'node:path';
import { applyBaseline, pruneBaseline, toBaseline, type StaleEntry } from '../analysis/baseline.ts';
import type { Diagnostic } from '../analysis/facts.ts';
import type { Report } from '../analysis/report.ts';
import { BASELINE_FILE, readBaseline, writeBaseline, type WrittenEntry } from '../project/baseline.ts';
import { statusOf } from '../project/status.ts';
import { toPosix } from '../util/paths.ts';
import { UserError } from '../util/user-error.ts';
import { refuseTogether } from './options.ts';

/** `baseline`: a file, or false for none. */
export interface BaselineFlags {
  readonly baseline?: string | false;
  readonly updateBaseline?: boolean;
  readonly prune?: boolean;
}

/**
 * The report in the light of the baseline, which is written or pruned first if the flags say so. Where part of the
 * project could not be judged, it is neither, and what is not found there is not called gone.
 */
export async function withBaseline(report: Report, root: string, isWhole: boolean, { baseline, updateBaseline, prune }: BaselineFlags): Promise<Report> {
  if (updateBaseline && prune) refuseTogether('--update-baseline', '--prune');
  if (baseline === false) {
    if (updateBaseline || prune) refuseTogether(updateBaseline ? '--update-baseline' : '--prune', '--no-baseline');
    return report;
  }
  if (!isWhole && (updateBaseline || prune)) throw new UserError('The baseline is left as it is, since a manifest could not be read.', 'Mend the manifest, or say in the configuration which one is meant.');
  const file = baseline ?? ownBaseline(root);
  if (updateBaseline) {
    const entries = toBaseline(report.findings);
    await writeBaseline(file, entries);
    return applyBaseline(report, entries).report;
  }
  const entries = readBaseline(file);
  if (entries === undefined) {
    if (baseline === undefined && !prune) return report;
    throw new UserError(`${file}: There is no such baseline.`, 'Write it with --update-baseline.');
  }
  const { report: left, stale } = applyBaseline(report, entries);
  if (prune) {
    if (stale.length > 0) await writeBaseline(file, pruneBaseline(entries, stale));
    return left;
  }
  if (!isWhole) return left;
  const name = toPosix(path.relative(root, file));
  return { ...left, outdated: [...left.outdated, ...stale.map((one) => describe(one, name))] };
}

/** The project's own baseline. A link may lead anywhere, and who wrote the project has set it. */
function ownBaseline(root: string): string {
  const file = path.join(root, BASELINE_FILE);
  if (statusOf(file)?.isSymbolicLink()) throw new UserError(`${file}: The baseline is a link.`, 'Put the file itself there, or name it with --baseline.');
  return file;
}

function describe({ entry, left }: StaleEntry<WrittenEntry>, file: string): Diagnostic {
  const { rule, subject, line, column, count } = entry;
  const about = subject === '' ? '' : ` about ${subject}`;
  const found = left === 0 ? 'is no longer found' : `counts ${count}, and ${left} ${left === 1 ? 'is' : 'are'} left`;
  return { place: { file, line, column }, message: `The finding of ${rule}${about} in ${entry.file} ${found}. Run check with --prune.` };
}
