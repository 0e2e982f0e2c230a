import {
  type CircuitBreakerPolicy,
  CircuitState as CockatielState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  isBrokenCircuitError,
} from 'cockatiel';
import { CircuitOpenError } from './errors/circuit-open-error.ts';

export type CircuitState = 'open' | 'half-open' | 'closed';

export interface BreakerLimits {
  /** Failures in a row after which the circuit opens. */
  failures: number;
  /** How long it stays open, until one call is let through to see. Doubled each time that call fails, up to the longest. */
  openMilliseconds: number;
  longestOpenMilliseconds: number;
}

export interface ServiceBreakerOptions extends BreakerLimits {
  service: string;
  /** Whether an error speaks against the service. */
  isFailure(error: unknown): boolean;
  onChange?: ((state: CircuitState) => void) | undefined;
}

/** Keeps calls from a service that does not answer, and lets one through from time to time to see whether it does again. */
export class ServiceBreaker {
  readonly #service: string;
  readonly #policy: CircuitBreakerPolicy;
  #probesAt = 0;

  constructor({ service, isFailure, onChange, ...limits }: ServiceBreakerOptions) {
    this.#service = service;
    this.#policy = circuitBreaker(
      handleWhen((error) => isFailure(error)),
      {
        breaker: new ConsecutiveBreaker(limits.failures),
        halfOpenAfter: new DelegateBackoff(({ attempt }) => this.#openFor(attempt, limits)),
      },
    );
    if (onChange) this.#policy.onStateChange(() => onChange(this.state));
  }

  /** Half-open while the call that was let through is under way. */
  get state(): CircuitState {
    if (this.#policy.state === CockatielState.Closed) return 'closed';
    return this.#policy.state === CockatielState.HalfOpen ? 'half-open' : 'open';
  }

  /** @throws {CircuitOpenError} when the circuit is open; the work is not begun then. */
  async execute<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#policy.execute(work).catch((error) => {
      throw isBrokenCircuitError(error) ? new CircuitOpenError(this.#service, this.#secondsLeft()) : error;
    });
  }

  #openFor(opening: number, { openMilliseconds, longestOpenMilliseconds }: BreakerLimits): number {
    const milliseconds = Math.min(openMilliseconds * 2 ** (opening - 1), longestOpenMilliseconds);
    this.#probesAt = Date.now() + milliseconds;
    return milliseconds;
  }

  #secondsLeft(): number {
    return Math.max(1, Math.ceil((this.#probesAt - Date.now()) / 1_000));
  }
}
