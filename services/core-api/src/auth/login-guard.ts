import { HttpError } from '@cortex/runtime';
import { LRUCache } from 'lru-cache';
import { type FailureLimit, type FailureMemory, LoginFailures } from './login-failures.ts';

/** A login attempt: for which user, from which address. */
export interface Attempt {
  /** The user name in its normalized form. */
  user: string;
  /** The client's network, from {@link networkOf}. */
  network: string;
}

export interface LoginGuardLimits extends FailureMemory {
  /** Limits the wrong passwords for a user from one network. */
  userOnNetwork: FailureLimit;
  /** Limit the failures for a user, from a network, and in total. They delay only networks from which the user has never logged in. */
  user: FailureLimit;
  network: FailureLimit;
  all: FailureLimit;
  /** How many pairs of user and network that have logged in are remembered. */
  maxKnown: number;
}

const ALL = 'all';

/**
 * Delays guesses of passwords, by a growing but bounded time: whoever knows the password gets in after it. Once a user has logged in from
 * a network, what others do elsewhere does not delay that user there.
 */
export class LoginGuard {
  readonly #failures: Record<'userOnNetwork' | 'user' | 'network' | 'all', LoginFailures>;
  readonly #known: LRUCache<string, true>;

  constructor({ maxKnown, userOnNetwork, user, network, all, ...memory }: LoginGuardLimits) {
    this.#failures = {
      userOnNetwork: new LoginFailures(userOnNetwork, memory),
      user: new LoginFailures(user, memory),
      network: new LoginFailures(network, memory),
      all: new LoginFailures(all, memory),
    };
    this.#known = new LRUCache({ max: maxKnown });
  }

  /** Whether the user has logged in from this network. */
  isKnown(attempt: Attempt): boolean {
    return this.#known.has(pairOf(attempt));
  }

  /** @throws {HttpError} 429 with the seconds to wait. */
  requireAllowed(attempt: Attempt): void {
    const { userOnNetwork, user, network, all } = this.#failures;
    const ownWait = userOnNetwork.waitSeconds(pairOf(attempt));
    const seconds = this.isKnown(attempt)
      ? ownWait
      : Math.max(ownWait, user.waitSeconds(attempt.user), network.waitSeconds(attempt.network), all.waitSeconds(ALL));
    if (seconds === 0) return;
    throw new HttpError(429, `Too many failed logins: try again in ${seconds} s`, {
      headers: { 'Retry-After': String(seconds) },
    });
  }

  failed(attempt: Attempt): void {
    const { userOnNetwork, user, network, all } = this.#failures;
    userOnNetwork.record(pairOf(attempt));
    user.record(attempt.user);
    network.record(attempt.network);
    all.record(ALL);
  }

  /** Forgets the wrong passwords for this user from this network, but not those for other users: anybody with an account could guess on for ever. */
  succeeded(attempt: Attempt): void {
    this.#failures.userOnNetwork.forget(pairOf(attempt));
    this.#known.set(pairOf(attempt), true);
  }
}

function pairOf({ user, network }: Attempt): string {
  return `${user}\n${network}`;
}
