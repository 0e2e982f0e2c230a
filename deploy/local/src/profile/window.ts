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
 * Watches the service for at least so long. The profiles that began in the range returned are those of the watched time, all of them in the store: one
 * that ran before the first flush began earlier, and the one that shows that everything else has arrived begins later.
 * @param wait lets the rest of the time pass, in milliseconds
 */
export async function watch(
  milliseconds: number,
  { wait, ...options }: WindowOptions & { wait: (rest: number) => Promise<void> },
): Promise<Range> {
  const start = flush(options.service);
  // Signals that a busy process has not yet handled count as one: the last flush must not come before this one has been seen.
  await everythingBefore(start, options);
  await wait(Math.max(0, start + milliseconds - Date.now()));
  return { start, end: (await everythingUntilNow(options)) - 1 };
}

/** Has what the service has profiled so far come to the store; returns when that was, in milliseconds since the epoch. */
export async function everythingUntilNow(options: WindowOptions): Promise<number> {
  const now = flush(options.service);
  await everythingBefore(now, options);
  return now;
}

/** A range in which each process of the service began one profile just now: of its heap, as it was at the end of the range. */
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
 * Resolves when a profile that began at this time or later is in the store: all that began earlier have arrived before it. Asks for profiles
 * meanwhile: each flush makes one of the heap, which is never empty.
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
