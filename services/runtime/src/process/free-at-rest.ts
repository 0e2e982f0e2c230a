import { freeMemory } from './free-memory.ts';
import { trimHeap } from './trim-heap.ts';

const LOOK_EVERY_MILLISECONDS = 10_000;
/** The share of a core, since the last look, below which a process is at rest. Health checks, exports and an open page that polls take less. */
const MOST_AT_REST = 0.1;
/** Freeing less memory is not worth the tenth of a second that it takes. */
const GROWN_BYTES = 10 * 1024 * 1024;

export interface FreeAtRestOptions {
  /** Whether the process holds data that it will soon forget. Called at each look. */
  isHolding?: (() => boolean) | undefined;
  free?: () => void;
  trim?: () => void;
  residentBytes?: () => number;
  /** The CPU time that the process has used. */
  cpuMilliseconds?: () => number;
}

/** Frees the memory that large requests left behind, once the process is at rest. @returns a function that ends this */
export function freeAtRest(options: FreeAtRestOptions): () => void {
  const timer = setInterval(restLook(options), LOOK_EVERY_MILLISECONDS).unref();
  return () => clearInterval(timer);
}

/** The check that runs every {@link LOOK_EVERY_MILLISECONDS}. */
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
      // The rest is in use: do not try to free it again and again.
      least = residentBytes();
    } else if (isAtRest) {
      // The memory of collected buffers is freed some time later. Trimming costs a millisecond, mostly less.
      trim();
    }
    before = cpuMilliseconds();
  };
}

function usedMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
