/** The second thread of a `LookAhead`: looks at one portion of the files after another, and posts what it sees. */
import { workerData } from 'node:worker_threads';
import { Disk } from './disk.ts';
import { fileKind } from './file-kind.ts';
import { claimPortion, WORKING, type LookWork } from './look-ahead.ts';
import { storeLooks } from './stored-looks.ts';

const { root, hints, files, state, port } = workerData as LookWork;
Atomics.store(state, WORKING, 1);
try {
  const disk = new Disk(root, hints);
  for (let portion = claimPortion(files, state); portion.length > 0; portion = claimPortion(files, state)) {
    const looks = portion.map(file => [file, disk.look(file, fileKind(file))] as const);
    port.postMessage(storeLooks(looks.flatMap(([file, look]) => (look ? [[file, look] as const] : []))));
  }
} finally {
  Atomics.store(state, WORKING, 0);
  Atomics.notify(state, WORKING);
}
