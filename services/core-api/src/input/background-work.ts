import { HttpError } from '@cortex/runtime';
import PQueue from 'p-queue';

export interface BackgroundWorkLimits {
  /** Pieces of work done at once. */
  concurrency: number;
  /** Pieces that may wait; beyond that whoever brings new work is held up. */
  maxWaiting: number;
  /** For how long, before the new work is refused. */
  holdMilliseconds: number;
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

  /**
   * Resolves when new work may be added. Holding senders up slows them down to the pace of the work, where refusing would lose inputs.
   * @throws {HttpError} 503 when there is no room in time.
   */
  async room(): Promise<void> {
    const { maxWaiting, holdMilliseconds } = this.#limits;
    if (this.#queue.size < maxWaiting) return;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(tooMuchWork()), holdMilliseconds);
    await Promise.race([this.#queue.onSizeLessThan(maxWaiting), late.promise]).finally(() => clearTimeout(timer));
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

function tooMuchWork(): HttpError {
  return new HttpError(503, 'Too many inputs are waiting to be processed: try again in a moment', {
    headers: { 'Retry-After': '1' },
  });
}
