import { HttpError, WorkerQueue } from '@cortex/runtime';
import { type LoginFailureLimits, LoginFailures } from './login-failures.ts';
import { DECOY_HASH, verifyPassword } from './password.ts';
import { normalizeUsername, type User, type UserDirectory } from './users.ts';

export interface Credentials {
  username: string;
  password: string;
  /** The client's network address. */
  address: string;
}

export interface LoginLimits extends LoginFailureLimits {
  /** Logins that may wait for their password to be checked; more are answered 503. */
  maxWaiting: number;
}

/** Half of libuv's threads, so that a flood of logins leaves files and name look-ups theirs. */
export const CONCURRENT_CHECKS = 2;

/** Tells who a user name and password belong to. */
export class Login {
  readonly #users: UserDirectory;
  readonly #failures: LoginFailures;
  readonly #maxWaiting: number;
  readonly #checks = new WorkerQueue({ queue: 'login', workers: CONCURRENT_CHECKS });

  constructor(users: UserDirectory, limits: LoginLimits) {
    this.#users = users;
    this.#failures = new LoginFailures(limits);
    this.#maxWaiting = limits.maxWaiting;
  }

  /** Logins that wait for their password to be checked. */
  get waiting(): number {
    return this.#checks.waiting;
  }

  /** Passwords that are being checked. */
  get checking(): number {
    return this.#checks.running;
  }

  /** @throws {HttpError} 401 wrong, 429 too many wrong ones before, 503 too many logins at once. */
  async identify(credentials: Credentials): Promise<User> {
    const key = `${normalizeUsername(credentials.username)}\n${credentials.address}`;
    this.#requireAllowed(key);
    if (this.waiting >= this.#maxWaiting) throw tooBusy();
    return this.#checks.add(() => this.#check(key, credentials));
  }

  async #check(key: string, { username, password }: Credentials): Promise<User> {
    // Again, because guesses sent all at once have passed the first look together.
    this.#requireAllowed(key);
    const user = this.#users.get(normalizeUsername(username));
    // An unknown user costs the same hash as a known one, so that time does not tell who exists.
    const matches = await verifyPassword(password, user?.passwordHash ?? DECOY_HASH);
    if (user === undefined || !matches) {
      this.#failures.record(key);
      throw wrongCredentials();
    }
    this.#failures.forget(key);
    return user;
  }

  #requireAllowed(key: string): void {
    const seconds = this.#failures.retryAfterSeconds(key);
    if (seconds === undefined) return;
    throw new HttpError(429, `Too many failed logins: try again in ${seconds} s`, {
      headers: { 'Retry-After': String(seconds) },
    });
  }
}

function wrongCredentials(): HttpError {
  return new HttpError(401, 'The user name or the password is wrong', { headers: { 'WWW-Authenticate': 'Bearer' } });
}

function tooBusy(): HttpError {
  return new HttpError(503, 'Too many logins at once: try again in a moment', { headers: { 'Retry-After': '1' } });
}
