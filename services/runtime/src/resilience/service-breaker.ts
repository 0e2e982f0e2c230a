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
  /** How long the circuit stays open before one call is let through as a trial. Doubles each time the trial fails, up to the longest. */
  openMilliseconds: number;
  longestOpenMilliseconds: number;
  /** How long it then waits for such a call before it probes the service itself, so that it does not stay open for want of calls. */
  untriedMilliseconds: number;
}

export interface ServiceBreakerOptions extends BreakerLimits {
  service: string;
  /** Whether an error counts as a failure, as a success (a refusal is an answer), or as neither. */
  isFailure(error: unknown): boolean;
  isAnswer(error: unknown): boolean;
  onChange(state: CircuitState): void;
  /** Checks whether the service answers; rejects when it does not. */
  probe(): Promise<void>;
}

/** A circuit breaker: keeps calls from a service that does not answer, and lets one through from time to time to see whether it answers again. */
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

  /** Half-open while the trial call is under way. */
  get state(): CircuitState {
    if (this.#policy.state === CockatielState.Closed) return 'closed';
    return this.#policy.state === CockatielState.HalfOpen ? 'half-open' : 'open';
  }

  /** @throws {CircuitOpenError} when the circuit is open; the work has not been started then. */
  async execute<Result>(work: () => Promise<Result>): Promise<Result> {
    const answer = await this.#policy
      .execute(() => this.#answerOf(work))
      .catch((error) => {
        throw isBrokenCircuitError(error) ? new CircuitOpenError(this.#options.service, this.#secondsLeft()) : error;
      });
    if ('refusal' in answer) throw answer.refusal;
    return answer.result;
  }

  /** Converts a refusal into a result. The policy ends a row of failures only when a call resolves, and ignores errors that it does not handle. */
  async #answerOf<Result>(work: () => Promise<Result>): Promise<{ result: Result } | { refusal: unknown }> {
    try {
      return { result: await work() };
    } catch (error) {
      if (this.#options.isAnswer(error)) return { refusal: error };
      throw error;
    }
  }

  /** Stops probing the service. */
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
