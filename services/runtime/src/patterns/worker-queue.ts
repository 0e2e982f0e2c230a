import { type Waits, waitsFor } from '@cortex/signals';
import PQueue from 'p-queue';

export interface WorkerQueueOptions {
  /** Names it in telemetry. */
  queue: string;
  /** Tasks done at once. */
  workers: number;
}

export interface TaskOptions {
  signal?: AbortSignal | undefined;
  priority?: number;
}

/** Does tasks in their order, so many at once. Each runs in the async context of whoever brought it, whose span shows how long it waited. */
export class WorkerQueue {
  readonly #queue: PQueue;
  readonly #waits: Waits;

  constructor({ queue, workers }: WorkerQueueOptions) {
    this.#queue = new PQueue({ concurrency: workers });
    this.#waits = waitsFor('worker', queue);
  }

  /** Tasks that wait for a worker. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** Tasks that workers are at. */
  get running(): number {
    return this.#queue.pending;
  }

  /** Workers that there are. */
  get workers(): number {
    return this.#queue.concurrency;
  }

  /** Calls back whenever a task has ended. */
  onTaskEnd(callback: () => void): void {
    this.#queue.addEventListener('next', callback);
  }

  /**
   * What the task gives. It is not begun any more when `signal` is aborted before.
   * @param options.priority among those that wait the highest is first; default 0
   */
  add<Result>(task: () => Promise<Result>, { signal, priority = 0 }: TaskOptions = {}): Promise<Result> {
    let isBegun = false;
    let endWait = () => {};
    const begin = () => {
      isBegun = true;
      endWait();
      return task();
    };
    const result = this.#queue.add(begin, { priority, ...(signal && { signal }) });
    if (isBegun) return result;
    endWait = this.#waits.begin();
    return result.catch((error) => {
      if (!isBegun) endWait();
      throw error;
    });
  }

  /** Resolves when no task waits or runs. */
  idle(): Promise<void> {
    return this.#queue.onIdle();
  }
}
