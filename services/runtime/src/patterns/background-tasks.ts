import { type Waits, waitsFor } from '@cortex/signals';
import type { Logger } from 'pino';
import { HttpError } from '../errors/http-error.ts';
import { WorkerQueue } from './worker-queue.ts';

const WORKERS = 10;
const DRAIN_MILLISECONDS = 3_000;

export interface BackgroundTasksOptions {
  /** What the tasks are, for the error of a refusal, e.g. `inputs`. */
  what: string;
  /** The name of the queue in telemetry, e.g. `input_processing`. */
  queue: string;
  /** Tasks that run at once. Default 10. */
  workers?: number;
  /** Tasks that may wait for a worker. */
  maxWaiting: number;
  /** How long a stop waits for tasks before it aborts them. Default 3 s. */
  drainMilliseconds?: number;
  /** Logs the failures of scheduled tasks. */
  logger: Logger;
}

/** Runs tasks, bounded in number and concurrency. Each runs in the async context of its sender, and none is lost at a stop. */
export class BackgroundTasks {
  readonly #options: BackgroundTasksOptions;
  readonly #queue: WorkerQueue;
  readonly #roomWaits: Waits;
  readonly #stopping = new AbortController();
  /** Senders that wait for room. */
  readonly #held = new Set<PromiseWithResolvers<void>>();
  /** Rooms reserved for senders whose tasks are still to come. */
  #kept = 0;

  constructor(options: BackgroundTasksOptions) {
    this.#options = options;
    this.#queue = new WorkerQueue({ queue: options.queue, workers: options.workers ?? WORKERS });
    this.#queue.onTaskEnd(() => this.#admit());
    this.#roomWaits = waitsFor('room', options.queue);
  }

  /** Tasks that run at once. */
  get workers(): number {
    return this.#queue.workers;
  }

  /** Tasks that wait for a worker. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  /** Tasks that run now. */
  get running(): number {
    return this.#queue.running;
  }

  /**
   * Runs work that may schedule one task, as soon as there is room for it; the room stays reserved until the work ends. Making
   * senders wait slows them down to the pace of the tasks, while refusing them at once would lose what they send.
   * @throws {HttpError} 503 when there is no room in time; the work has not been started then.
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
   * The result of the task, once a worker was free for it. The task is not started if `signal` is aborted before.
   * @throws {HttpError} 503 when too many tasks wait already.
   */
  async run<Result>(task: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (!this.#hasRoom()) throw this.#refusal();
    return this.#queue.add(task, { signal });
  }

  /** Runs the task as soon as a worker is free; `withRoom` bounds how many wait. Its signal is aborted when a stop cannot wait any longer. */
  schedule(task: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#stopping;
    const done = this.#queue.add(() => task(signal));
    done.catch((error) => {
      this.#options.logger.error({ err: error }, 'background task failed');
    });
  }

  /** Resolves when no task is left. Those that did not finish in time have been aborted. */
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

  /** Admits senders that wait for room, in the order in which they came. */
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
