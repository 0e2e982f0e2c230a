import { HttpError, WorkerQueue } from '@cortex/runtime';

export interface LoginQueueLimits {
  /** Logins of one network that may wait for their password to be checked; more are answered 429. */
  maxWaitingPerNetwork: number;
  /** The bound over all networks; further logins are answered 503. Twice as many may wait if no other of that network does. */
  maxWaiting: number;
}

/** Half of libuv's threads, so that a flood of logins leaves files and name look-ups theirs. */
export const CONCURRENT_CHECKS = 2;

/** Lines up checks of passwords, which cost 0.15 s of one core each, so that no network waits for all that another has sent. */
export class LoginQueue {
  readonly #limits: LoginQueueLimits;
  readonly #checks = new WorkerQueue({ queue: 'login', workers: CONCURRENT_CHECKS });
  readonly #ofNetworks = new Map<string, number>();

  constructor(limits: LoginQueueLimits) {
    this.#limits = limits;
  }

  /** Logins that wait for their password to be checked. */
  get waiting(): number {
    return this.#checks.waiting;
  }

  /** Passwords that are being checked. */
  get checking(): number {
    return this.#checks.running;
  }

  /**
   * The second check of a network comes after the first of every other.
   * @param isKnown whether the user has logged in from there: such logins come first
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
