import { setTimeout as pause } from 'node:timers/promises';
import type { Vitals } from './vitals.ts';

/** Collectors of garbage run in their own time, and backends merge what they have taken. */
const LOOKS = 60;
const BETWEEN_LOOKS_MILLISECONDS = 5000;
/** In a row without a smaller sum: what is left stays. */
const STEADY_LOOKS = 6;
export const GROWTH_LIMIT = 0.1;

export interface MemoryChange {
  /** MB by process. */
  before: Record<string, number>;
  after: Record<string, number>;
}

/** Memory once the platform has come to rest: when it is within the limit of what it was before, or falls no more. */
export async function memoryAtRest(vitals: Vitals, before: Record<string, number>): Promise<MemoryChange> {
  let least = await vitals.memory();
  for (let look = 0, steady = 0; look < LOOKS && steady < STEADY_LOOKS; look++) {
    if (sum(least) <= sum(before) * (1 + GROWTH_LIMIT)) break;
    await pause(BETWEEN_LOOKS_MILLISECONDS);
    const now = await vitals.memory();
    steady = sum(now) < sum(least) ? 0 : steady + 1;
    if (steady === 0) least = now;
  }
  return { before, after: least };
}

export function sum(memory: Record<string, number>): number {
  return Object.values(memory).reduce((total, megabytes) => total + megabytes, 0);
}
