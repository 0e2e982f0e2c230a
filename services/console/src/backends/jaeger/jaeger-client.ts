import { buildTraces, type Trace, tracesFromJaeger } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { extentOf } from '../../model/spans/times.ts';
import { type Address, ask, askFor, noAnswer, readAs, refused } from '../ask.ts';
import { BoundedSpans } from './bounded-spans.ts';
import type { FoundSpans } from './found-spans.ts';
import { HeavyTimes, without } from './heavy-times.ts';
import { limitSearches } from './limit-searches.ts';
import { PATIENCE, type PartOfSearch, type Searched, type SearchedTime, searchInParts } from './search-in-parts.ts';
import type { ReadTrace, TraceCache } from './trace-cache.ts';
import { unlessAllFail } from './unless-all-fail.ts';

/** All conditions but the service are optional. */
export interface TraceSearch {
  service: string;
  operation?: string | undefined;
  /** Selects traces with a span that has all these attributes. */
  attributes?: Record<string, string> | undefined;
  /** Microseconds since the epoch. */
  begin: number;
  end: number;
  minMilliseconds?: number | undefined;
  maxMilliseconds?: number | undefined;
  limit: number;
}

/** A time of a service about which nothing is known, because Jaeger did not answer in time. */
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
/** An operation is listed once for each kind of its spans. */
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
 * Skips Jaeger's own adjustments of traces, which take it two thirds of its time. All of them are made here too, or matter only when spans share
 * an id, as do the two sides of a call in Zipkin's format, or a span that was sent twice.
 */
const RAW = 'raw=true';

/** In characters. A trace of 100,000 spans has 100 million. */
const MOST_OF_A_TRACE = 256 * 1024 * 1024;
/** In characters: enough for a few hundred traces of some dozen spans. */
const MOST_FOUND = 64 * 1024 * 1024;
const MOST_SPANS_IN_LIST = 10_000;
/** How many spans of a larger trace are kept: its row shows little, and it may be found again and again. */
const SHOWN_OF_LARGE = 1000;
/** Concurrent searches. Each one occupies Jaeger, even when nobody waits for it any more. */
const AT_ONCE = 2;
/** Bounds of what a search reads. */
const READ = { spans: MOST_SPANS_IN_LIST, bytes: MOST_FOUND / 2 };

/** A client of the HTTP API of Jaeger's page. */
export class JaegerClient {
  readonly #address: Address;
  readonly #read: TraceCache;
  readonly #heavy = new HeavyTimes(() => performance.now());
  readonly #limited: ReturnType<typeof limitSearches>;

  constructor(address: Address, read: TraceCache) {
    this.#address = address;
    this.#read = read;
    this.#limited = limitSearches(AT_ONCE, address.timeoutMilliseconds * PATIENCE);
  }

  get url(): string {
    return this.#address.url;
  }

  /** The trace; undefined if Jaeger does not know it (yet). It is shared with others who ask for it, so it must not be changed. */
  async trace(traceId: string): Promise<Trace | undefined> {
    const path = `/api/traces/${encodeURIComponent(traceId)}`;
    const { trace } = await this.#read.get(`${this.#address.url}${path}`, async () => {
      const read = await this.#trace(`${path}?${RAW}`);
      return read.trace !== undefined && sharesIds(read.trace) ? this.#trace(path) : read;
    });
    return trace;
  }

  /** Finds traces, each once. Heavy times are not searched again unless the search is meant for them. */
  async find({ begin, end, limit, ...search }: TraceSearch): Promise<FoundTraces> {
    const time = { begin: Math.floor(begin), end: Math.ceil(end) };
    const heavy = this.#heavy.within(search.service, time);
    const parts = await unlessAllFail(without(time, heavy), {
      ask: (part) => this.#search(part, { ...search, limit }),
      instead: (part): Searched<FoundSpans> => ({ found: [], isCut: false, notSearched: [part] }),
    });
    const known = heavy.flatMap(({ found }) => (found && fits(found.trace, search) ? [found] : []));
    const found = [...known, ...parts.flatMap((part) => part.found)];
    return {
      found: [...new Map(found.map((one) => [one.trace.traceId, one])).values()],
      isCut: parts.some(({ isCut }) => isCut),
      notSearched: [...heavy, ...parts.flatMap((part) => part.notSearched)].map((one) => ({
        service: search.service,
        begin: one.begin / 1000,
        end: one.end / 1000,
      })),
    };
  }

  /** Runs several searches, such as one for each service. One that takes too long does not affect the others. @throws {BackendError} when all fail */
  findEach(searches: readonly TraceSearch[]): Promise<FoundTraces[]> {
    return unlessAllFail(searches, {
      ask: (search) => this.find(search),
      instead: ({ service, begin, end }): FoundTraces => ({
        found: [],
        isCut: false,
        notSearched: [{ service, begin: begin / 1000, end: end / 1000 }],
      }),
    });
  }

  async services(): Promise<string[]> {
    return ((await askFor(this.#address, names, { path: '/api/services' })).data ?? []).sort();
  }

  async operations(service: string): Promise<string[]> {
    // As part of the path, a service named `..` would change it.
    const path = `/api/operations?${new URLSearchParams({ service })}`;
    const { data } = await askFor(this.#address, operations, { path });
    return [...new Set(data?.map(({ name }) => name))].sort();
  }

  /** The number of calls by caller and callee. Times are in milliseconds since the epoch. */
  async calls({ begin, end }: { begin: number; end: number }) {
    const path = `/api/dependencies?endTs=${Math.ceil(end)}&lookback=${Math.ceil(end - begin)}`;
    return (await askFor(this.#address, dependencies, { path })).data ?? [];
  }

  async #search(
    time: SearchedTime,
    { limit, ...search }: Omit<TraceSearch, 'begin' | 'end'>,
  ): Promise<Searched<FoundSpans>> {
    const { timeoutMilliseconds } = this.#address;
    const { service } = search;
    const begun = performance.now();
    const ask = (part: PartOfSearch) => this.#find({ ...search, ...part });
    const searched = await searchInParts(time, { limit, timeoutMilliseconds, ask });
    for (const part of searched.notSearched) this.#heavy.remember({ service, ...part });
    const isSlow = performance.now() - begun > timeoutMilliseconds * PATIENCE;
    for (const found of searched.found) {
      if (isSlow && found.unread > 0) this.#heavy.remember({ service, ...extentOf(found.trace.spans), found });
    }
    return searched;
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
    timeoutMilliseconds,
    signal,
  }: TraceSearch & PartOfSearch): Promise<FoundSpans[]> {
    const until = performance.now() + timeoutMilliseconds;
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
    return this.#limited(async () => {
      const found = await this.#found(`${path}&${RAW}`, { until, signal });
      const isPlain = !found.some(({ trace, unread }) => unread === 0 && sharesIds(trace));
      return isPlain ? found : this.#found(path, { until, signal });
    });
  }

  /** @param until on the clock of `performance.now()` */
  async #found(path: string, { until, signal }: { until: number; signal: AbortSignal }): Promise<FoundSpans[]> {
    signal.throwIfAborted();
    const timeoutMilliseconds = Math.floor(until - performance.now());
    if (timeoutMilliseconds <= 0) throw noAnswer(this.#address, new DOMException('', 'TimeoutError'));
    const spans = new BoundedSpans(READ);
    const { found, ids } = await askFor({ ...this.#address, timeoutMilliseconds }, tracesAndIds, {
      path,
      mostCharacters: MOST_FOUND,
      passed: (bytes) => spans.pass(bytes),
      signal,
    });
    return found.map((trace) => {
      const unread = spans.leftOut[ids.indexOf(trace.traceId)] ?? 0;
      return unread === 0 ? { trace, unread } : shortened(trace, unread);
    });
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

/** Shortens a trace to its roots and some other spans. */
function shortened(trace: Trace, unread: number): FoundSpans {
  const spans = trace.spans.filter(({ parentSpanId }, index) => index < SHOWN_OF_LARGE || parentSpanId === undefined);
  return { trace: buildTraces(spans)[0] ?? trace, unread: unread + trace.spans.length - spans.length };
}

type Conditions = Omit<TraceSearch, 'begin' | 'end' | 'limit'>;

/** Matches like Jaeger: a single span must meet all conditions. */
function fits({ spans }: Trace, { service, operation, attributes = {}, ...durations }: Conditions): boolean {
  const { minMilliseconds = 0, maxMilliseconds = Number.POSITIVE_INFINITY } = durations;
  return spans.some((span) => {
    const milliseconds = span.durationMicroseconds / 1000;
    return (
      span.service === service &&
      (operation === undefined || span.name === operation) &&
      milliseconds >= minMilliseconds &&
      milliseconds <= maxMilliseconds &&
      Object.entries(attributes).every(([name, value]) => String(span.attributes[name]) === value)
    );
  });
}
