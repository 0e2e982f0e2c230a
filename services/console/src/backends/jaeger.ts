import { type Trace, tracesFromJaeger } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { type Address, ask, askFor, readAs, refused } from './ask.ts';

/** Besides the service all may be left out. */
export interface TraceSearch {
  service: string;
  operation?: string | undefined;
  /** Only traces that have a span with all these attributes. */
  attributes?: Record<string, string> | undefined;
  /** Microseconds since the epoch. */
  begin: number;
  end: number;
  minMilliseconds?: number | undefined;
  maxMilliseconds?: number | undefined;
  limit: number;
}

const names = z.object({ data: z.array(z.string()).nullish() });
const dependencies = z.object({
  data: z.array(z.object({ parent: z.string(), child: z.string(), callCount: z.number() })).nullish(),
});
const traces = z.unknown().transform((json) => tracesFromJaeger(json));

/** Asks a Jaeger by the HTTP API of its page. */
export class JaegerClient {
  readonly #address: Address;

  constructor(address: Address) {
    this.#address = address;
  }

  get url(): string {
    return this.#address.url;
  }

  /** Undefined when Jaeger does not know the trace (yet). */
  async trace(traceId: string): Promise<Trace | undefined> {
    const path = `/api/traces/${encodeURIComponent(traceId)}`;
    const { status, text } = await ask(this.#address, path);
    if (status === 404) return undefined;
    if (status !== 200) throw refused(this.#address, status, text);
    return readAs(this.#address, traces, { path, text })[0];
  }

  async find({ service, operation, attributes, begin, end, minMilliseconds, maxMilliseconds, limit }: TraceSearch) {
    const query = new URLSearchParams({
      service,
      start: String(Math.floor(begin)),
      end: String(Math.ceil(end)),
      limit: String(limit),
      ...(operation !== undefined && { operation }),
      ...(attributes !== undefined && { tags: JSON.stringify(attributes) }),
      ...(minMilliseconds !== undefined && { minDuration: `${minMilliseconds}ms` }),
      ...(maxMilliseconds !== undefined && { maxDuration: `${maxMilliseconds}ms` }),
    });
    return askFor(this.#address, traces, { path: `/api/traces?${query}` });
  }

  async services(): Promise<string[]> {
    return ((await askFor(this.#address, names, { path: '/api/services' })).data ?? []).sort();
  }

  async operations(service: string): Promise<string[]> {
    const path = `/api/services/${encodeURIComponent(service)}/operations`;
    return ((await askFor(this.#address, names, { path })).data ?? []).sort();
  }

  /** Who called whom how often, from this long ago until now. */
  async calls(milliseconds: number): Promise<{ parent: string; child: string; callCount: number }[]> {
    const path = `/api/dependencies?endTs=${Date.now()}&lookback=${milliseconds}`;
    return (await askFor(this.#address, dependencies, { path })).data ?? [];
  }
}
