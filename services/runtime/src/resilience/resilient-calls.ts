import { type Waits, waitsFor } from '@cortex/signals';
import { ExponentialBackoff, fullJitterGenerator, handleWhen, type RetryPolicy, retry } from 'cockatiel';
import { Bulkhead } from './bulkhead.ts';
import type { CallLimits } from './call-limits.ts';
import { Deadline } from './deadline.ts';
import { callErrorType } from './errors/call-error-type.ts';
import { CallTimeoutError, isCallTimeoutError } from './errors/call-timeout-error.ts';
import { isCircuitOpenError } from './errors/circuit-open-error.ts';
import { RetryExhaustedError } from './errors/retry-exhausted-error.ts';
import { isTooManyCallsError } from './errors/too-many-calls-error.ts';
import type { Attempt, ResilientCall } from './resilient-call.ts';
import { type CircuitState, ServiceBreaker } from './service-breaker.ts';
import type { Verdict } from './verdict.ts';
import { within } from './within.ts';

export interface ResilientCallsOptions {
  /** Name of the called service. */
  service: string;
  limits: CallLimits;
  /** Judges the service by the error with which the work of a call rejected. */
  judge(error: unknown): Verdict;
  /** Called with each change of the circuit's state. */
  onCircuit(state: CircuitState): void;
  /** Checks whether the service answers; rejects when it does not. */
  probe(signal: AbortSignal): Promise<void>;
}

interface CallUnderWay<Result> extends ResilientCall {
  work(attempt: Attempt): Promise<Result>;
  attempts: number;
  lastError: unknown;
  /** Ends the wait for the next attempt, in telemetry. */
  endBackoff(): void;
}

function noBackoff(): void {}

/** The caller left in the middle of an attempt, which says nothing about the service. */
class AbandonedAttempt extends Error {}

/** Makes calls to one service. They are bounded in number and time, repeated where that helps and does no harm, and refused while the service is away. */
export class ResilientCalls {
  readonly #options: ResilientCallsOptions;
  readonly #bulkhead: Bulkhead;
  readonly #breaker: ServiceBreaker;
  readonly #retry: RetryPolicy;
  readonly #backoffs: Waits;

  constructor(options: ResilientCallsOptions) {
    const { service, limits, onCircuit, probe } = options;
    const late = () => new CallTimeoutError('the probe', limits.attemptMilliseconds);
    this.#options = options;
    this.#backoffs = waitsFor('backoff', service);
    this.#bulkhead = new Bulkhead(service, limits);
    this.#breaker = new ServiceBreaker({
      service,
      ...limits.breaker,
      isFailure: (error) => this.#isAgainstService(error),
      isAnswer: (error) => !(error instanceof AbandonedAttempt) && this.#judge(error) === 'answered',
      onChange: onCircuit,
      probe: () => within({ milliseconds: limits.attemptMilliseconds, late }, probe),
    });
    this.#retry = retry(
      handleWhen((error) => this.#judge(error) === 'unavailable'),
      {
        maxAttempts: limits.attempts - 1,
        backoff: new ExponentialBackoff({
          generator: fullJitterGenerator,
          initialDelay: limits.backoffMilliseconds,
          maxDelay: limits.longestBackoffMilliseconds,
        }),
      },
    );
  }

  get circuit(): CircuitState {
    return this.#breaker.state;
  }

  /** Calls at the service now. */
  get active(): number {
    return this.#bulkhead.taken;
  }

  /** Calls that wait for a slot. */
  get waiting(): number {
    return this.#bulkhead.waiting;
  }

  /** Stops probing the service while its circuit is open. Calls may still be made. */
  close(): void {
    this.#breaker.close();
  }

  /** The result of `work`, from the first or a later attempt. Rejects with one of the errors of `errors/`, or as `work` does. */
  async run<Result>(call: ResilientCall, work: (attempt: Attempt) => Promise<Result>): Promise<Result> {
    const underWay: CallUnderWay<Result> = { ...call, work, attempts: 0, lastError: undefined, endBackoff: noBackoff };
    try {
      const result = await this.#inTime(underWay);
      call.observed.ended();
      return result;
    } catch (error) {
      const reported = this.#reported(underWay, error);
      call.observed.ended(this.#options.judge(reported) === 'answered' ? undefined : callErrorType(reported));
      throw reported;
    } finally {
      underWay.endBackoff();
    }
  }

  #inTime<Result>(call: CallUnderWay<Result>): Promise<Result> {
    const { target, signal, isRepeatable } = call;
    const { milliseconds } = call.deadline;
    const late = () => new CallTimeoutError(target, milliseconds);
    return within({ milliseconds, signal, late }, (over) => {
      const attempt = () => this.#bulkhead.take(() => this.#breaker.execute(() => this.#attempt(call, over)), over);
      return isRepeatable ? this.#retry.execute(() => this.#afterBackoff(call, attempt), over) : attempt();
    });
  }

  async #afterBackoff<Result>(call: CallUnderWay<Result>, attempt: () => Promise<Result>): Promise<Result> {
    call.endBackoff();
    call.endBackoff = noBackoff;
    try {
      return await attempt();
    } catch (error) {
      const isRetried = call.attempts < this.#options.limits.attempts && this.#judge(error) === 'unavailable';
      if (isRetried) call.endBackoff = this.#backoffs.begin();
      throw error;
    }
  }

  async #attempt<Result>(call: CallUnderWay<Result>, over: AbortSignal): Promise<Result> {
    const { target, deadline } = call;
    call.attempts += 1;
    if (call.attempts > 1) call.observed.retried();
    const number = call.attempts;
    const milliseconds = Math.min(this.#options.limits.attemptMilliseconds, deadline.milliseconds);
    const late = () => new CallTimeoutError(target, milliseconds);
    try {
      return await within({ milliseconds, signal: over, late }, (signal) =>
        call.work({ number, signal, deadline: Deadline.in(milliseconds) }),
      );
    } catch (error) {
      call.lastError = error;
      throw call.signal?.aborted ? new AbandonedAttempt() : error;
    }
  }

  /** The error for the caller. After several attempts it states how many there were. */
  #reported(call: CallUnderWay<unknown>, error: unknown): unknown {
    const { target, attempts, lastError: cause, signal } = call;
    if (attempts < 2 || signal?.aborted || this.#judge(error) !== 'unavailable') return error;
    return new RetryExhaustedError({ service: this.#options.service, target, attempts, cause });
  }

  #judge(error: unknown): Verdict {
    if (isCallTimeoutError(error)) return 'unavailable';
    if (isCircuitOpenError(error) || isTooManyCallsError(error) || error instanceof AbandonedAttempt) return 'answered';
    return this.#options.judge(error);
  }

  /** Whether an error counts as a failure of the service. An abandoned call does if it was the trial of an open circuit: it must not close it. */
  #isAgainstService(error: unknown): boolean {
    return error instanceof AbandonedAttempt ? this.circuit === 'half-open' : this.#judge(error) !== 'answered';
  }
}
