import { extentOf } from '@cortex/console/model';
import { ATTR_INPUT_ID } from '@cortex/signals/contract';
import { findJaegerTraces, readJaegerTrace, type Trace } from '@cortex/trace-testing';
import { fetchFault } from '../console/fetch-fault.ts';
import { UserError } from '../user-error.ts';

/** Jaeger needs some seconds for a large trace. */
const TIMEOUT_MILLISECONDS = 30_000;
const LOOK_THROUGH = 50;
const HOUR_MILLISECONDS = 3_600_000;
const NOT_OF_INTEREST = /^\/(health|metrics)\b/;

export interface JaegerTracesOptions {
  /** How far to look back: how long Jaeger's store keeps traces. */
  retentionHours: number;
  timeoutMilliseconds?: number;
}

/** Finds traces in Jaeger by what is known about them. Its methods reject with a {@link UserError} that says what the user can do. */
export class JaegerTraces {
  readonly #url: string;
  readonly #timeoutMilliseconds: number;
  readonly #retentionHours: number;

  constructor(url: string, { retentionHours, timeoutMilliseconds = TIMEOUT_MILLISECONDS }: JaegerTracesOptions) {
    this.#url = url;
    this.#retentionHours = retentionHours;
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  get retentionMilliseconds(): number {
    return this.#retentionHours * HOUR_MILLISECONDS;
  }

  async byId(id: string): Promise<Trace> {
    const trace = await this.#asking((signal) => readJaegerTrace(this.#url, id, { signal }));
    if (trace !== undefined) return trace;
    throw new UserError(
      `Jaeger at ${this.#url} knows no trace ${id}. It may have expired, be one of many refused requests, or still be on its way: a trace shows up about a second after its request.`,
    );
  }

  /** The trace of the request that created the input. */
  async ofInput(inputId: string): Promise<Trace> {
    const query = { service: 'core-api', tags: { [ATTR_INPUT_ID]: inputId }, lookback: this.#lookback, limit: 1 };
    const [trace] = await this.#asking((signal) => findJaegerTraces(this.#url, { ...query, signal }));
    if (trace !== undefined) return trace;
    throw new UserError(
      `Jaeger at ${this.#url} knows no trace of the input ${inputId}. It may have expired, not have been sampled, or still be on its way.`,
    );
  }

  /** The latest trace of core-api, apart from those of health checks and scrapes. */
  async latest(): Promise<Trace> {
    const query = { service: 'core-api', lookback: this.#lookback, limit: LOOK_THROUGH };
    const traces = await this.#asking((signal) => findJaegerTraces(this.#url, { ...query, signal }));
    const [latest] = traces.filter(isOfInterest).sort((a, b) => beginOf(b) - beginOf(a));
    if (latest !== undefined) return latest;
    throw new UserError(`Jaeger at ${this.#url} has no trace of core-api yet. Send a request, or run: npm run demo`);
  }

  get #lookback(): string {
    return `${this.#retentionHours}h`;
  }

  async #asking<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    const signal = AbortSignal.timeout(this.#timeoutMilliseconds);
    try {
      return await ask(signal);
    } catch (error) {
      throw new UserError(`Jaeger at ${this.#url} ${signal.aborted ? this.#silence() : notAsked(error)}`);
    }
  }

  #silence(): string {
    return `did not answer within ${this.#timeoutMilliseconds / 1000} s. It is busy or hangs: see its log, or ask again.`;
  }
}

function notAsked(error: unknown): string {
  return `could not be reached: ${fetchFault(error)}\nIs the stack running? Start it with: npm start`;
}

function isOfInterest({ roots }: Trace): boolean {
  return roots.some(({ attributes }) => !NOT_OF_INTEREST.test(String(attributes['url.path'] ?? '')));
}

/** The time at which the trace began, in microseconds since the epoch. */
export function beginOf({ spans }: Trace): number {
  return extentOf(spans).begin;
}
