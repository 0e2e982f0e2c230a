import type { Trace } from '@cortex/trace-testing/trace';

/** What a search has read of a trace. */
export interface FoundSpans {
  trace: Trace;
  /** How many spans of a very large trace were not read. */
  unread: number;
}
