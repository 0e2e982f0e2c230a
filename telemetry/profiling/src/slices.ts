import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

const BUDGET_MILLISECONDS = 1;

/** Divides long work into slices of 1 ms, so that it does not block the event loop: call `if (slices.due) await slices.next()` every few items. */
export class Slices {
  #start = performance.now();

  get due(): boolean {
    return performance.now() - this.#start > BUDGET_MILLISECONDS;
  }

  async next(): Promise<void> {
    await setImmediate();
    this.#start = performance.now();
  }
}
