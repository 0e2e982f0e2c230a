import { AsyncLocalStorage } from 'node:async_hooks';
import { type Waits, waitsFor } from '@cortex/signals';
import { type BulkheadPolicy, bulkhead, isBulkheadRejectedError } from 'cockatiel';
import { TooManyCallsError } from './errors/too-many-calls-error.ts';
import { within } from './within.ts';

export interface BulkheadLimits {
  /** Calls under way at once. */
  slots: number;
  /** Calls that may wait for a slot. */
  maxWaiting: number;
  /** How long they may wait. */
  waitMilliseconds: number;
}

/** Bounds the calls to one service, so that a slow service cannot take all of the caller's memory and connections. */
export class Bulkhead {
  readonly #service: string;
  readonly #limits: BulkheadLimits;
  readonly #policy: BulkheadPolicy;
  readonly #waits: Waits;

  constructor(service: string, limits: BulkheadLimits) {
    this.#service = service;
    this.#limits = limits;
    this.#policy = bulkhead(limits.slots, limits.maxWaiting);
    this.#waits = waitsFor('slot', service);
  }

  /** Calls under way. */
  get taken(): number {
    return this.#limits.slots - this.#policy.executionSlots;
  }

  /** Calls that wait for a slot. */
  get waiting(): number {
    return this.#limits.maxWaiting - this.#policy.queueSlots;
  }

  /** @throws {TooManyCallsError} when too many calls wait, or this one waited too long; the work has not been started then. */
  async take<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (this.#policy.executionSlots > 0) return this.#policy.execute(work, signal);
    return this.#wait(work, signal);
  }

  /** Waits for a slot. The end of another call then runs the work, which is bound to its own async context so as not to become a part of that call. */
  async #wait<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const { waitMilliseconds: milliseconds, slots } = this.#limits;
    const turn = Promise.withResolvers<void>();
    const endWait = this.#waits.begin();
    const begin = AsyncLocalStorage.bind(() => {
      turn.resolve();
      return work();
    });
    let done: Promise<Result> | undefined;
    const late = () => this.#refusal(`none of the ${slots} ended within ${milliseconds} ms`);
    const waiting = within({ milliseconds, signal, late }, (over) => {
      done = this.#policy.execute(begin, over);
      done.catch(turn.reject);
      return turn.promise;
    });
    await waiting.finally(endWait).catch((error) => {
      throw isBulkheadRejectedError(error) ? this.#refusal(`${this.#limits.maxWaiting} wait already`) : error;
    });
    return done as Promise<Result>;
  }

  #refusal(reason: string): TooManyCallsError {
    return new TooManyCallsError(this.#service, reason);
  }
}
