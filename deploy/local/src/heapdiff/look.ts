import type { Inspector } from './inspector.ts';
import type { Amount } from './node-tally.ts';
import { SnapshotReader } from './snapshot-reader.ts';

export interface Look {
  /** The objects and bytes, by constructor. */
  amounts: Map<string, Amount>;
  /** How long the process was paused for it. */
  pauseMilliseconds: number;
}

/** Reads what is on the heap of the process after a full garbage collection. */
export async function lookAtHeap(inspector: Inspector): Promise<Look> {
  const reader = new SnapshotReader();
  inspector.onChunk = (chunk) => reader.write(chunk);
  const begin = performance.now();
  await inspector.call('HeapProfiler.collectGarbage');
  await inspector.call('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  return { amounts: reader.finish(), pauseMilliseconds: performance.now() - begin };
}
