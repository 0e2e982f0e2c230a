import { setTimeout as pause } from 'node:timers/promises';
import type { ProfileStoreClient, Range } from '@cortex/console/backends';
import type { RunningService } from '../state/running-service.ts';
import { UserError } from '../user-error.ts';
import { flush } from './flush.ts';

const PATIENCE_MILLISECONDS = 20_000;
const LOOK_EVERY_MILLISECONDS = 100;
const FIRST_FLUSH_MILLISECONDS = 500;
const FLUSH_EVERY_MILLISECONDS = 1500;

export interface WindowOptions {
  service: RunningService;
  store: ProfileStoreClient;
}

/**
 * Profiles the service for at least the given time. The profiles that began in the returned range are exactly those of that time, and all of them are in
 * the store: a profile that ran before the first flush began earlier, and the one that shows that all others have arrived begins later.
 * @param wait waits for the given milliseconds, the rest of the time
 */
export async function watch(
  milliseconds: number,
  { wait, ...options }: WindowOptions & { wait: (rest: number) => Promise<void> },
): Promise<Range> {
  const start = flush(options.service);
  // Signals that a busy process has not yet handled count as one, so the last flush must not be sent before this one has taken effect.
  await everythingBefore(start, options);
  await wait(Math.max(0, start + milliseconds - Date.now()));
  return { start, end: (await everythingUntilNow(options)) - 1 };
}

/** Waits until everything that the service has profiled so far is in the store. @returns that time in milliseconds since the epoch */
export async function everythingUntilNow(options: WindowOptions): Promise<number> {
  const now = flush(options.service);
  await everythingBefore(now, options);
  return now;
}

/** A range in which each process of the service has just begun one heap profile, which shows the heap at the end of the range. */
export async function oneProfile({ service, store }: WindowOptions): Promise<Range> {
  const ranges: Range[] = [];
  return until({ service }, async () => {
    const start = flush(service);
    await pause(FIRST_FLUSH_MILLISECONDS);
    ranges.push({ start, end: Date.now() - 1 });
    const found = await Promise.all(ranges.map((range) => hasHeapIn(range, { service, store })));
    return ranges[found.indexOf(true)];
  });
}

/**
 * Resolves when a profile that began at `start` or later is in the store, which means that all earlier ones have arrived. Requests profiles
 * meanwhile: each flush produces one of the heap, which is never empty.
 */
async function everythingBefore(start: number, { service, store }: WindowOptions): Promise<void> {
  let next = Date.now() + FIRST_FLUSH_MILLISECONDS;
  await until({ service }, async () => {
    if (await hasHeapIn({ start, end: Date.now() + 1000 }, { service, store })) return true;
    if (Date.now() > next) next = flush(service) + FLUSH_EVERY_MILLISECONDS;
    await pause(LOOK_EVERY_MILLISECONDS);
    return undefined;
  });
}

async function until<Found>({ service }: Pick<WindowOptions, 'service'>, look: () => Promise<Found | undefined>) {
  const giveUp = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < giveUp) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new UserError(
    `No profile of ${service.name} came to the store within ${PATIENCE_MILLISECONDS / 1000} s. They go through the Collector: its log says more, and that of the service (${service.logFile}).`,
  );
}

async function hasHeapIn(range: Range, { service, store }: WindowOptions): Promise<boolean> {
  const type = await store.typeId(service.name, 'heap', range);
  return type !== undefined && (await store.sum({ service: service.name, type, ...range })) > 0;
}
