import { HttpError } from '@cortex/runtime';
import { LRUCache } from 'lru-cache';
import { type FailureLimit, type FailureMemory, LoginFailures } from './login-failures.ts';

/** A login attempt: for which user, from which address. */
export interface Attempt {
  /** The user name as it is looked up. */
  user: string;
  /** The client's network, as {@link networkOf} names it. */
  network: string;
}

export interface LoginGuardLimits extends FailureMemory {
  /** Wrong passwords for a user from one network. */
  userOnNetwork: FailureLimit;
  /** Limits on failures for a user, from a network, and in total. They hold up only networks from which the user has never logged in. */
  user: FailureLimit;
  network: FailureLimit;
  all: FailureLimit;
  /** Pairs of user and network that have logged in. */
  maxKnown: number;
}

const ALL = 'all';

/**
 * Holds up who guesses passwords, by a delay that grows, and never for long: whoever knows the password gets in when it is over. A user is
 * not held up by what others do elsewhere, once he has logged in from his own network.
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

  /** Whether the user has logged in from there. */
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

  /** Forgets the wrong passwords for this user from there, not those for others: who has an account could guess on for ever. */
  succeeded(attempt: Attempt): void {
    this.#failures.userOnNetwork.forget(pairOf(attempt));
    this.#known.set(pairOf(attempt), true);
  }
}

function pairOf({ user, network }: Attempt): string {
  return `${user}\n${network}`;
}
