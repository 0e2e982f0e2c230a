import { setTimeout as pause } from 'node:timers/promises';
import { lesserOf, type Memory, residentSum } from './memory.ts';
import type { Vitals } from './vitals.ts';

/** Each look collects garbage, which takes a second in all. */
const BETWEEN_LOOKS_MILLISECONDS = 15_000;
/** Longer than the two minutes after which Go collects garbage even in an idle process. */
const STEADY_MILLISECONDS = 150_000;
const MOST_STEADYING_MILLISECONDS = 600_000;
/** The Collector remembers series for 30 minutes after their last point. Then Go returns memory in two steps of two minutes each. */
const FORGOTTEN_MILLISECONDS = 35 * 60_000;
/** A smaller decrease of the sum is noise. */
const NOTABLE_FALL = 0.01;

/**
 * The least memory of each process until it has stopped decreasing for a while. Garbage must not count as what inputs leave behind: Node's is
 * collected before each look, Go's is collected on its own. Rejects when the signal ends the wait.
 */
export async function memoryAtRest(vitals: Vitals, signal: AbortSignal): Promise<Memory> {
  let lowest = Infinity;
  let steadyUntil = Infinity;
  return leastUntil(vitals, MOST_STEADYING_MILLISECONDS, signal, (least) => {
    if (residentSum(least) > lowest * (1 - NOTABLE_FALL)) return performance.now() > steadyUntil;
    lowest = residentSum(least);
    steadyUntil = performance.now() + STEADY_MILLISECONDS;
    return false;
  });
}

/** The least memory of each process, until it is low enough or everything must have been forgotten. Rejects in the same way. */
export function memoryForgotten(
  vitals: Vitals,
  isEnough: (least: Memory) => boolean,
  signal: AbortSignal,
): Promise<Memory> {
  return leastUntil(vitals, FORGOTTEN_MILLISECONDS, signal, isEnough);
}

async function leastUntil(
  vitals: Vitals,
  patienceMilliseconds: number,
  signal: AbortSignal,
  isOver: (least: Memory) => boolean,
): Promise<Memory> {
  const deadline = performance.now() + patienceMilliseconds;
  let least = await look(vitals);
  while (!isOver(least) && performance.now() < deadline) {
    await pause(BETWEEN_LOOKS_MILLISECONDS, undefined, { signal });
    least = lesserOf(least, await look(vitals));
  }
  return least;
}

async function look(vitals: Vitals): Promise<Memory> {
  await vitals.collectGarbage();
  return vitals.memory();
}
