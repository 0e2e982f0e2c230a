import { Session } from 'node:inspector';

/**
 * Whether somebody else samples the heap: Node.js with `--heap-prof`, or an inspector. V8 has only one sampler, and stopping it stops it for
 * everybody: their profile would not be written. @throws when the inspector is not available
 */
export function isHeapSampled(): boolean {
  const session = new Session();
  session.connect();
  try {
    let isSampled = false;
    // `post` calls back before it returns.
    session.post('HeapProfiler.getSamplingProfile', (error) => {
      isSampled = error === null;
    });
    return isSampled;
  } finally {
    session.disconnect();
  }
}
