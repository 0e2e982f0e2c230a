import { type Channel, HttpError, networkOf, type Workers } from '@cortex/runtime';
import { type Attempt, LoginGuard, type LoginGuardLimits } from './login-guard.ts';
import { LoginQueue, type LoginQueueLimits } from './login-queue.ts';
import { DECOY_HASH, verifyPassword } from './password.ts';
import { normalizeUsername, type User, type UserDirectory } from './users.ts';

export interface Credentials {
  username: string;
  password: string;
  /** The client's IP address. */
  address: string;
}

export interface LoginLimits extends LoginQueueLimits {
  failures: LoginGuardLimits;
}

const LOGIN = 'login';

interface CheckedLogin {
  outcome: 'failed' | 'succeeded';
  attempt: Attempt;
}

/** Identifies users by name and password. */
export class Login {
  readonly #users: UserDirectory;
  readonly #guard: LoginGuard;
  readonly #channel: Channel | undefined;
  readonly queue: LoginQueue;

  /** @param channel shares each login with the other workers */
  constructor(users: UserDirectory, limits: LoginLimits, channel?: Channel) {
    this.#users = users;
    this.#guard = new LoginGuard(limits.failures);
    this.queue = new LoginQueue(limits);
    this.#channel = channel;
    channel?.on(LOGIN, (body) => {
      const { outcome, attempt } = body as CheckedLogin;
      this.#guard[outcome](attempt);
    });
  }

  /** @throws {HttpError} 401 for wrong credentials; 429 after too many wrong ones, or if too many logins of one network wait; 503 if too many wait in all. */
  async identify({ username, password, address }: Credentials): Promise<User> {
    const attempt = { user: normalizeUsername(username), network: networkOf(address) };
    this.#guard.requireAllowed(attempt);
    return this.queue.add(attempt.network, this.#guard.isKnown(attempt), () => this.#check(attempt, password));
  }

  async #check(attempt: Attempt, password: string): Promise<User> {
    // Checked again, because guesses that were sent all at once have passed the first check together.
    this.#guard.requireAllowed(attempt);
    const user = this.#users.get(attempt.user);
    // An unknown user costs the same hash as a known one, so that the time does not reveal who exists.
    const matches = await verifyPassword(password, user?.passwordHash ?? DECOY_HASH);
    if (user === undefined || !matches) {
      this.#note({ outcome: 'failed', attempt });
      throw wrongCredentials();
    }
    this.#note({ outcome: 'succeeded', attempt });
    return user;
  }

  #note(login: CheckedLogin): void {
    this.#guard[login.outcome](login.attempt);
    this.#channel?.send(LOGIN, login);
  }
}

/** Runs in the first process. Passes the logins of each worker on to the others, so that more workers allow no more guesses. */
export function shareLogins(workers: Workers): void {
  workers.relay(LOGIN);
}

function wrongCredentials(): HttpError {
  return new HttpError(401, 'The user name or the password is wrong', { headers: { 'WWW-Authenticate': 'Bearer' } });
}
