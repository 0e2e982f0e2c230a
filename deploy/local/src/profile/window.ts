import { setTimeout as pause } from 'node:timers/promises';
import type { RunningService } from '../state/running-service.ts';
import { UserError } from '../user-error.ts';
import { flush } from './flush.ts';
import type { Range, StoreClient } from './store-client.ts';

const PATIENCE_MILLISECONDS = 20_000;
const LOOK_EVERY_MILLISECONDS = 100;
const FLUSH_EVERY_MILLISECONDS = 1500;
/** How long the profile between the two flushes of a moment is. */
const MOMENT_MILLISECONDS = 500;
const MOMENT_ATTEMPTS = 5;

export interface WindowOptions {
  service: RunningService;
  store: StoreClient;
}

/**
 * Watches the service while `wait` lasts. The profiles that began in the range returned are those of the watched time, all of them in the store:
 * one that ran before the first flush began earlier, and the one that shows that everything else has arrived begins later.
 */
export async function watch(wait: () => Promise<void>, options: WindowOptions): Promise<Range> {
  const start = flush(options.service);
  await wait();
  const end = flush(options.service);
  await arrival(end, options);
  return { start, end: end - 1 };
}

/**
 * As {@link watch}, for as short as one profile can be. Signals that a busy process has not yet handled count as one:
 * then no profile began between the two, and it is watched again.
 */
export async function watchMoment(options: WindowOptions): Promise<Range> {
  let range: Range;
  let attempts = 0;
  do {
    range = await watch(() => pause(MOMENT_MILLISECONDS), options);
    attempts += 1;
  } while (attempts < MOMENT_ATTEMPTS && !(await hasProfileIn(range, options)));
  return range;
}

/** Resolves when a profile that began at the time or later is in the store. Heap profiles are never empty, so each flush makes one. */
async function arrival(time: number, { service, store }: WindowOptions): Promise<void> {
  const giveUp = Date.now() + PATIENCE_MILLISECONDS;
  let flushed = time;
  while (Date.now() < giveUp) {
    if (Date.now() - flushed > (flushed === time ? MOMENT_MILLISECONDS : FLUSH_EVERY_MILLISECONDS))
      flushed = flush(service);
    if (await hasProfileSince(time, { service, store })) return;
    await pause(LOOK_EVERY_MILLISECONDS);
  }
  throw new UserError(
    `No profile of ${service.name} came to the store within ${PATIENCE_MILLISECONDS / 1000} s. They go through the Collector: its log says more, and that of the service (${service.logFile}).`,
  );
}

function hasProfileSince(time: number, options: WindowOptions): Promise<boolean> {
  return hasProfileIn({ start: time, end: Date.now() + 1000 }, options);
}

async function hasProfileIn(range: Range, { service, store }: WindowOptions): Promise<boolean> {
  const type = await store.typeId(service.name, 'heap', range);
  return type !== undefined && store.has({ service: service.name, type, ...range });
}
