/** Lets processes that run at the same time share the machine evenly. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Milliseconds until processes change places. */
const TURN = 500;

/**
 * Gives each process a core for itself and all its threads, and lets them change places: a core is slower than the other
 * for minutes, where other machines share it, and threads that help one process hold up the other. Linux only, where
 * `taskset` is installed and there are cores enough; elsewhere the system places them. What it returns ends it.
 */
export function takeTurnsOnCores(pids: () => readonly number[]): () => void {
  const cores = coresAllowed();
  let turn = 0;
  const place = (): void => {
    const running = pids();
    if (running.length < 2 || running.length > cores.length) return;
    for (const [index, pid] of running.entries()) {
      const core = cores[(index + turn) % running.length];
      // It may be gone by now.
      execFile('taskset', ['--all-tasks', '--cpu-list', '--pid', String(core), String(pid)], () => undefined);
    }
    turn++;
  };
  place();
  const timer = setInterval(place, TURN);
  return () => clearInterval(timer);
}

/** The cores that this process may use, as Linux tells it. */
function coresAllowed(): readonly number[] {
  try {
    const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
    return [...list.matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, first, last = first]) => {
      const [from, to] = [Number(first), Number(last)];
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    });
  } catch {
    return [];
  }
}
