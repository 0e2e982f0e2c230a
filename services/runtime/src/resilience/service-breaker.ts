import {
  type CircuitBreakerPolicy,
  CircuitState as CockatielState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import { detached } from '../context/detached.ts';
import { CircuitOpenError } from './errors/circuit-open-error.ts';

export type CircuitState = 'open' | 'half-open' | 'closed';

export interface BreakerLimits {
  /** Failures in a row after which the circuit opens. */
  failures: number;
  /** How long it stays open, until one call is let through to see. Doubled each time that call fails, up to the longest. */
  openMilliseconds: number;
  longestOpenMilliseconds: number;
  /** How long it then waits for such a call, until it asks the service itself: so that it does not stay open for want of calls. */
  untriedMilliseconds: number;
}

export interface ServiceBreakerOptions extends BreakerLimits {
  service: string;
  /** Whether an error speaks against the service, for it (a refusal is an answer), or says nothing of it. */
  isFailure(error: unknown): boolean;
  isAnswer(error: unknown): boolean;
  onChange(state: CircuitState): void;
  /** Asks the service whether it answers; rejects when it does not. */
  probe(): Promise<void>;
}

/** Keeps calls from a service that does not answer, and lets one through from time to time to see whether it does again. */
export class ServiceBreaker {
  readonly #options: ServiceBreakerOptions;
  readonly #policy: CircuitBreakerPolicy;
  #tryableAt = 0;
  #untried: NodeJS.Timeout | undefined;

  constructor(options: ServiceBreakerOptions) {
    const { failures, isFailure } = options;
    this.#options = options;
    this.#policy = circuitBreaker(
      handleWhen((error) => isFailure(error)),
      {
        breaker: new ConsecutiveBreaker(failures),
        halfOpenAfter: new DelegateBackoff(({ attempt }) => this.#openFor(attempt)),
      },
    );
    this.#policy.onStateChange(() => this.#changed());
  }

  /** Half-open while the call that was let through is under way. */
  get state(): CircuitState {
    if (this.#policy.state === CockatielState.Closed) return 'closed';
    return this.#policy.state === CockatielState.HalfOpen ? 'half-open' : 'open';
  }

  /** @throws {CircuitOpenError} when the circuit is open; the work is not begun then. */
  async execute<Result>(work: () => Promise<Result>): Promise<Result> {
    const answer = await this.#policy
      .execute(() => this.#answerOf(work))
      .catch((error) => {
        throw isBrokenCircuitError(error) ? new CircuitOpenError(this.#options.service, this.#secondsLeft()) : error;
      });
    if ('refusal' in answer) throw answer.refusal;
    return answer.result;
  }

  /** The policy ends a row of failures at what resolves, and ignores errors that it does not handle. */
  async #answerOf<Result>(work: () => Promise<Result>): Promise<{ result: Result } | { refusal: unknown }> {
    try {
      return { result: await work() };
    } catch (error) {
      if (this.#options.isAnswer(error)) return { refusal: error };
      throw error;
    }
  }

  /** Asks nothing any more by itself. */
  close(): void {
    clearTimeout(this.#untried);
  }

  #changed(): void {
    clearTimeout(this.#untried);
    if (this.state === 'open') {
      this.#untried = detached(() => setTimeout(() => this.#try(), this.#millisecondsUntilAsking()).unref());
    }
    this.#options.onChange(this.state);
  }

  #try(): void {
    this.execute(this.#options.probe).catch(() => {});
  }

  #millisecondsUntilAsking(): number {
    return this.#tryableAt - Date.now() + this.#options.untriedMilliseconds;
  }

  #openFor(opening: number): number {
    const { openMilliseconds, longestOpenMilliseconds } = this.#options;
    const milliseconds = Math.min(openMilliseconds * 2 ** (opening - 1), longestOpenMilliseconds);
    this.#tryableAt = Date.now() + milliseconds;
    return milliseconds;
  }

  #secondsLeft(): number {
    return Math.max(1, Math.ceil((this.#tryableAt - Date.now()) / 1_000));
  }
}
