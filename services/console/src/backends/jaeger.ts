import { type Trace, tracesFromJaeger } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { type Address, ask, askFor, readAs, refused } from './ask.ts';
import { BoundedSpans } from './bounded-spans.ts';
import { type PartOfSearch, type Searched, searchInParts } from './search-in-parts.ts';
import type { ReadTrace, TraceCache } from './trace-cache.ts';

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

export interface FoundSpans {
  trace: Trace;
  /** How many spans of a very large trace were not read. */
  unread: number;
}

/** What a service did then is not known, because Jaeger did not answer for it in time. */
export interface NotSearched {
  service: string;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

export interface FoundTraces extends Pick<Searched<FoundSpans>, 'found' | 'isCut'> {
  notSearched: NotSearched[];
}

const names = z.object({ data: z.array(z.string()).nullish() });
/** One for each kind of its spans. */
const operations = z.object({ data: z.array(z.object({ name: z.string() })).nullish() });
const dependencies = z.object({
  data: z.array(z.object({ parent: z.string(), child: z.string(), callCount: z.number() })).nullish(),
});
const traces = z.unknown().transform((json) => tracesFromJaeger(json));
const answeredIds = z.object({ data: z.array(z.object({ traceID: z.string() })).nullish() });
const tracesAndIds = z.unknown().transform((json) => ({
  found: tracesFromJaeger(json),
  ids: (answeredIds.parse(json).data ?? []).map(({ traceID }) => traceID.padStart(32, '0')),
}));

/**
 * Without what Jaeger itself does to traces, which takes it two thirds of its time. All of that is done here too, or matters only where spans share
 * an id, as the two sides of a call in Zipkin's way, or a span that was sent twice.
 */
const RAW = 'raw=true';

/** Characters. One of 100,000 spans has 100 million. */
const MOST_OF_A_TRACE = 256 * 1024 * 1024;
/** The characters of an answer: enough for a few hundred traces of some dozen spans. */
const MOST_FOUND = 64 * 1024 * 1024;
const MOST_SPANS_IN_LIST = 10_000;
/** What a search reads: after so many bytes, few spans of each further trace. */
const READ = { spans: MOST_SPANS_IN_LIST, bytes: MOST_FOUND / 2 };

/** Asks a Jaeger by the HTTP API of its page. */
export class JaegerClient {
  readonly #address: Address;
  readonly #read: TraceCache;

  constructor(address: Address, read: TraceCache) {
    this.#address = address;
    this.#read = read;
  }

  get url(): string {
    return this.#address.url;
  }

  /** Undefined when Jaeger does not know the trace (yet). Who else asks for it about now has the same one: it is not to be changed. */
  async trace(traceId: string): Promise<Trace | undefined> {
    const path = `/api/traces/${encodeURIComponent(traceId)}`;
    const { trace } = await this.#read.get(`${this.#address.url}${path}`, async () => {
      const read = await this.#trace(`${path}?${RAW}`);
      return read.trace !== undefined && sharesIds(read.trace) ? this.#trace(path) : read;
    });
    return trace;
  }

  /** Each trace once. */
  async find({ begin, end, limit, ...search }: TraceSearch): Promise<FoundTraces> {
    const { timeoutMilliseconds } = this.#address;
    const searched = await searchInParts(
      { begin: Math.floor(begin), end: Math.ceil(end) },
      { limit, timeoutMilliseconds, ask: (part) => this.#find({ ...search, ...part }) },
    );
    return {
      found: [...new Map(searched.found.map((one) => [one.trace.traceId, one])).values()],
      isCut: searched.isCut,
      notSearched: searched.notSearched.map((time) => ({
        service: search.service,
        begin: time.begin / 1000,
        end: time.end / 1000,
      })),
    };
  }

  async services(): Promise<string[]> {
    return ((await askFor(this.#address, names, { path: '/api/services' })).data ?? []).sort();
  }

  async operations(service: string): Promise<string[]> {
    // As a part of the path, a service called `..` would lead elsewhere.
    const path = `/api/operations?${new URLSearchParams({ service })}`;
    const { data } = await askFor(this.#address, operations, { path });
    return [...new Set(data?.map(({ name }) => name))].sort();
  }

  /** Who called whom how often; times in milliseconds since the epoch. */
  async calls({ begin, end }: { begin: number; end: number }) {
    const path = `/api/dependencies?endTs=${Math.ceil(end)}&lookback=${Math.ceil(end - begin)}`;
    return (await askFor(this.#address, dependencies, { path })).data ?? [];
  }

  async #find({
    service,
    operation,
    attributes,
    begin,
    end,
    minMilliseconds,
    maxMilliseconds,
    limit,
    ...part
  }: TraceSearch & PartOfSearch): Promise<FoundSpans[]> {
    const query = new URLSearchParams({
      service,
      start: String(begin),
      end: String(end),
      limit: String(limit),
      ...(operation !== undefined && { operation }),
      ...(attributes !== undefined && { tags: JSON.stringify(attributes) }),
      ...(minMilliseconds !== undefined && { minDuration: `${minMilliseconds}ms` }),
      ...(maxMilliseconds !== undefined && { maxDuration: `${maxMilliseconds}ms` }),
    });
    const path = `/api/traces?${query}`;
    const found = await this.#found(`${path}&${RAW}`, part);
    const isPlain = !found.some(({ trace, unread }) => unread === 0 && sharesIds(trace));
    return isPlain ? found : this.#found(path, part);
  }

  async #found(path: string, part: Pick<PartOfSearch, 'timeoutMilliseconds' | 'signal'>): Promise<FoundSpans[]> {
    const { timeoutMilliseconds, signal } = part;
    const spans = new BoundedSpans(READ);
    const { found, ids } = await askFor({ ...this.#address, timeoutMilliseconds }, tracesAndIds, {
      path,
      mostCharacters: MOST_FOUND,
      passed: (bytes) => spans.pass(bytes),
      signal,
    });
    return found.map((trace) => ({ trace, unread: spans.leftOut[ids.indexOf(trace.traceId)] ?? 0 }));
  }

  async #trace(path: string): Promise<ReadTrace> {
    const { status, text } = await ask(this.#address, path, { mostCharacters: MOST_OF_A_TRACE });
    if (status === 404) return { trace: undefined, characters: 0 };
    if (status !== 200) throw refused(this.#address, status, text);
    return { trace: readAs(this.#address, traces, { path, text })[0], characters: text.length };
  }
}

function sharesIds({ spans }: Trace): boolean {
  return new Set(spans.map(({ spanId }) => spanId)).size < spans.length;
}
