import { HttpError, WorkerQueue } from '@cortex/runtime';

export interface LoginQueueLimits {
  /** How many logins of one network may wait for their password check; further ones are answered 429. */
  maxWaitingPerNetwork: number;
  /** The bound for all networks together; further logins are answered 503. It is twice as high for a network of which no login waits. */
  maxWaiting: number;
}

/** Half of libuv's threads, so that a flood of logins leaves the others to files and name look-ups. */
export const CONCURRENT_CHECKS = 2;

/** Queues password checks, each of which costs 0.15 s of one core, so that no network has to wait for all logins of another. */
export class LoginQueue {
  readonly #limits: LoginQueueLimits;
  readonly #checks = new WorkerQueue({ queue: 'login', workers: CONCURRENT_CHECKS });
  readonly #ofNetworks = new Map<string, number>();

  constructor(limits: LoginQueueLimits) {
    this.#limits = limits;
  }

  /** Logins that wait for their password check. */
  get waiting(): number {
    return this.#checks.waiting;
  }

  /** Passwords that are being checked. */
  get checking(): number {
    return this.#checks.running;
  }

  /**
   * Queues a check. The second check of a network comes after the first of every other.
   * @param isKnown whether the user has logged in from this network before; such logins come first
   */
  async add<Result>(network: string, isKnown: boolean, check: () => Promise<Result>): Promise<Result> {
    const others = this.#ofNetworks.get(network) ?? 0;
    this.#requireRoom(isKnown ? 0 : others);
    this.#ofNetworks.set(network, others + 1);
    return this.#checks.add(check, { priority: isKnown ? 1 : -others }).finally(() => this.#leave(network));
  }

  #requireRoom(others: number): void {
    const { maxWaiting, maxWaitingPerNetwork } = this.#limits;
    if (others >= maxWaitingPerNetwork) throw refusal(429, 'Too many logins at once from your network');
    if (this.waiting >= (others === 0 ? 2 * maxWaiting : maxWaiting)) throw refusal(503, 'Too many logins at once');
  }

  #leave(network: string): void {
    const left = (this.#ofNetworks.get(network) ?? 1) - 1;
    if (left === 0) this.#ofNetworks.delete(network);
    else this.#ofNetworks.set(network, left);
  }
}

function refusal(status: number, reason: string): HttpError {
  return new HttpError(status, `${reason}: try again in a moment`, { headers: { 'Retry-After': '1' } });
}
