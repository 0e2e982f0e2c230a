import { setTimeout as pause } from 'node:timers/promises';
import type { RunningService } from '../state/running-service.ts';
import { UserError } from '../user-error.ts';
import { flush } from './flush.ts';
import type { Range, StoreClient } from './store-client.ts';

const PATIENCE_MILLISECONDS = 20_000;
const LOOK_EVERY_MILLISECONDS = 100;
const FIRST_FLUSH_MILLISECONDS = 500;
const FLUSH_EVERY_MILLISECONDS = 1500;
/** How far back a running profile may have begun. */
const LONGEST_INTERVAL_MILLISECONDS = 7_200_000;

export interface WindowOptions {
  service: RunningService;
  store: StoreClient;
}

/**
 * Watches the service while `wait` lasts. The profiles that began in the range returned are those of the watched time, all of them in the store:
 * one that ran before the first flush began earlier, and the one that shows that everything else has arrived begins later.
 */
export async function watch(wait: () => Promise<void>, options: WindowOptions): Promise<Range> {
  const start = await begin(options);
  await wait();
  const end = flush(options.service);
  await arrival(() => heapIn({ start: end, end: Date.now() + 1000 }, options), options);
  return { start, end: end - 1 };
}

/** Ends the running profile; waits until it has arrived, because signals that a busy process has not yet handled count as one. */
async function begin(options: WindowOptions): Promise<number> {
  const earlier = (time: number) => ({ start: time - LONGEST_INTERVAL_MILLISECONDS, end: time - 1 });
  const known = await heapIn(earlier(Date.now()), options);
  const start = flush(options.service);
  await arrival(async () => (await heapIn(earlier(start), options)) - known, options);
  return start;
}

/** Resolves when `arrived` gives more than 0, and asks for profiles meanwhile: each flush makes one of the heap, which is never empty. */
async function arrival(arrived: () => Promise<number>, { service }: WindowOptions): Promise<void> {
  const giveUp = Date.now() + PATIENCE_MILLISECONDS;
  let next = Date.now() + FIRST_FLUSH_MILLISECONDS;
  while (Date.now() < giveUp) {
    if ((await arrived()) > 0) return;
    if (Date.now() > next) next = flush(service) + FLUSH_EVERY_MILLISECONDS;
    await pause(LOOK_EVERY_MILLISECONDS);
  }
  throw new UserError(
    `No profile of ${service.name} came to the store within ${PATIENCE_MILLISECONDS / 1000} s. They go through the Collector: its log says more, and that of the service (${service.logFile}).`,
  );
}

/** All heap profiles that began in the range, added up. */
async function heapIn(range: Range, { service, store }: WindowOptions): Promise<number> {
  const type = await store.typeId(service.name, 'heap', range);
  return type === undefined ? 0 : store.sum({ service: service.name, type, ...range });
}
