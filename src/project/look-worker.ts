/** The second thread of a `LookAhead`: looks at one portion of the files after another, and posts what it sees. */
import { workerData } from 'node:worker_threads';
import { FileReader } from './file-reader.ts';
import { lookAtPortion, WORKING, type LookWork } from './look-ahead.ts';
import { storeLooks } from './stored-looks.ts';

const work = workerData as LookWork;
Atomics.store(work.state, WORKING, 1);
try {
  const reader = new FileReader(work.root, work.hints);
  for (let seen = lookAtPortion(reader, work); seen; seen = lookAtPortion(reader, work)) work.port.postMessage(storeLooks(seen));
} finally {
  Atomics.store(work.state, WORKING, 0);
  Atomics.notify(work.state, WORKING);
}
