import { setTimeout as pause } from 'node:timers/promises';
import type { SupervisedProcess } from './supervised-process.ts';

export interface StopInOrderOptions {
  /** How long all of them together may take to stop. */
  patienceMilliseconds: number;
  /** Aborted when they have to stop soon. */
  hurry: AbortSignal;
}

/**
 * The share of the patience for which each process of a chain waits for the one that needs it. With it, the last of three still has the 3 s that
 * flushing telemetry may take.
 */
const HEAD_START = 1 / 6;

/**
 * Stops the processes of a tier, each after those that need it have ended, because they may have requests to it to finish. The others wait for a slow
 * one no longer than its head start.
 */
export async function stopInOrder(
  processes: readonly SupervisedProcess[],
  { patienceMilliseconds, hurry }: StopInOrderOptions,
): Promise<void> {
  const deadline = performance.now() + patienceMilliseconds;
  const turns = new Map<string, Promise<unknown>>();
  const stops: Promise<void>[] = [];
  for (const process of processes.toReversed()) {
    const { name } = process.definition;
    const needing = processes.filter(({ definition }) => definition.readyAfter.includes(name));
    const turn = Promise.all(needing.map((other) => turns.get(other.definition.name)));
    const stop = turn.then(() => process.stop({ patienceMilliseconds: deadline - performance.now(), hurry }));
    turns.set(
      name,
      turn.then(() => within(patienceMilliseconds * HEAD_START, { work: stop, hurry })),
    );
    stops.push(stop);
  }
  await Promise.all(stops);
}

/** Settles with the work, but at the latest when the time is over or `hurry` is aborted. */
async function within(milliseconds: number, { work, hurry }: { work: Promise<void>; hurry: AbortSignal }) {
  const settled = new AbortController();
  const over = pause(milliseconds, undefined, { signal: AbortSignal.any([hurry, settled.signal]) }).catch(() => {});
  await Promise.race([work, over]);
  settled.abort();
}
