import { LRUCache } from 'lru-cache';

export interface LoginFailureLimits {
  /** Wrong passwords that one user name may get from one address before it has to wait. */
  maxFailures: number;
  /** How long they are remembered after the last one, and so how long the wait is. */
  windowMilliseconds: number;
  /** Pairs of user and address remembered; beyond that the ones unused longest are forgotten. */
  maxEntries: number;
}

/** Counts wrong passwords per user name and address, within bounded memory. */
export class LoginFailures {
  readonly #maxFailures: number;
  readonly #counts: LRUCache<string, number>;

  constructor(
    { maxFailures, windowMilliseconds, maxEntries }: LoginFailureLimits,
    clock: { now(): number } = performance,
  ) {
    this.#maxFailures = maxFailures;
    this.#counts = new LRUCache({ max: maxEntries, ttl: windowMilliseconds, ttlResolution: 0, perf: clock });
  }

  /** Whole seconds, at least 1, until the next attempt is allowed; undefined when it is allowed now. */
  retryAfterSeconds(key: string): number | undefined {
    if ((this.#counts.get(key) ?? 0) < this.#maxFailures) return undefined;
    return Math.max(1, Math.ceil(this.#counts.getRemainingTTL(key) / 1000));
  }

  record(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  forget(key: string): void {
    this.#counts.delete(key);
  }
}
