import { HttpError } from '@cortex/runtime';
import PQueue from 'p-queue';

export interface BackgroundWorkLimits {
  /** Pieces of work done at once. */
  concurrency: number;
  /** Pieces that may wait; beyond that no new work is taken on. */
  maxWaiting: number;
  /** How long a stop waits for what is under way, before it is aborted. */
  drainMilliseconds: number;
}

/** Work that goes on after its request was answered: bounded in number, and finished or aborted at stop. */
export class BackgroundWork {
  readonly #queue: PQueue;
  readonly #limits: BackgroundWorkLimits;
  readonly #stopping = new AbortController();

  constructor(limits: BackgroundWorkLimits) {
    this.#limits = limits;
    this.#queue = new PQueue({ concurrency: limits.concurrency });
  }

  /** @throws {HttpError} 503 when as much work waits as may. */
  requireRoom(): void {
    if (this.#queue.size < this.#limits.maxWaiting) return;
    throw new HttpError(503, 'Too many inputs are waiting to be processed: try again in a moment', {
      headers: { 'Retry-After': '1' },
    });
  }

  /** Does `work` as soon as there is room. It must not reject; its signal is aborted when a stop cannot wait any longer. */
  add(work: (signal: AbortSignal) => Promise<void>): void {
    void this.#queue.add(() => work(this.#stopping.signal));
  }

  /** Resolves when nothing is left to do: what did not finish in time has been aborted. */
  async drain(): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(), this.#limits.drainMilliseconds);
    await this.#queue.onIdle();
    clearTimeout(timer);
  }
}
