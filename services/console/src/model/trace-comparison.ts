import type { Trace } from '@cortex/trace-testing/trace';
import { cleaned } from './clean.ts';
import { worksOf } from './requests.ts';
import { extentOf } from './span-times.ts';
import { type OperationDifference, traceDifference } from './trace-difference.ts';

/** One of two traces that are compared. */
export interface ComparedTrace {
  traceId: string;
  service: string;
  operation: string;
  /** Milliseconds since the epoch. */
  begin: number;
  milliseconds: number;
  spans: number;
}

export interface TraceComparison {
  before: ComparedTrace;
  after: ComparedTrace;
  /** What changed most first. */
  operations: OperationDifference[];
  /** Operations that are left out. */
  more: number;
}

/** How a trace differs from another one. @param most operations to name */
export function compared(before: Trace, after: Trace, most = Number.POSITIVE_INFINITY): TraceComparison {
  const [was, is] = [cleaned(before).trace, cleaned(after).trace];
  const operations = traceDifference(was, is);
  return {
    before: summed(was),
    after: summed(is),
    operations: operations.slice(0, most),
    more: Math.max(0, operations.length - most),
  };
}

function summed(trace: Trace): ComparedTrace {
  const root = worksOf(trace)[0]?.root;
  const { begin, end } = extentOf(trace.spans);
  return {
    traceId: trace.traceId,
    service: root?.service ?? '',
    operation: root?.name ?? '',
    begin: begin / 1000,
    milliseconds: Math.round(end - begin) / 1000,
    spans: trace.spans.length,
  };
}
