import { type Waits, waitsFor } from '@cortex/signals';
import PQueue from 'p-queue';

export interface WorkerQueueOptions {
  /** The name in telemetry. */
  queue: string;
  /** Tasks that run at once. */
  workers: number;
}

export interface TaskOptions {
  signal?: AbortSignal | undefined;
  priority?: number;
}

/** Runs tasks in order, with bounded concurrency. Each runs in the async context of its sender, whose span records how long it waited. */
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

  /** Tasks that run now. */
  get running(): number {
    return this.#queue.pending;
  }

  /** The number of workers. */
  get workers(): number {
    return this.#queue.concurrency;
  }

  /** Registers a callback for whenever a task has ended. */
  onTaskEnd(callback: () => void): void {
    this.#queue.addEventListener('next', callback);
  }

  /**
   * The result of the task. It is not started if `signal` is aborted before.
   * @param options.priority of the waiting tasks, the one with the highest runs first; default 0
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
