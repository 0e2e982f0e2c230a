import { TtlCache } from '@cortex/runtime';
import type { Trace } from '@cortex/trace-testing/trace';
import { extentOf } from '../../model/spans/times.ts';

/** Jaeger's answer to the request for a trace. */
export interface ReadTrace {
  /** Undefined when Jaeger does not know it (yet). */
  trace: Trace | undefined;
  /** The length of the answer. */
  characters: number;
}

export type TraceCache = TtlCache<ReadTrace>;

/** Services send spans some seconds after their end, so a trace may grow for about this long. */
const GROWS_MILLISECONDS = 60_000;
/** Long enough for all requests of a page that opens. */
const FRESH_MILLISECONDS = { growing: 2_000, complete: 15_000 };
const MOST_TRACES = 20;
/** Room for one trace of 100,000 spans, or a dozen of 10,000. */
const MOST_CHARACTERS = 128 * 1024 * 1024;

/**
 * Caches recently read traces, by backend and id. Opening a trace's page requests the trace, its explanation and its functions: it is
 * read, validated and built only once for all of them.
 */
export function traceCache(clock: { now(): number } = performance): TraceCache {
  return new TtlCache({
    cache: 'console_traces',
    ttlMilliseconds: freshMilliseconds,
    maxEntries: MOST_TRACES,
    maxSize: MOST_CHARACTERS,
    sizeOf: ({ characters }) => Math.max(1, characters),
    clock,
  });
}

function freshMilliseconds({ trace }: ReadTrace): number {
  // It may appear at any moment.
  if (trace === undefined) return 1;
  const isComplete = Date.now() - extentOf(trace.spans).end / 1000 > GROWS_MILLISECONDS;
  return isComplete ? FRESH_MILLISECONDS.complete : FRESH_MILLISECONDS.growing;
}
