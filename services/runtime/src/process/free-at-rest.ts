import { freeMemory } from './free-memory.ts';
import { trimHeap } from './trim-heap.ts';

const LOOK_EVERY_MILLISECONDS = 10_000;
/** The share of a core, since the look before, below which a process is at rest: health checks, exports, and an open page that polls take less. */
const MOST_AT_REST = 0.1;
/** Freeing less is not worth the tenth of a second that it takes. */
const GROWN_BYTES = 10 * 1024 * 1024;

export interface FreeAtRestOptions {
  /** Whether the process holds what it will soon forget; asked at each look. */
  isHolding?: (() => boolean) | undefined;
  free?: () => void;
  trim?: () => void;
  residentBytes?: () => number;
  /** The CPU time of the process. */
  cpuMilliseconds?: () => number;
}

/** Frees what large requests left behind, once nobody asks any more. @returns what ends that */
export function freeAtRest(options: FreeAtRestOptions): () => void {
  const timer = setInterval(restLook(options), LOOK_EVERY_MILLISECONDS).unref();
  return () => clearInterval(timer);
}

/** What is to be done every {@link LOOK_EVERY_MILLISECONDS}. */
export function restLook({
  isHolding = () => false,
  free = freeMemory,
  trim = trimHeap,
  residentBytes = () => process.memoryUsage.rss(),
  cpuMilliseconds = usedMilliseconds,
}: FreeAtRestOptions): () => void {
  let least = residentBytes();
  let before = cpuMilliseconds();
  return () => {
    const used = cpuMilliseconds() - before;
    least = Math.min(least, residentBytes());
    const isAtRest = !isHolding() && used <= MOST_AT_REST * LOOK_EVERY_MILLISECONDS;
    if (isAtRest && residentBytes() > least + GROWN_BYTES) {
      free();
      // What is left is needed: it is not to be looked for again and again.
      least = residentBytes();
    } else if (isAtRest) {
      // Buffers that were garbage are freed some time after it was collected. That costs a millisecond, mostly less.
      trim();
    }
    before = cpuMilliseconds();
  };
}

function usedMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
