import { TtlCache } from '@cortex/runtime';
import type { Trace } from '@cortex/trace-testing/trace';
import { extentOf } from '../../model/spans/times.ts';

/** What Jaeger answered when it was asked for a trace. */
export interface ReadTrace {
  /** Undefined when Jaeger does not know it (yet). */
  trace: Trace | undefined;
  /** The length of the answer's text. */
  characters: number;
}

export type TraceCache = TtlCache<ReadTrace>;

/** Services send their spans some seconds after these have ended: a trace may grow for about so long. */
const GROWS_MILLISECONDS = 60_000;
/** Long enough for all that a page asks when it opens. */
const FRESH_MILLISECONDS = { growing: 2_000, complete: 15_000 };
const MOST_TRACES = 20;
/** One of 100,000 spans, or a dozen of 10,000. */
const MOST_CHARACTERS = 128 * 1024 * 1024;

/**
 * The traces that were read last, by where and their id. Who opens one asks for it, then why it was so, then which functions worked for it: it is
 * read, validated and put together once for all of that.
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
  // It may be there the next moment.
  if (trace === undefined) return 1;
  const isComplete = Date.now() - extentOf(trace.spans).end / 1000 > GROWS_MILLISECONDS;
  return isComplete ? FRESH_MILLISECONDS.complete : FRESH_MILLISECONDS.growing;
}
