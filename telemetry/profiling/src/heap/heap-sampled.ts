import { Session } from 'node:inspector';

/**
 * Whether somebody else samples the heap: Node.js by `--heap-prof`, or an inspector. V8 has one sampler for all, and whoever stops it stops it for
 * all: their profile would not be written. @throws where there is no inspector
 */
export function isHeapSampled(): boolean {
  const session = new Session();
  session.connect();
  try {
    let isSampled = false;
    // The callback is called before `post` returns.
    session.post('HeapProfiler.getSamplingProfile', (error) => {
      isSampled = error === null;
    });
    return isSampled;
  } finally {
    session.disconnect();
  }
}
