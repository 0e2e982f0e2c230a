import { type Waits, waitsFor } from '@cortex/signals';
import type { Logger } from 'pino';
import { HttpError } from '../errors/http-error.ts';
import { WorkerQueue } from './worker-queue.ts';

const WORKERS = 10;
const DRAIN_MILLISECONDS = 3_000;

export interface BackgroundTasksOptions {
  /** What waits, for whoever is refused, e.g. `inputs`. */
  what: string;
  /** Names the queue in telemetry, e.g. `input_processing`. */
  queue: string;
  /** Tasks done at once. Default 10. */
  workers?: number;
  /** Tasks that may wait for a worker. */
  maxWaiting: number;
  /** How long a stop waits for what is under way, before it is aborted. Default 3 s. */
  drainMilliseconds?: number;
  /** Logs scheduled tasks that rejected. */
  logger: Logger;
}

/** Work of bounded number and concurrency. Each task runs in the async context of whoever brought it, and none is forgotten at stop. */
export class BackgroundTasks {
  readonly #options: BackgroundTasksOptions;
  readonly #queue: WorkerQueue;
  readonly #roomWaits: Waits;
  readonly #stopping = new AbortController();
  /** Senders without room yet. */
  readonly #held = new Set<PromiseWithResolvers<void>>();
  /** Rooms of senders whose tasks are still to come. */
  #kept = 0;

  constructor(options: BackgroundTasksOptions) {
    this.#options = options;
    this.#queue = new WorkerQueue({ queue: options.queue, workers: options.workers ?? WORKERS });
    this.#queue.onTaskEnd(() => this.#admit());
    this.#roomWaits = waitsFor('room', options.queue);
  }

  /** Tasks done at once. */
  get workers(): number {
    return this.#queue.workers;
  }

  /** Tasks that wait for a worker. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  /** Tasks that workers are at. */
  get running(): number {
    return this.#queue.running;
  }

  /**
   * Does work that may schedule one task, as soon as there is room for the task: that is kept for it until the work ends. Holding
   * senders up slows them down to the pace of the tasks, where refusing at once would lose what they bring.
   * @throws {HttpError} 503 when there is no room in time; the work is not begun then.
   */
  async withRoom<Result>(holdMilliseconds: number, work: () => Promise<Result>): Promise<Result> {
    await this.#keepRoom(holdMilliseconds);
    try {
      return await work();
    } finally {
      this.#kept -= 1;
      this.#admit();
    }
  }

  /**
   * What the task gives, once a worker was free for it. It is not begun any more when `signal` is aborted before.
   * @throws {HttpError} 503 when too many wait already.
   */
  async run<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (!this.#hasRoom()) throw this.#refusal();
    return this.#queue.add(task, { signal });
  }

  /** Does the task as soon as a worker is free; `withRoom` bounds how many wait. Its signal is aborted when a stop cannot wait any longer. */
  schedule(task: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#stopping;
    const done = this.#queue.add(() => task(signal));
    done.catch((error) => {
      this.#options.logger.error({ err: error }, 'background task failed');
    });
  }

  /** Resolves when nothing is left to do: what did not finish in time has been aborted. */
  async stop(): Promise<void> {
    const { drainMilliseconds = DRAIN_MILLISECONDS } = this.#options;
    const timer = setTimeout(() => this.#stopping.abort(), drainMilliseconds);
    await this.#queue.idle();
    clearTimeout(timer);
  }

  async #keepRoom(holdMilliseconds: number): Promise<void> {
    if (this.#held.size === 0 && this.#hasRoom()) {
      this.#kept += 1;
      return;
    }
    const turn = Promise.withResolvers<void>();
    const refuse = () => {
      this.#held.delete(turn);
      turn.reject(this.#refusal());
    };
    const timer = setTimeout(refuse, holdMilliseconds);
    this.#held.add(turn);
    const endWait = this.#roomWaits.begin();
    await turn.promise.finally(() => {
      clearTimeout(timer);
      endWait();
    });
  }

  /** Lets in whoever waits for room, in the order they came. */
  #admit(): void {
    for (const turn of this.#held) {
      if (!this.#hasRoom()) return;
      this.#held.delete(turn);
      this.#kept += 1;
      turn.resolve();
    }
  }

  #hasRoom(): boolean {
    return this.#queue.waiting + this.#kept < this.#options.maxWaiting;
  }

  #refusal(): HttpError {
    return new HttpError(503, `Too many ${this.#options.what} are waiting: try again in a moment`, {
      headers: { 'Retry-After': '1' },
    });
  }
}
