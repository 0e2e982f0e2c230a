import { setTimeout as pause } from 'node:timers/promises';
import { lesserOf, type Memory, residentSum } from './memory.ts';
import type { Vitals } from './vitals.ts';

/** Each look collects garbage, which takes a second in all. */
const BETWEEN_LOOKS_MILLISECONDS = 15_000;
/** Longer than the two minutes after which Go collects garbage even in a process that does nothing. */
const STEADY_MILLISECONDS = 150_000;
const PATIENCE_MILLISECONDS = 600_000;
/** A fall of the sum by less is noise. */
const NOTABLE_FALL = 0.01;

export interface RestOptions {
  /** Memory for which nothing more need be waited for. Default: none is. */
  isEnough?: (memory: Memory) => boolean;
  /** Ends the wait, by rejection. */
  signal: AbortSignal;
}

/**
 * The least that each process held while the platform came to rest. Garbage is no measure of what inputs leave behind: Node's is
 * collected before each look, Go's goes by itself, in two steps of two minutes each. Looks until memory is small enough or has fallen no more for a while.
 */
export async function memoryAtRest(vitals: Vitals, { isEnough = () => false, signal }: RestOptions): Promise<Memory> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  let least = await look(vitals);
  let lowest = residentSum(least);
  let steadyUntil = performance.now() + STEADY_MILLISECONDS;
  while (!isEnough(least) && performance.now() < Math.min(deadline, steadyUntil)) {
    await pause(BETWEEN_LOOKS_MILLISECONDS, undefined, { signal });
    least = lesserOf(least, await look(vitals));
    if (residentSum(least) > lowest * (1 - NOTABLE_FALL)) continue;
    lowest = residentSum(least);
    steadyUntil = performance.now() + STEADY_MILLISECONDS;
  }
  return least;
}

async function look(vitals: Vitals): Promise<Memory> {
  await vitals.collectGarbage();
  return vitals.memory();
}
