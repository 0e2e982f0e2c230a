import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

const BUDGET_MILLISECONDS = 1;

/** Divides long work into slices: call `if (slices.due) await slices.next()` every few items, so that the event loop is never held long. */
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
