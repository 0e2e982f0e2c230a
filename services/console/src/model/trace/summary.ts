import type { Trace } from '@cortex/trace-testing/trace';
import { extentOf } from '../spans/times.ts';
import { worksOf } from './requests.ts';

/** A summary of a trace. */
export interface TraceSummary {
  traceId: string;
  /** The service of the longest root or, without one, of the longest other work. */
  service: string;
  operation: string;
  /** Milliseconds since the epoch. */
  begin: number;
  milliseconds: number;
  /** The number of spans. */
  spans: number;
}

export function traceSummary(trace: Trace): TraceSummary {
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
