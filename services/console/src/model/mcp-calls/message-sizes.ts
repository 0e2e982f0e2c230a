import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { parentsIn } from '../spans/walk.ts';
import type { Side } from './group.ts';
import { sizesOf } from './hop-sizes.ts';
import { mcpHops } from './hops.ts';

/** The mean sizes of messages; undefined if they were not measured. */
export interface MessageSizes {
  requestBytes: number | undefined;
  responseBytes: number | undefined;
}

/** The mean sizes of the calls' bodies, from their spans. */
export function messageSizes(
  traces: readonly Trace[],
  { side, isWanted }: { side: Side; isWanted(call: SpanNode): boolean },
): MessageSizes {
  const sizes = traces.flatMap((trace) => {
    const parents = parentsIn(trace.spans);
    const attempts = mcpHops(trace).flatMap((hop) => hop.attempts);
    return attempts.flatMap((attempt) => {
      const call = attempt[side];
      return call !== undefined && isWanted(call) ? [sizesOf(attempt, parents)] : [];
    });
  });
  return {
    requestBytes: meanOf(sizes.map(({ request }) => request)),
    responseBytes: meanOf(sizes.map(({ response }) => response)),
  };
}

function meanOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.round(known.reduce((sum, value) => sum + value, 0) / known.length);
}
