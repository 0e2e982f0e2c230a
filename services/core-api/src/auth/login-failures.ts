import { LRUCache } from 'lru-cache';

export interface FailureLimit {
  /** The number of wrong passwords before the first delay. */
  free: number;
  /** Each further wrong password doubles the delay before the next attempt, up to this. */
  longestDelayMilliseconds: number;
}

export interface FailureMemory {
  firstDelayMilliseconds: number;
  /** How long wrong passwords are remembered after the last one. */
  windowMilliseconds: number;
  /** How many keys each limit remembers; beyond that, the least recently used are forgotten. */
  maxEntries: number;
}

interface Failures {
  count: number;
  lastAt: number;
}

/** Counts wrong passwords by key, in bounded memory, and computes how long the next attempt has to wait. */
export class LoginFailures {
  readonly #limit: FailureLimit & Pick<FailureMemory, 'firstDelayMilliseconds'>;
  readonly #clock: { now(): number };
  readonly #failures: LRUCache<string, Failures>;

  constructor(
    limit: FailureLimit,
    { firstDelayMilliseconds, windowMilliseconds, maxEntries }: FailureMemory,
    clock: { now(): number } = performance,
  ) {
    this.#limit = { ...limit, firstDelayMilliseconds };
    this.#clock = clock;
    this.#failures = new LRUCache({ max: maxEntries, ttl: windowMilliseconds, ttlResolution: 0, perf: clock });
  }

  /** Whole seconds until the next attempt is allowed; 0 when it is allowed now. */
  waitSeconds(key: string): number {
    const { free, firstDelayMilliseconds, longestDelayMilliseconds } = this.#limit;
    const { count, lastAt } = this.#failures.get(key) ?? { count: 0, lastAt: 0 };
    if (count < free) return 0;
    const delay = Math.min(firstDelayMilliseconds * 2 ** (count - free), longestDelayMilliseconds);
    return Math.max(0, Math.ceil((lastAt + delay - this.#clock.now()) / 1000));
  }

  record(key: string): void {
    const count = (this.#failures.get(key)?.count ?? 0) + 1;
    this.#failures.set(key, { count, lastAt: this.#clock.now() });
  }

  forget(key: string): void {
    this.#failures.delete(key);
  }
}
